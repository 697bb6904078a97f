"""The logs of a run hold each step once, and never end it."""

import dataclasses
import multiprocessing
import sys
from pathlib import Path

import pytest

from training import journal
from training.__main__ import main
from training.checkpoint import CHECKPOINT, load_checkpoint
from training.config import Config
from training.journal import Journal
from training.run_log import PLOT, TRAINING_LOG, VALIDATION_LOG, append_row, drop_rows_after, last_step, read_columns
from training.trainer import Trainer


def write_rows(path: Path, steps: list[int]) -> None:
    for step in steps:
        append_row(path, {'step': step, 'loss': step / 8})


@pytest.mark.parametrize('torn', ['3,0.3', '3', '3,', ''])
def test_a_last_row_that_was_cut_off_is_left_out_and_not_added_to(tmp_path: Path, torn: str) -> None:
    log = tmp_path / 'log.csv'
    write_rows(log, [1, 2])
    with log.open('a', newline='') as file:
        file.write(torn)
    assert read_columns(log) == {'step': [1, 2], 'loss': [0.125, 0.25]}
    assert last_step(log) == 2
    write_rows(log, [4])
    assert read_columns(log)['step'] == [1, 2, 4]
    assert [path.name for path in tmp_path.iterdir()] == ['log.csv']


@pytest.mark.parametrize('torn', ['', 'step,lo'])
def test_a_header_that_was_cut_off_is_written_anew(tmp_path: Path, torn: str) -> None:
    log = tmp_path / 'log.csv'
    log.write_text(torn)
    write_rows(log, [1])
    assert read_columns(log) == {'step': [1], 'loss': [0.125]}
    assert [path.name for path in tmp_path.iterdir()] == ['log.csv']


def test_other_columns_begin_another_file(tmp_path: Path) -> None:
    log = tmp_path / 'log.csv'
    write_rows(log, [1, 2])
    append_row(log, {'step': 3, 'rate': 0.5})
    assert read_columns(log) == {'step': [3], 'rate': [0.5]}
    assert read_columns(tmp_path / 'log.until-2-rows.csv')['step'] == [1, 2]


def test_rows_after_a_step_are_dropped(tmp_path: Path) -> None:
    log = tmp_path / 'log.csv'
    drop_rows_after(log, 3)
    assert not log.exists()
    write_rows(log, [1, 3, 5, 7])
    before = log.read_bytes()
    drop_rows_after(log, 7)
    assert log.read_bytes() == before
    with log.open('a') as file:
        file.write('9,')
    drop_rows_after(log, 3)
    assert log.read_bytes() == before[: before.index(b'5,')]


def test_a_resumed_run_has_each_step_once(config: Config, data: Path, tmp_path: Path) -> None:
    eager = dataclasses.replace(config, housekeeping=dataclasses.replace(config.housekeeping, log_seconds=0.0))
    Trainer(eager, data, tmp_path).run(until_step=6)
    state = load_checkpoint(tmp_path / CHECKPOINT)
    # A crash two steps after the checkpoint, of which the logs know already.
    Trainer(eager, data, tmp_path, state).run(until_step=8)
    assert read_columns(tmp_path / TRAINING_LOG)['step'] == [1, 2, 3, 4, 5, 6, 7, 8]
    Trainer(eager, data, tmp_path, state).run(until_step=10)
    assert read_columns(tmp_path / TRAINING_LOG)['step'] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert read_columns(tmp_path / VALIDATION_LOG)['step'] == [6, 10]
    # Nothing is left to do, so nothing is measured once more.
    assert main(['resume', str(tmp_path), '--data', str(data)]) == 0
    assert main(['resume', str(tmp_path), '--data', str(data)]) == 0
    assert read_columns(tmp_path / VALIDATION_LOG)['step'] == [6, 10, 20]


def test_no_worker_outlives_its_run(config: Config, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert config.data.workers
    held = []
    monkeypatch.setattr('training.trainer.draw_plot', lambda run: held.append(sys._getframe()))
    Trainer(config, data, tmp_path).run(until_step=1)
    assert held and not multiprocessing.active_children()


def test_what_a_run_wrote_that_ended_before_its_first_checkpoint_is_forgotten(config: Config, data: Path, tmp_path: Path) -> None:
    eager = dataclasses.replace(config, housekeeping=dataclasses.replace(config.housekeeping, log_seconds=0.0))
    write_rows(tmp_path / TRAINING_LOG, [1, 2, 3])
    Trainer(eager, data, tmp_path).run(until_step=2)
    assert read_columns(tmp_path / TRAINING_LOG)['step'] == [1, 2]


def fail(*_: object) -> None:
    raise OSError(28, 'No space left on device')


@pytest.mark.parametrize('broken', ['append_row', 'drop_rows_after', 'last_step'])
def test_a_run_goes_on_where_its_logs_cannot_be_written(
    broken: str, config: Config, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(journal, broken, fail)
    Trainer(config, data, tmp_path).run(until_step=2)
    state = load_checkpoint(tmp_path / CHECKPOINT)
    Trainer(config, data, tmp_path, state).run(until_step=4)
    assert load_checkpoint(tmp_path / CHECKPOINT)['step'] == 4
    told = capsys.readouterr().err.splitlines()
    assert told and all('No space left' in line and 'training goes on' in line for line in told)


def test_a_plot_that_cannot_be_drawn_is_told_and_the_row_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logs = Journal(tmp_path, fail)
    logs.log({'step': 1})
    logs.log_validation({'step': 1, 'loss': 0.5})
    assert read_columns(tmp_path / VALIDATION_LOG) == {'step': [1], 'loss': [0.5]}
    assert 'plot' in capsys.readouterr().err
    assert not (tmp_path / PLOT).exists()
