"""Muon turns what the gradients say into steps that move every direction alike, and moves the inner kernels alone."""

import dataclasses
from pathlib import Path

import pytest
import torch

from training.checkpoint import CHECKPOINT, load_checkpoint
from training.config import Config
from training.denoisers import create_denoiser
from training.expected_error import ExpectedError
from training.muon import USUAL_STEP, Muon, orthogonalise
from training.optimisers import Optimisers, inner_kernels, rate_factors
from training.trainer import LONGEST_BURST, Trainer


@pytest.mark.parametrize('shape', [(16, 144), (24, 24), (32, 8)])
def test_every_direction_comes_out_about_equally_long(shape: tuple[int, int]) -> None:
    torch.manual_seed(0)
    rank = min(shape)
    left, _ = torch.linalg.qr(torch.randn(shape[0], rank))
    right, _ = torch.linalg.qr(torch.randn(shape[1], rank))
    values = torch.logspace(0, -2, rank)
    result = left.T @ orthogonalise(left @ torch.diag(values) @ right.T) @ right
    assert torch.diag(result).min() > 0.6
    assert torch.diag(result).max() < 1.25
    assert (result - torch.diag(torch.diag(result))).abs().max() < 1e-3


def test_what_no_gradient_speaks_of_stays() -> None:
    assert not orthogonalise(torch.zeros(4, 9)).any()
    matrix = torch.zeros(4, 9)
    matrix[0] = torch.arange(9)
    assert not orthogonalise(matrix)[1:].any()


def test_a_kernel_moves_against_its_gradient_about_as_far_as_with_adam() -> None:
    torch.manual_seed(0)
    kernel = torch.nn.Parameter(torch.zeros(16, 8, 3, 3))
    muon = Muon([kernel], lr=0.1)
    kernel.grad = 1e-4 * torch.randn(kernel.shape)
    muon.step()
    assert float(kernel.detach().square().mean().sqrt()) == pytest.approx(0.1 * USUAL_STEP, rel=0.2)
    assert float((kernel.detach() * kernel.grad).sum()) < 0
    first = kernel.detach().clone()
    # Momentum: the last gradient still moves it when nothing new is said.
    kernel.grad = torch.zeros_like(kernel)
    muon.step()
    assert torch.nn.functional.cosine_similarity((kernel - first).flatten(), first.flatten(), dim=0) > 0.99


@pytest.mark.parametrize('embedding', [0, 16])
def test_muon_leaves_ends_and_vectors_to_adam(config: Config, embedding: int) -> None:
    denoiser = create_denoiser(dataclasses.replace(config.network, embedding=embedding))
    inner = {id(kernel) for kernel in inner_kernels(denoiser)}
    names = [name for name, parameter in denoiser.named_parameters() if id(parameter) in inner]
    assert len(names) == 14  # two of each of the five blocks, two down, two up
    assert all(name.endswith('.weight') and 'stem' not in name and 'head' not in name and 'level' not in name for name in names)


def test_a_run_with_muon_goes_on_exactly_where_it_stopped(config: Config, data: Path, tmp_path: Path) -> None:
    config = dataclasses.replace(config, optimiser=dataclasses.replace(config.optimiser, muon_share=0.5))
    for name in ('whole', 'first', 'second'):
        (tmp_path / name).mkdir()
    whole = Trainer(config, data, tmp_path / 'whole')
    whole.run(until_step=6)
    Trainer(config, data, tmp_path / 'first').run(until_step=3)
    state = load_checkpoint(tmp_path / 'first' / CHECKPOINT)
    assert all(kernel['momentum'].any() for kernel in state['muon']['state'].values())
    second = Trainer(config, data, tmp_path / 'second', state)
    second.run(until_step=6)
    for ours, theirs in zip(second.denoiser.parameters(), whole.denoiser.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_momentum_looks_ahead() -> None:
    torch.manual_seed(1)
    first, second = torch.randn(2, 6, 18)
    kernel = torch.nn.Parameter(torch.zeros(6, 2, 3, 3))
    muon = Muon([kernel], lr=1.0, momentum=0.9)
    for gradient in (first, second):
        before = kernel.detach().clone()
        kernel.grad = gradient.view_as(kernel).clone()
        muon.step()
    average = 0.9 * 0.1 * first + 0.1 * second
    step = orthogonalise(0.9 * average + 0.1 * second) * USUAL_STEP * 18**0.5
    assert torch.allclose(kernel.detach() - before, -step.view_as(kernel), atol=1e-5)


def test_each_parameter_takes_its_share_of_the_rate(config: Config) -> None:
    wide = dataclasses.replace(config.network, widths=(8, 48, 64))
    denoiser = create_denoiser(wide)
    optimisers = Optimisers(denoiser, dataclasses.replace(config.optimiser, muon_share=0.5))
    optimisers.step(0.01)
    assert optimisers._muon is not None
    rates = {
        id(group['params'][0]): group['lr']
        for groups in (optimisers._muon.param_groups, optimisers._adam.param_groups)
        for group in groups
    }
    inner = {id(kernel) for kernel in inner_kernels(denoiser)}
    factors = rate_factors(denoiser)
    assert min(factors) < 0.8
    assert len(rates) == len(factors)
    for parameter, factor in zip(denoiser.parameters(), factors, strict=True):
        assert rates[id(parameter)] == pytest.approx(0.01 * (0.5 if id(parameter) in inner else factor))


def test_what_led_astray_is_forgotten(config: Config, data: Path, tmp_path: Path) -> None:
    trainer = Trainer(dataclasses.replace(config, optimiser=dataclasses.replace(config.optimiser, muon_share=0.5)), data, tmp_path)
    trainer.run(until_step=2)
    assert trainer._optimisers._muon is not None and trainer._optimisers._muon.state
    trainer._spikes.is_spike = lambda norm: True  # type: ignore[method-assign]
    trainer.run(until_step=2 + LONGEST_BURST)
    assert not trainer._optimisers._muon.state and not trainer._optimisers._adam.state


def test_kernels_of_one_channel_each_are_not_for_muon(config: Config) -> None:
    denoiser = create_denoiser(dataclasses.replace(config.network, block='gated'))
    assert all(kernel.shape[1] > 1 for kernel in inner_kernels(denoiser))


def test_decay_of_the_weights_does_not_go_with_muon(config: Config) -> None:
    with pytest.raises(ExpectedError, match='muon_share'):
        dataclasses.replace(config, optimiser=dataclasses.replace(config.optimiser, muon_share=0.5, weight_decay=0.01))
