"""A network of another shape starts from what both have."""

import pytest
import torch

from training.config import NetworkConfig
from training.denoisers import create_denoiser
from training.graft import grafted

SHAPES = {
    'maps': NetworkConfig(widths=(8, 16, 24), blocks=(1, 1, 1)),
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
    with pytest.raises(ValueError, match='widths'):
        grafted(source, shape, with_shape(shape, (12, 16, 24), (1, 1, 1)))
    other = NetworkConfig(widths=shape.widths, blocks=shape.blocks, embedding=0 if shape.embedding else 16)
    with pytest.raises(ValueError, match='same kind'):
        grafted(source, shape, other)
