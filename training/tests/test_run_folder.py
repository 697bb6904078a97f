"""A run's folder belongs to one trainer, and its last whole checkpoint survives whatever happens to the next."""

import dataclasses
import hashlib
import os
import time
from pathlib import Path

import pytest

from training import checkpoint as checkpoints
from training.__main__ import main
from training.checkpoint import CHECKPOINT, load_checkpoint
from training.config import Config
from training.expected_error import ExpectedError
from training.run_lock import hold_run
from training.trainer import LONGEST_STEP_HOURS, Trainer

CONFIG = 'training/tests/tiny.toml'


def full(_: object) -> None:
    raise OSError(28, 'No space left on device')


def test_two_trainers_do_not_share_a_folder(config: Config, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Trainer(config, data, tmp_path).run(until_step=2)
    other = tmp_path / 'other'
    other.mkdir()
    with hold_run(tmp_path), hold_run(other):
        assert main(['resume', str(tmp_path), '--data', str(data)]) == 1
        assert 'being trained already' in capsys.readouterr().err
        assert main(['resume', str(tmp_path), '--data', str(data), '--decay', '5']) == 1
        assert main(['train', CONFIG, '--run', str(other), '--data', str(data)]) == 1
    assert load_checkpoint(tmp_path / CHECKPOINT)['step'] == 2
    assert {path.name for path in other.iterdir()} == {'lock'}
    assert main(['resume', str(tmp_path), '--data', str(data)]) == 0


def test_a_full_disk_ends_no_run_on_the_way_and_leaves_the_former_checkpoint(
    config: Config, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    eager = dataclasses.replace(config, housekeeping=dataclasses.replace(config.housekeeping, checkpoint_minutes=0.0))
    Trainer(eager, data, tmp_path).run(until_step=2)
    with monkeypatch.context() as disk:
        disk.setattr(checkpoints.os, 'fsync', full)
        trainer = Trainer(eager, data, tmp_path, load_checkpoint(tmp_path / CHECKPOINT))
        with pytest.raises(ExpectedError, match='No space left'):
            trainer.run(until_step=5)
    # Three times on the way, and at the end, where nothing comes after it.
    assert capsys.readouterr().err.count('Training goes on') == 3
    assert trainer.step == 5
    assert load_checkpoint(tmp_path / CHECKPOINT)['step'] == 2
    assert not list(tmp_path.glob('*.partial'))


@pytest.mark.parametrize('content', [b'', b'PK', b'no checkpoint at all'])
def test_what_is_no_whole_checkpoint_is_told_in_one_sentence(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / CHECKPOINT).write_bytes(content)
    assert main(['resume', str(tmp_path)]) == 1
    assert 'not a whole checkpoint' in capsys.readouterr().err


def test_a_checkpoint_that_was_cut_off_is_told_in_one_sentence(config: Config, data: Path, tmp_path: Path) -> None:
    Trainer(config, data, tmp_path).run(until_step=1)
    path = tmp_path / CHECKPOINT
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(ExpectedError, match='not a whole checkpoint'):
        load_checkpoint(path)


def test_a_checkpoint_of_other_pictures_is_refused(config: Config, data: Path, tmp_path: Path) -> None:
    Trainer(config, data, tmp_path).run(until_step=1)
    state = load_checkpoint(tmp_path / CHECKPOINT) | {'data': '0' * 64}
    with pytest.raises(ExpectedError, match='other data'):
        Trainer(config, data, tmp_path, state)


def test_of_a_pause_a_minute_counts_and_hours_end_a_run(
    config: Config, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]

    def an_hour_later() -> float:
        now[0] += 3600
        return now[0]

    monkeypatch.setattr(time, 'monotonic', an_hour_later)
    schedule = dataclasses.replace(config.schedule, steps=0, hours=3.5 * LONGEST_STEP_HOURS)
    trainer = Trainer(dataclasses.replace(config, schedule=schedule), data, tmp_path)
    trainer.run()
    assert trainer.step == 4
    assert trainer.hours == pytest.approx(4 * LONGEST_STEP_HOURS)


def test_a_run_remembers_what_it_began_with(config: Config, data: Path, tmp_path: Path) -> None:
    first, second = tmp_path / 'first', tmp_path / 'second'
    for run in (first, second):
        run.mkdir()
    Trainer(config, data, first).run(until_step=1)
    kept = tmp_path / 'kept.npz'
    assert main(['keep', str(first / CHECKPOINT), str(kept)]) == 0
    assert main(['train', CONFIG, '--run', str(second), '--data', str(data), '--weights', str(kept)]) == 0
    state = load_checkpoint(second / CHECKPOINT)
    assert state['start'] == hashlib.sha256(kept.read_bytes()).hexdigest()
    assert (state['team'], load_checkpoint(first / CHECKPOINT)['start']) == (1, None)
    resumed = Trainer(config, data, second, state)
    assert resumed.state()['start'] == state['start']
