import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from training.batches import BatchSource
from training.config import Config, NetworkConfig, OptimiserConfig, ScheduleConfig
from training.ema import PowerEma
from training.expected_error import ExpectedError
from training.loss import weighted_loss
from training.network import Denoiser, scaled_target
from training.schedule import Budget, learning_rate


def test_the_rate_warms_up_stays_and_decays_to_zero() -> None:
    optimiser, schedule = OptimiserConfig(learning_rate=1.0), ScheduleConfig(hours=10, warmup_steps=100, decay_fraction=0.2)
    budget = Budget.from_config(schedule)

    def rate(step: int, hours: float) -> float:
        return learning_rate(optimiser, schedule, budget, step, hours)

    assert rate(0, 0) == pytest.approx(0.01)
    assert rate(5000, 7.9) == 1
    assert rate(5000, 9) == pytest.approx(0.5)
    assert rate(5000, 10) == 0
    assert budget.is_over(5000, 10)


@pytest.mark.parametrize('asked_at', [4, 24, 27, 29.9])
def test_a_decay_that_is_asked_for_begins_at_the_rate_that_the_run_has(asked_at: float) -> None:
    optimiser, schedule = OptimiserConfig(learning_rate=1e-3), ScheduleConfig(hours=30, decay_fraction=0.2)
    budget = Budget.from_config(schedule)

    def rate(hours: float) -> float:
        return learning_rate(optimiser, schedule, budget, 9999, hours)

    before = rate(asked_at)
    budget.decay_now(step=9999, hours=asked_at, amount=2)
    assert [rate(asked_at + hours) for hours in (0, 1, 2)] == pytest.approx([before, before / 2, 0], abs=1e-12)
    assert rate(asked_at - 1e-9) <= 1e-3
    assert budget.is_over(9999, asked_at + 2)


def test_a_run_at_the_end_of_its_decay_has_no_other() -> None:
    budget = Budget.from_config(ScheduleConfig(hours=30))
    before = dataclasses.replace(budget)
    with pytest.raises(ExpectedError, match='--weights'):
        budget.decay_now(step=9999, hours=30, amount=2)
    assert budget == before


@pytest.mark.parametrize('std', [0.05, 0.10])
def test_the_average_looks_back_over_its_share_of_the_training(std: float) -> None:
    module = torch.nn.Linear(1, 1, bias=False)
    average = PowerEma(module, std)
    steps = 2000
    profile = []
    for impulse in range(1, steps + 1, 10):
        module.weight.data.zero_()
        average.tensors[0].zero_()
        module.weight.data.fill_(1)
        average.update(impulse)
        module.weight.data.zero_()
        weight = float(average.tensors[0])
        profile.append(weight * np.prod((1 - 1 / np.arange(impulse + 1, steps + 1)) ** average._exponent))
    times = np.arange(1, steps + 1, 10) / steps
    weights = np.array(profile) / np.sum(profile)
    mean = np.sum(weights * times)
    assert np.sqrt(np.sum(weights * (times - mean) ** 2)) == pytest.approx(std, rel=0.02)


def test_the_loss_counts_holes_most_and_their_surroundings_least(config: Config, data: Path) -> None:
    batch = BatchSource(config, data)[1]
    denoiser = Denoiser(NetworkConfig(widths=(8, 16), blocks=(1, 1), embedding=0))
    uniform = batch.hole.amax(dim=(1, 2, 3)) == 0
    assert 0 < uniform.sum() < len(uniform)

    def loss(known: float, hole: float) -> float:
        with torch.no_grad():
            return float(weighted_loss(denoiser, batch, OptimiserConfig(known_weight=known, hole_weight=hole))[0])

    # F is zero at first, so the error is the target's square.
    error = scaled_target(batch.x0, batch.noise, batch.sigma).square().mean(1, keepdim=True)
    in_hole = error[batch.hole > 0].sum() / error.numel()
    elsewhere = error[uniform].sum() / error.numel()
    assert loss(0, 0) == pytest.approx(float(elsewhere), rel=1e-4)
    assert loss(0, 2) == pytest.approx(float(elsewhere + 2 * in_hole), rel=1e-4)
    assert loss(1, 1) == pytest.approx(float(error.mean()), rel=1e-4)
    _, plain = weighted_loss(denoiser, batch, OptimiserConfig())
    assert float(plain) == pytest.approx(float(error[uniform].mean()), rel=1e-4)
