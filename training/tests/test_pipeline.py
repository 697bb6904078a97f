"""From pictures to ONNX: an interrupted run must end in the same bits as one that was left alone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from training.__main__ import main
from training.checkpoint import CHECKPOINT, load_checkpoint, load_denoiser
from training.config import Config
from training.evaluate import denoiser_of, measure_psnr, open_session
from training.expected_error import ExpectedError
from training.held_out import write_held_out
from training.onnx_file import TOLERANCE, write_checked, write_onnx
from training.run_log import PLOT, VALIDATION_LOG, read_columns
from training.start_weights import read_weights
from training.store import VALIDATION, PictureStore
from training.trainer import Trainer

CONFIG = 'training/tests/tiny.toml'


def assert_same(a: object, b: object, path: str = 'state') -> None:
    if isinstance(a, torch.Tensor):
        assert isinstance(b, torch.Tensor), path
        assert torch.equal(a, b), path
    elif isinstance(a, dict):
        assert isinstance(b, dict), path
        assert a.keys() == b.keys(), path
        for key in a:
            assert_same(a[key], b[key], f'{path}.{key}')
    elif isinstance(a, list | tuple):
        assert len(a) == len(b), path  # type: ignore[arg-type]
        for index, (x, y) in enumerate(zip(a, b)):  # type: ignore[call-overload]
            assert_same(x, y, f'{path}[{index}]')
    else:
        assert a == b, path


@pytest.fixture(scope='module')
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = tmp_path_factory.mktemp('run')
    assert main(['train', CONFIG, '--data', str(data), '--run', str(run)]) == 0
    return run


def test_a_resumed_run_is_bit_identical(config: Config, data: Path, trained: Path, tmp_path: Path) -> None:
    Trainer(config, data, tmp_path).run(until_step=9)
    assert load_checkpoint(tmp_path / CHECKPOINT)['step'] == 9
    assert main(['resume', str(tmp_path), '--data', str(data)]) == 0
    interrupted, whole = load_checkpoint(tmp_path / CHECKPOINT), load_checkpoint(trained / CHECKPOINT)
    assert whole['step'] == 20
    for state in (interrupted, whole):
        del state['hours']
    assert_same(interrupted, whole)


def test_a_decision_to_decay_outlives_a_crash(config: Config, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Trainer(config, data, tmp_path).run(until_step=3)

    def crash(_: Trainer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Trainer, 'run', crash)
    with pytest.raises(KeyboardInterrupt):
        main(['resume', str(tmp_path), '--data', str(data), '--decay', '5'])
    state = load_checkpoint(tmp_path / CHECKPOINT)
    assert state['step'] == 3
    assert state['budget'] == [8, 3]  # in steps: where it ends, and where the decay begins


def test_sigterm_leaves_a_checkpoint_that_resumes(data: Path, tmp_path: Path) -> None:
    text = Path(CONFIG).read_text(encoding='utf-8').replace('steps = 20', 'steps = 1000000')
    endless = tmp_path / 'endless.toml'
    endless.write_text(text.replace('[housekeeping]', '[housekeeping]\nlog_seconds = 0.0'), encoding='utf-8')
    command = [sys.executable, '-m', 'training', 'train', str(endless), '--data', str(data), '--run', str(tmp_path)]
    # A group of its own, all of which is told to stop, as a computer that shuts down does.
    process = subprocess.Popen(command, start_new_session=True)
    try:
        while process.poll() is None and not (tmp_path / 'log.csv').exists():
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        process.kill()
    assert load_checkpoint(tmp_path / CHECKPOINT)['step'] > 0


def test_held_out_photographs_are_those_that_no_batch_sees(data: Path, tmp_path: Path) -> None:
    store = PictureStore(data)
    held_out = store.split(VALIDATION)
    assert held_out
    paths = write_held_out(data, tmp_path, 1000, 128)
    assert [path.stem for path in paths] == [p.sha256[:12] for p in held_out]
    for path, picture in zip(paths, held_out):
        assert np.array_equal(np.asarray(Image.open(path)), store.pixels(picture))
    assert write_held_out(data, tmp_path, 1000) == []  # all are smaller than the benchmark's masks


def test_a_run_is_not_overwritten(data: Path, trained: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['train', CONFIG, '--data', str(data), '--run', str(trained)]) == 1
    assert 'resume' in capsys.readouterr().err


def test_training_is_logged_and_drawn(trained: Path) -> None:
    validation = read_columns(trained / VALIDATION_LOG)
    assert validation['step'] == [20]
    assert 0 < validation['sigma_0.1'][0] < 1.5
    assert (trained / PLOT).stat().st_size > 1000


def test_the_export_is_the_checkpoint(trained: Path, tmp_path: Path) -> None:
    denoiser, _, _ = load_denoiser(trained / CHECKPOINT)
    assert write_checked(denoiser, tmp_path / 'prior.onnx') <= TOLERANCE
    denoise = denoiser_of(open_session(tmp_path / 'prior.onnx', 1))
    assert denoise(np.zeros((2, 3, 24, 40), np.float32), 0.1).shape == (2, 3, 24, 40)


def test_a_run_starts_from_an_exported_file_its_averages_as_well(trained: Path, data: Path, tmp_path: Path) -> None:
    write_onnx(load_denoiser(trained / CHECKPOINT)[0], tmp_path / 'prior.onnx')
    spent = tmp_path / 'spent.toml'  # a budget that is over before the first step
    spent.write_text(Path(CONFIG).read_text(encoding='utf-8').replace('steps = 20', 'hours = 0'), encoding='utf-8')
    weights, run = str(tmp_path / 'prior.onnx'), tmp_path / 'run'
    assert main(['train', str(spent), '--weights', weights, '--data', str(data), '--run', str(run)]) == 0
    average = load_checkpoint(trained / CHECKPOINT)['emas'][0]
    state = load_checkpoint(run / CHECKPOINT)
    assert_same(list(state['weights'].values()), average)
    assert len(state['emas']) == 2
    for tensors in state['emas']:
        assert_same(tensors, average)


def test_weights_of_another_shape_start_no_run(trained: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / 'kept.npz'
    assert main(['keep', str(trained / CHECKPOINT), str(kept)]) == 0
    other = tmp_path / 'other.toml'
    other.write_text(Path(CONFIG).read_text(encoding='utf-8').replace('[8, 16, 16]', '[8, 16, 24]'), encoding='utf-8')
    assert main(['train', str(other), '--weights', str(kept), '--data', str(data), '--run', str(tmp_path / 'run')]) == 1
    assert 'another shape' in capsys.readouterr().err
    assert not (tmp_path / 'run' / CHECKPOINT).exists()


def test_kept_weights_are_those_of_the_average_in_half_precision(trained: Path, data: Path, tmp_path: Path) -> None:
    kept = tmp_path / 'kept.npz'
    assert main(['keep', str(trained / CHECKPOINT), str(kept)]) == 0
    average = load_checkpoint(trained / CHECKPOINT)['emas'][0]
    weights = list(read_weights(kept).values())
    for tensor, expected in zip(weights, average, strict=True):
        assert tensor.dtype == torch.float32
        assert torch.allclose(tensor, expected, rtol=1e-3, atol=1e-6)
    spent = tmp_path / 'spent.toml'
    spent.write_text(Path(CONFIG).read_text(encoding='utf-8').replace('steps = 20', 'hours = 0'), encoding='utf-8')
    run = tmp_path / 'run'
    assert main(['train', str(spent), '--weights', str(kept), '--data', str(data), '--run', str(run)]) == 0
    assert_same(list(load_checkpoint(run / CHECKPOINT)['weights'].values()), weights)
    assert main(['keep', str(trained / CHECKPOINT), str(tmp_path / 'kept.onnx')]) == 1


def test_an_average_that_a_run_has_not_is_refused(trained: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in ('2', '-1'):
        assert main(['export', str(trained / CHECKPOINT), str(tmp_path / 'x'), '--data', str(data), '--ema', number]) == 1
        assert f'no average {number}' in capsys.readouterr().err


def test_a_folder_without_pictures_is_no_test_set(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError, match='no picture'):
        measure_psnr(lambda x, sigma: x, tmp_path)
    with pytest.raises(ExpectedError, match='no picture'):
        measure_psnr(lambda x, sigma: x, Path('training/tests/pictures'), limit=0)


def test_the_measured_psnr_of_doing_nothing_is_that_of_the_noise() -> None:
    scores = measure_psnr(lambda x, sigma: x, Path('training/tests/pictures'), limit=2)
    assert scores[15] == pytest.approx(20 * np.log10(255 / 15), abs=0.8)  # clipping helps a little
    assert scores[15] > scores[25] > scores[50]
