import numpy as np
import pytest

from training.config import SigmaConfig
from training.holes import draw_hole
from training.noise_levels import draw_noise_levels, sigma_quantile

LAW = SigmaConfig(log_normal_fraction=0.8, map_fraction=0.4)


def test_the_law_has_the_intended_median_and_tails() -> None:
    levels = np.array([sigma_quantile(LAW, f) for f in (np.arange(10000) + 0.5) / 10000])
    log_normal, log_uniform = levels[:8000], levels[8000:]
    assert np.median(log_normal) == pytest.approx(np.exp(-1.2), rel=0.01)
    assert np.std(np.log(log_normal)) == pytest.approx(1.2, rel=0.02)
    assert np.median(log_uniform) == pytest.approx((0.005 * 20) ** 0.5, rel=0.01)
    assert levels.min() >= 0.003
    assert levels.max() <= 20


def test_two_fifths_of_the_patches_have_a_hole_in_clean_surroundings() -> None:
    sigma, hole = draw_noise_levels(LAW, 32, 64, np.random.default_rng(0))
    has_hole = hole.max(axis=(1, 2, 3)) > 0
    assert has_hole.sum() in (12, 13)
    assert all(np.ptp(level) == 0 for level in sigma[~has_hole])
    inside, outside = sigma[has_hole][hole[has_hole] > 0], sigma[has_hole][hole[has_hole] == 0]
    assert inside.min() >= 0.01
    assert inside.max() <= 20
    assert outside.min() >= 0.003
    assert outside.max() <= 0.03


def test_batches_of_one_have_a_hole_as_often() -> None:
    random = np.random.default_rng(0)
    holes = [draw_noise_levels(LAW, 1, 32, random)[1].max() for _ in range(400)]
    assert np.mean(holes) == pytest.approx(0.4, abs=0.07)


def test_a_batch_covers_low_and_high_levels_every_time() -> None:
    for seed in range(20):
        sigma, hole = draw_noise_levels(LAW, 32, 32, np.random.default_rng(seed))
        uniform = sigma[hole.max(axis=(1, 2, 3)) == 0].max(axis=(1, 2, 3))
        assert uniform.min() < 0.1
        assert uniform.max() > 2


@pytest.mark.parametrize('side', [32, 64, 192])
def test_holes_are_neither_empty_nor_everything(side: int) -> None:
    random = np.random.default_rng(side)
    fractions = [draw_hole(side, random).mean() for _ in range(200)]
    assert min(fractions) > 0
    assert max(fractions) <= 0.7
    assert 0.02 < np.mean(fractions) < 0.3
