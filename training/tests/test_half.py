"""The half-precision version must stay close to the exact one, whatever the noise level."""

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from training.config import NetworkConfig
from training.denoisers import create_denoiser
from training.evaluate import denoiser_of, open_session
from training.half import nodes_on_features, write_halved
from training.onnx_file import write_onnx


def export_random(path: Path, embedding: int) -> None:
    torch.manual_seed(0)
    denoiser = create_denoiser(NetworkConfig(widths=(8, 16), blocks=(1, 1), embedding=embedding)).eval()
    with torch.no_grad():
        denoiser.net.head.weight.normal_(std=0.05)
    write_onnx(denoiser, path)


@pytest.mark.parametrize('embedding', [0, 16])
def test_answers_stay_close_from_weak_to_strong_noise(embedding: int, tmp_path: Path) -> None:
    model, small = tmp_path / 'prior.onnx', tmp_path / 'half.onnx'
    export_random(model, embedding)
    write_halved(model, small)
    assert small.stat().st_size < 0.75 * model.stat().st_size
    exact, half = (denoiser_of(open_session(path, 1)) for path in (model, small))
    x = np.random.default_rng(0).standard_normal((1, 3, 64, 64), np.float32)
    for sigma in (0.01, 0.3, 5.0):
        difference = np.abs(exact(x, sigma) - half(x, sigma)).max()
        assert 0 < difference < 0.02 * min(sigma, 0.5)


@pytest.mark.parametrize('embedding', [0, 16])
def test_weights_of_convolutions_are_halved_and_the_noise_level_is_not(embedding: int, tmp_path: Path) -> None:
    model, small = tmp_path / 'prior.onnx', tmp_path / 'half.onnx'
    export_random(model, embedding)
    before = onnx.load(model).graph
    assert {n.name for n in before.node if 'Conv' in n.op_type} <= set(nodes_on_features(onnx.load(model)))
    write_halved(model, small)
    after = onnx.load(small).graph
    kinds = {i.name: i.data_type for i in after.initializer}
    convolutions = [node for node in after.node if 'Conv' in node.op_type]
    assert {kinds[node.input[1]] for node in convolutions} == {onnx.TensorProto.FLOAT16}
    assert {value.type.tensor_type.elem_type for value in [*after.input, *after.output]} == {onnx.TensorProto.FLOAT}
    halved = {output for node in after.node if node.op_type == 'Cast' for output in node.output}
    untouched = ('Sin', 'Cos', 'Log', 'Sqrt', 'Reciprocal')
    assert not any(halved.intersection(node.input) for node in after.node if node.op_type in untouched)
