"""Muon turns what the gradients say into steps that move every direction alike, and moves the inner kernels alone."""

import dataclasses
from pathlib import Path

import pytest
import torch

from training.checkpoint import CHECKPOINT, load_checkpoint
from training.config import Config
from training.denoisers import create_denoiser
from training.muon import USUAL_STEP, Muon, orthogonalise
from training.optimisers import inner_kernels
from training.trainer import Trainer


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
