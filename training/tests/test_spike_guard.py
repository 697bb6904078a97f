"""Which gradients are no step, and how far those that are may go."""

import dataclasses
import math
from pathlib import Path

import pytest
import torch

from training.config import Config
from training.spike_guard import FEWEST_NORMS, NORM_MEMORY, SpikeGuard
from training.trainer import Trainer


def taught(norms: list[float], factor: float = 20.0) -> SpikeGuard:
    guard = SpikeGuard(factor)
    guard.restore(norms)
    return guard


@pytest.mark.parametrize(('norm', 'expected'), [(39.9, False), (40.0, False), (40.1, True)])
def test_a_spike_is_so_many_times_the_median(norm: float, expected: bool) -> None:
    # Mean 104, median 2.
    assert taught([1.0] * 5 + [2.0] + [10.0, 20.0, 100.0, 500.0, 500.0]).is_spike(norm) is expected
    assert taught([2.0] * FEWEST_NORMS, factor=5).is_spike(norm) is True


def test_with_fewer_than_ten_norms_nobody_knows_what_is_usual() -> None:
    assert not taught([1.0] * (FEWEST_NORMS - 1)).is_spike(1e9)
    assert taught([1.0] * FEWEST_NORMS).is_spike(1e9)


@pytest.mark.parametrize('norm', [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_is_a_spike_from_the_beginning(norm: float) -> None:
    guard = SpikeGuard(20)
    assert guard.is_spike(norm)
    # Remembered as something that can be compared: a NaN would spoil the median.
    assert list(guard.norms) == [math.inf]


def test_wild_norms_are_remembered_and_in_the_end_become_usual() -> None:
    guard = taught([1.0] * FEWEST_NORMS)
    answers = [guard.is_spike(100.0) for _ in range(FEWEST_NORMS + 3)]
    assert answers[0] and not answers[-1]


def test_only_the_last_norms_count() -> None:
    guard = taught([1000.0] * NORM_MEMORY)
    assert not guard.is_spike(900.0)
    for _ in range(NORM_MEMORY):
        guard.is_spike(1.0)
    assert len(guard.norms) == NORM_MEMORY
    assert guard.is_spike(900.0)


def test_what_was_restored_decides_as_before() -> None:
    guard = SpikeGuard(3)
    for norm in (1.0, 2.0, 1.5, 2.5, 1.2, 0.8, 2.2, 1.1, 1.9, 1.4, 1.3):
        guard.is_spike(norm)
    again = taught(list(guard.norms), factor=3)
    assert again.norms == guard.norms
    for norm in (4.1, 4.3, 1.0, 4.2):
        assert again.is_spike(norm) == guard.is_spike(norm)


def test_a_step_is_taken_with_a_gradient_of_the_configured_norm_at_most(config: Config, data: Path, tmp_path: Path) -> None:
    clip = 1e-3
    trainer = Trainer(dataclasses.replace(config, optimiser=dataclasses.replace(config.optimiser, clip_norm=clip)), data, tmp_path)
    taken: list[float] = []

    def look(_: float) -> None:
        gradients = [p.grad.flatten() for p in trainer.denoiser.parameters() if p.grad is not None]
        taken.append(float(torch.cat(gradients).norm()))

    trainer._optimisers.step = look  # type: ignore[method-assign]
    trainer.run(until_step=3)
    # What is usual is judged by what the gradients were before.
    assert min(trainer._spikes.norms) > 10 * clip
    assert taken == pytest.approx([clip] * 3, rel=0.01)
