"""Dead leaves are discs of all sizes in a photograph's colours, and as many of the patches as asked for."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from training.batches import BatchSource
from training.config import Config
from training.dead_leaves import LARGEST_SHADE, LAYERS, SMALLEST_RADIUS_PX, draw_dead_leaves, draw_radii


def test_radii_follow_the_law_without_a_scale() -> None:
    radii = np.concatenate([draw_radii(128, np.random.default_rng(seed)) for seed in range(20)])
    assert radii.min() >= SMALLEST_RADIUS_PX and radii.max() <= 64
    # Of a density like r^-3 three quarters of those above any radius lie below twice that radius.
    for radius in (2, 4):
        above = radii[radii > radius]
        assert np.mean(above < 2 * radius) == pytest.approx(0.75, abs=0.02)


@pytest.mark.parametrize('side', [64, 192])
def test_as_many_lie_over_each_other_as_they_say(side: int) -> None:
    radii = [draw_radii(side, np.random.default_rng(seed)) for seed in range(40)]
    layers = [np.pi * np.square(r).sum() / (2 * side) ** 2 for r in radii]
    assert np.mean(layers) == pytest.approx(LAYERS, rel=0.05)


def test_what_was_there_first_is_covered_everywhere_alike() -> None:
    # The first colour is drawn first of all; of two colours all discs get the other one but every millionth.
    colours = np.full((1, 1_000_000, 3), 255, np.uint8)
    uncovered = np.zeros((48, 48))
    for seed in range(30):
        random = np.random.default_rng(seed)
        first = np.random.default_rng(seed).integers(1_000_000)
        colours[0, first] = 0
        uncovered += draw_dead_leaves(colours, 48, random)[..., 0] < 100
        colours[0, first] = 255
    assert uncovered.mean() / 30 < 0.02
    corners = np.concatenate([uncovered[:12, :12], uncovered[-12:, -12:]])
    assert corners.mean() / 30 < 0.02


@pytest.mark.parametrize('side', [64, 192])
def test_they_have_the_colours_of_the_photograph_and_edges(side: int) -> None:
    colours = np.array([[[200, 100, 40], [40, 100, 200]]], np.uint8)
    square = draw_dead_leaves(colours, side, np.random.default_rng(1)).astype(int)
    assert square.shape == (side, side, 3)
    # Green is the same in both, but for what a disc shades.
    shade = square[..., 1] - 100
    assert np.abs(shade).max() <= 2 * LARGEST_SHADE + 1
    assert shade.std() > 3
    red, blue = square[..., 0] - shade, square[..., 2] - shade
    assert np.mean(np.abs(red + blue - 240) <= 2) > 0.95
    assert 0.2 < np.mean(red > 120) < 0.8
    assert np.mean(np.abs(np.diff(red, axis=1)) > 100) > 0.02


@pytest.mark.parametrize('share', [0.0, 0.3, 1.0])
def test_they_are_the_share_that_is_asked_for(
    config: Config, data: Path, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr('training.batches.draw_dead_leaves', lambda colours, side, random: np.zeros((side, side, 3), np.uint8))
    plain = dataclasses.replace(
        config.data, crops=((32, 50, 1.0),), grey_fraction=0.0, tinted_fraction=0.0, grain_fraction=0.0, dead_leaves_fraction=share
    )
    source = BatchSource(dataclasses.replace(config, data=plain), data)
    drawn = [bool((patch == -1).all()) for k in range(8) for patch in source[k].x0]
    assert np.mean(drawn) == pytest.approx(share, abs=0.07)
    assert np.array_equal(source[3].x0, source[3].x0)
