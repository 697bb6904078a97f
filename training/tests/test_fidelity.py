"""A version of a prior that loses quality is not kept."""

import math
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from training.config import NetworkConfig
from training.evaluate import denoiser_of, mean_psnr, open_session
from training.expected_error import ExpectedError
from training.fidelity import LARGEST_LOSS_DB, SIDE_PX, SIGMAS, SQUARES, compare, fidelity_table, write_version
from training.half import halve
from training.held_out import held_out_squares
from training.network import Denoiser
from training.onnx_file import write_onnx
from training.quantise import quantise


@pytest.fixture(scope='module')
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    denoiser = Denoiser(NetworkConfig(widths=(8, 16, 16), blocks=(1, 1, 1), embedding=0))
    torch.nn.init.normal_(denoiser.net.head.weight, std=0.01)
    path = tmp_path_factory.mktemp('model') / 'denoiser.onnx'
    write_onnx(denoiser, path)
    return path


def spoil(source: Path, target: Path, bias: float) -> None:
    """A version whose last layer answers so much more."""
    graph = onnx.load(source)
    for tensor in graph.graph.initializer:
        if tensor.name == 'net.head.bias':
            tensor.CopyFrom(onnx.numpy_helper.from_array(onnx.numpy_helper.to_array(tensor) + np.float32(bias), tensor.name))
    onnx.save(graph, target)


def test_rows_are_the_psnr_against_clean_pictures() -> None:
    squares = [np.zeros((3, 64, 64), np.float32), np.full((3, 64, 64), 0.25, np.float32)]
    rows = compare(lambda x, _: x * 0 + 0.125, lambda x, _: x, squares)
    assert [row.sigma for row in rows] == list(SIGMAS) == [0.02, 0.118, 0.196, 0.392, 1.0]
    for row in rows[:3]:  # before clipping helps
        assert row.exact_db == pytest.approx(-20 * math.log10(0.125 / 2), abs=1e-3)
        assert row.version_db == pytest.approx(-20 * math.log10(row.sigma / 2), abs=0.1)
        assert row.loss_db == row.exact_db - row.version_db
        assert f'{row.exact_db:.3f}' in fidelity_table(rows) and f'{row.version_db:.3f}' in fidelity_table(rows)


@pytest.mark.parametrize('value', [np.nan, np.inf, -np.inf])
def test_what_is_no_number_loses_everything(value: float) -> None:
    def spoilt(x: np.ndarray, _: float) -> np.ndarray:
        answer = x.copy()
        answer[0, 1, 2, 3] = value
        return answer

    rows = compare(lambda x, _: x, spoilt, [np.zeros((3, 16, 16), np.float32)])
    assert all(row.loss_db == math.inf for row in rows)
    assert 'none' in fidelity_table(rows)


@pytest.mark.parametrize('make', [quantise, halve], ids=lambda make: make.__name__)
def test_a_good_version_is_kept_and_its_largest_loss_told(
    make, model: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / 'version.onnx'
    entry = make(model, output, data)
    assert entry['byteLength'] == output.stat().st_size
    squares = held_out_squares(data, SQUARES, SIDE_PX)
    exact, version = (denoiser_of(open_session(path, 1)) for path in (model, output))
    losses = [mean_psnr(exact, squares, sigma) - mean_psnr(version, squares, sigma) for sigma in SIGMAS]  # type: ignore[operator]
    assert entry['largestLossDb'] == pytest.approx(max(losses), abs=1e-4)
    assert entry['largestLossDb'] < LARGEST_LOSS_DB
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(SIGMAS)
    assert [path.name for path in tmp_path.iterdir()] == ['version.onnx']


def test_a_bad_version_is_refused_and_the_former_one_stays(
    model: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / 'version.onnx'
    output.write_text('the former one')
    with pytest.raises(ExpectedError, match='loses'):
        write_version(model, output, data, lambda path: spoil(model, path, 0.5))
    assert 'difference' in capsys.readouterr().out
    assert output.read_text() == 'the former one'
    assert [path.name for path in tmp_path.iterdir()] == ['version.onnx']
    write_version(model, output, data, lambda path: spoil(model, path, 0.0))
    assert output.stat().st_size > 1000


@pytest.mark.parametrize('make', [quantise, halve], ids=lambda make: make.__name__)
def test_without_pictures_nothing_is_written(make, model: Path, tmp_path: Path) -> None:
    with pytest.raises(ExpectedError, match='no prepared data'):
        make(model, tmp_path / 'version.onnx', tmp_path)
    assert list(tmp_path.iterdir()) == []
