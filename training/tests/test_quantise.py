"""The 8-bit version must stay close to the float one, and its finest level must be the same numbers."""

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from training.config import NetworkConfig
from training.denoisers import create_denoiser
from training.evaluate import denoiser_of, open_session
from training.onnx_file import write_onnx
from training.quantise import finest_convolutions, write_quantised


@pytest.fixture(params=[0, 16], ids=['map', 'embedding'])
def model(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / 'prior.onnx'
    export_random(path, request.param)
    return path


def export_random(path: Path, embedding: int) -> None:
    torch.manual_seed(0)
    denoiser = create_denoiser(NetworkConfig(widths=(8, 16, 16), blocks=(1, 1, 1), embedding=embedding))
    with torch.no_grad():
        denoiser.net.head.weight.normal_(std=0.05)
    write_onnx(denoiser, path)


def test_the_finest_level_stays_in_float(model: Path, data: Path, tmp_path: Path) -> None:
    small = tmp_path / 'prior-int8.onnx'
    nodes = {node.name for node in onnx.load(model).graph.node if node.op_type == 'Conv'}
    finest = finest_convolutions(onnx.load(model))
    # stem, two of the first block, down to the second level, two of the last block, head
    assert len(finest) == 7
    write_quantised(model, small, data)
    graph = onnx.load(small).graph
    dequantised = {node.output[0] for node in graph.node if node.op_type == 'DequantizeLinear'}
    in_bytes = {
        node.name for node in graph.node if node.op_type == 'Conv' and node.input[1] in dequantised
    }
    assert in_bytes == nodes - set(finest)


def test_answers_stay_close_and_scales_are_the_same_each_time(model: Path, data: Path, tmp_path: Path) -> None:
    versions = [tmp_path / 'a.onnx', tmp_path / 'b.onnx']
    for version in versions:
        write_quantised(model, version, data)
    assert versions[0].read_bytes() == versions[1].read_bytes()
    exact, small = (denoiser_of(open_session(path, 1)) for path in (model, versions[0]))
    x = np.random.default_rng(0).standard_normal((1, 3, 64, 64), np.float32)
    difference = np.abs(exact(x, 0.3) - small(x, 0.3)).max()
    assert 0 < difference < 0.1
