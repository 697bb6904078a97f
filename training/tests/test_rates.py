"""Wide layers learn more slowly, and steps that would undo more than they teach are not taken."""

from pathlib import Path

import pytest
import torch

from training.config import Config, NetworkConfig
from training.network import Denoiser
from training.optimisers import rate_factors
from training.trainer import LONGEST_BURST, Trainer


def test_a_kernel_of_four_times_the_inputs_learns_at_half_the_rate() -> None:
    layers = torch.nn.Sequential(torch.nn.Conv2d(3, 32, 3), torch.nn.Conv2d(32, 128, 3), torch.nn.Conv2d(128, 8, 3))
    assert rate_factors(layers) == pytest.approx([1, 1, 1, 1, 0.5, 0.5])
    # Each output of a transposed convolution without overlap has one value of each channel, whatever its kernel.
    others = torch.nn.Sequential(torch.nn.ConvTranspose2d(1152, 4, 2, 2), torch.nn.Linear(72, 4), torch.nn.Linear(1152, 4))
    assert rate_factors(others) == pytest.approx([0.5, 0.5, 1, 1, 0.5, 0.5])


def test_every_parameter_moves_by_its_share_of_the_rate(config: Config, data: Path, tmp_path: Path) -> None:
    trainer = Trainer(config, data, tmp_path)
    # It begins at zero, and then nothing before it has a gradient.
    torch.nn.init.normal_(trainer.denoiser.net.head.weight, std=0.1)
    trainer._optimisers._shares = [0.25 if n % 2 else 1.0 for n in range(len(trainer._optimisers._shares))]
    before = [p.detach().clone() for p in trainer.denoiser.parameters()]
    trainer.run(until_step=1)
    # The first step of Adam moves what has a gradient by the rate itself.
    moves = [float((p.detach() - b).abs().max()) for p, b in zip(trainer.denoiser.parameters(), before, strict=True)]
    moved = [(move, n) for n, move in enumerate(moves) if move > 1e-9]
    full = max(move for move, _ in moved)
    assert len(moved) > 0.9 * len(moves)
    assert all(move == pytest.approx(full * (0.25 if n % 2 else 1), rel=0.01) for move, n in moved)


def test_a_wild_step_touches_neither_weights_nor_averages_and_a_burst_returns_to_the_average(
    config: Config, data: Path, tmp_path: Path
) -> None:
    trainer = Trainer(config, data, tmp_path)
    trainer.run(until_step=5)
    average = [tensor.clone() for tensor in trainer.emas[0].tensors]
    weights = [p.detach().clone() for p in trainer.denoiser.parameters()]
    trainer._spikes.is_spike = lambda norm: True  # type: ignore[method-assign]
    trainer.run(until_step=5 + LONGEST_BURST - 1)
    assert all(torch.equal(p, w) for p, w in zip(trainer.denoiser.parameters(), weights, strict=True))
    assert all(torch.equal(t, a) for t, a in zip(trainer.emas[0].tensors, average, strict=True))
    trainer.run(until_step=5 + LONGEST_BURST)
    assert trainer.skipped == LONGEST_BURST
    assert all(torch.equal(p, a) for p, a in zip(trainer.denoiser.parameters(), average, strict=True))
    assert not trainer._optimisers._adam.state


def test_the_network_is_told_both_measures_of_noise() -> None:
    denoiser = Denoiser(NetworkConfig(embedding=0))
    seen: list[torch.Tensor] = []
    denoiser.net.register_forward_pre_hook(lambda _, arguments: seen.append(arguments[1]))
    sigma = torch.tensor([0.003, 0.5, 20.0, 0.0]).view(4, 1, 1, 1).expand(4, 1, 16, 16)
    denoiser(torch.zeros(4, 3, 16, 16), sigma)
    strength, logarithm = seen[0][:, 0, 0, 0], seen[0][:, 1, 0, 0]
    assert strength.tolist() == pytest.approx([0.006, 0.7071, 0.9997, 0], abs=1e-4)
    assert logarithm.tolist() == pytest.approx([-1.4523, -0.1733, 0.7489, -1.5537], abs=1e-3)
