"""A network of another shape starts from what both have."""

from pathlib import Path

import numpy as np
import pytest
import torch

from training.__main__ import main
from training.config import NetworkConfig
from training.denoisers import create_denoiser
from training.expected_error import ExpectedError
from training.graft import grafted
from training.onnx_file import write_onnx
from training.start_weights import read_weights

SHAPES = {
    'maps': NetworkConfig(widths=(8, 16, 24), blocks=(1, 1, 1), embedding=0),
    'embedding': NetworkConfig(widths=(8, 16, 24), blocks=(1, 1, 1), embedding=16),
}


def with_shape(shape: NetworkConfig, widths: tuple[int, ...], blocks: tuple[int, ...]) -> NetworkConfig:
    return NetworkConfig(widths=widths, blocks=blocks, embedding=shape.embedding)


@pytest.fixture(params=SHAPES.values(), ids=SHAPES.keys())
def shape(request: pytest.FixtureRequest) -> NetworkConfig:
    return request.param


def trained(shape: NetworkConfig) -> torch.nn.Module:
    """One that does something everywhere."""
    torch.manual_seed(3)
    denoiser = create_denoiser(shape).eval()
    for parameter in denoiser.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    return denoiser


def answer(denoiser: torch.nn.Module) -> torch.Tensor:
    x = torch.randn(1, 3, 32, 32, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        return denoiser(x, torch.full((1, 1, 32, 32), 0.3))


def test_more_blocks_answer_the_same_and_can_learn(shape: NetworkConfig) -> None:
    source = trained(shape)
    larger = with_shape(shape, shape.widths, (3, 2, 1))
    weights, new = grafted(source.state_dict(), shape, larger)
    target = create_denoiser(larger).eval()
    target.load_state_dict(weights)
    assert torch.allclose(answer(target), answer(source), atol=1e-5)
    assert all('.1.' in name or '.2.' in name for name in new)
    beginnings = [name for name in new if name.endswith('first.weight')]
    assert len(beginnings) == 6
    assert all(weights[name].abs().sum() > 0 for name in beginnings)


def test_one_more_level_answers_the_same(shape: NetworkConfig) -> None:
    source = trained(shape)
    deeper = with_shape(shape, (*shape.widths, 32), (1, 1, 1, 1))
    weights, _ = grafted(source.state_dict(), shape, deeper)
    target = create_denoiser(deeper).eval()
    target.load_state_dict(weights)
    assert torch.allclose(answer(target), answer(source), atol=1e-5)


def test_without_its_deepest_level_the_others_are_those_they_were(shape: NetworkConfig) -> None:
    source = trained(shape)
    smaller = with_shape(shape, shape.widths[:2], (1, 1))
    weights, new = grafted(source.state_dict(), shape, smaller)
    assert new == []
    former = source.state_dict()
    last = 'net.decoder.1.0.first.weight' if shape.embedding else 'net.decoder.0.0.first.weight'
    assert torch.equal(weights['net.decoder.0.0.first.weight'], former[last])
    assert torch.equal(weights['net.encoder.1.0.second.weight'], former['net.encoder.1.0.second.weight'])
    create_denoiser(smaller).load_state_dict(weights)


def test_other_widths_or_another_kind_are_refused(shape: NetworkConfig) -> None:
    source = trained(shape).state_dict()
    with pytest.raises(ExpectedError, match='widths'):
        grafted(source, shape, with_shape(shape, (12, 16, 24), (1, 1, 1)))
    other = NetworkConfig(widths=shape.widths, blocks=shape.blocks, embedding=0 if shape.embedding else 16)
    with pytest.raises(ExpectedError, match='same kind'):
        grafted(source, shape, other)


def test_blocks_that_do_something_else_with_the_same_tensors_are_refused() -> None:
    shape, leaky = (NetworkConfig(widths=(8, 16), blocks=(1, 1), block=block, embedding=0) for block in ('residual', 'leaky'))
    source = trained(shape).state_dict()
    assert {name: tensor.shape for name, tensor in create_denoiser(leaky).state_dict().items()} == {
        name: tensor.shape for name, tensor in source.items()
    }
    with pytest.raises(ExpectedError, match='block'):
        grafted(source, shape, leaky)


def configuration(path: Path, blocks: str, widths: str = '[8, 16]') -> str:
    path.write_text(f'name = "shape"\n[network]\nwidths = {widths}\nblocks = {blocks}\nembedding = 0\n', encoding='utf-8')
    return str(path)


@pytest.mark.parametrize('suffix', ['.onnx', '.npz'])
def test_weights_that_were_released_or_kept_are_grafted_with_their_configuration(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = trained(NetworkConfig(widths=(8, 16), blocks=(1, 1), embedding=0))
    file, target = tmp_path / f'source{suffix}', tmp_path / 'new.npz'
    if suffix == '.onnx':
        write_onnx(source, file)
    else:
        np.savez_compressed(file, **{name: tensor.numpy() for name, tensor in source.state_dict().items()})
    former, other = configuration(tmp_path / 'former.toml', '[1, 1]'), configuration(tmp_path / 'other.toml', '[2, 1]')
    assert main(['graft', str(file), other, str(target)]) == 1
    assert '--source-config' in capsys.readouterr().err
    assert main(['graft', str(file), other, str(target), '--source-config', other]) == 1
    assert 'another shape' in capsys.readouterr().err
    assert not target.exists()
    assert main(['graft', str(file), other, str(target), '--source-config', former]) == 0
    larger = create_denoiser(NetworkConfig(widths=(8, 16), blocks=(2, 1), embedding=0)).eval()
    larger.load_state_dict(read_weights(target))
    assert torch.allclose(answer(larger), answer(source), atol=1e-5)
