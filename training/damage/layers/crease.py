"""Folds: relief that the lamp shades, with a broken white core where the emulsion cracked and dirt along a flank."""

from __future__ import annotations

import numpy as np

from ..fields import rough_field, smooth_curve, smooth_field, smooth_step, turned_coordinates
from ..layer import Drawn, Floats, Page, blend, log_uniform


def crease(picture: Floats, page: Page, random: np.random.Generator) -> Drawn:
    """One or two folds right across the page."""
    coverage = np.zeros((page.side, page.side), np.float32)
    angle = random.uniform(0, np.pi)
    for _ in range(1 if random.random() < 0.75 else 2):
        picture, covered = _fold(picture, page, angle, random)
        coverage = np.maximum(coverage, covered)
        angle += np.pi / 2 + random.normal(0, 0.2)
    return Drawn(picture, coverage)


def _fold(picture: Floats, page: Page, angle: float, random: np.random.Generator) -> Drawn:
    side = page.side
    centre = random.uniform(0.1, 0.9, 2) * side
    along, across = turned_coordinates(side, angle, *centre)
    places = np.linspace(-1.5 * side, 1.5 * side, 97)
    course = smooth_curve(97, 6, random) * random.uniform(0, 0.012) * side
    jitter = smooth_curve(97, 60, random) * random.uniform(0, 0.5)
    offset = across - np.interp(along, places, course + jitter).astype(np.float32)
    fading = np.interp(along, places, smooth_curve(97, 9, random)).astype(np.float32)
    presence = smooth_step(fading, *sorted((-random.uniform(0.8, 3), random.uniform(-0.8, 0.3))))

    # Relief: the flank that faces the lamp is lighter, the other darker.
    spread = np.clip(page.pixels(log_uniform(random, 0.05, 0.4)), 0.8, 5)
    facing = np.cos(angle + np.pi / 2 - page.lamp)
    strength = log_uniform(random, 0.02, 0.22) * (facing if abs(facing) > 0.2 else 0.2)
    near = np.exp(-0.5 * np.square(offset / np.float32(spread)))
    relief = (offset / np.float32(spread)) * near * np.float32(1.65 * strength) * presence
    valley = near * np.float32(random.normal(0, 0.03)) * presence
    picture = picture + (relief + valley)[..., None]

    # Shading too faint to disturb is left to the ignored band.
    coverage = smooth_step(np.abs(relief) + np.abs(valley), 0.02, 0.06)
    if random.random() < 0.8:  # the emulsion has cracked along the ridge
        width = np.clip(page.pixels(log_uniform(random, 0.025, 0.28)), 0.45, 3.5)
        ragged = rough_field(side, max(3.0, 1.5 * width), random)
        broken = np.interp(along, places, smooth_curve(97, 40, random)).astype(np.float32)
        half = np.float32(width) * (1 + 0.45 * ragged + 0.5 * broken + random.normal(0, 0.3))
        core = np.clip(half + 0.5 - np.abs(offset), 0, 1) * np.clip(half / 0.5, 0, 1) * presence
        core = np.where(half > 0, core, 0).astype(np.float32)
        opacity = log_uniform(random, 0.5, 1)
        if random.random() < 0.4:
            flank = np.float32(random.choice([-1, 1]) * (width + 0.8))
            dirt = np.exp(-np.square(offset - flank)) * np.float32(random.uniform(0.1, 0.5)) * presence
            picture = blend(picture, np.float32([0.12, 0.1, 0.08]), dirt)
        texture = page.paper + np.float32(0.03) * smooth_field(side, 2, random)[..., None]
        picture = blend(picture, texture, core * np.float32(opacity))
        coverage = np.maximum(coverage, core)
    return Drawn(picture, coverage.astype(np.float32))
