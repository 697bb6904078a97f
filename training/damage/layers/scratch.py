"""Scratches: down to the paper, down to one dye layer, or only through the gloss; whole, broken, in bundles."""

from __future__ import annotations

import numpy as np

from ..fields import smooth_curve
from ..layer import Drawn, Floats, Page, blend, light_or_dark, log_uniform
from ..strokes import Points, stamp, straight_path, taper


def scratch(picture: Floats, page: Page, random: np.random.Generator) -> Drawn:
    """Two to five long scratches, one of them perhaps a bundle, or a rash of short ticks."""
    if random.random() < 0.35:
        return _ticks(picture, page, random)
    coverage = np.zeros((page.side, page.side), np.float32)
    for _ in range(int(random.integers(2, 6))):
        look = _look(page, random)
        angle = random.uniform(0, np.pi)
        reach = log_uniform(random, 0.12, 1.6) * page.side
        centre = random.uniform(0.05, 0.95, 2) * page.side
        bend = abs(random.normal(0, 0.015)) * reach
        width = np.clip(page.pixels(log_uniform(random, 0.015, 0.11)), 0.45, 2.6)
        members = int(random.integers(2, 7)) if random.random() < 0.2 else 1
        spread = log_uniform(random, 1.5, 6) * max(1.0, width)
        for _ in range(members):
            length = reach * (random.uniform(0.4, 1) if members > 1 else 1)
            shift = random.normal(0, spread) if members > 1 else 0.0
            tilt = angle + (random.normal(0, 0.015) if members > 1 else 0)
            slide = random.normal(0, 0.2) * length if members > 1 else 0.0
            start = (
                centre[0] - np.cos(tilt) * (length / 2 + slide) - np.sin(tilt) * shift,
                centre[1] - np.sin(tilt) * (length / 2 + slide) + np.cos(tilt) * shift,
            )
            points = straight_path(random, start, tilt, length, bend, 0.5)
            picture, covered = _cut(picture, page, points, width * random.uniform(0.6, 1.2), look, random)
            coverage = np.maximum(coverage, covered)
    return Drawn(picture, coverage)


def _look(page: Page, random: np.random.Generator) -> tuple[Floats | None, float]:
    """The colour that shows in the cut and its opacity; None stands for cut gloss, which adds haze."""
    kind = random.random()
    if kind < 0.1:
        return None, random.uniform(0.1, 0.3) * (1 if random.random() < 0.75 else -1)
    colour = light_or_dark(page, random, 0.66)
    if kind < 0.22:  # one dye layer of a colour paper is left
        layers = np.array([1.0, random.uniform(0.45, 0.95), random.uniform(0.2, 0.9)], np.float32)
        colour = np.clip(colour * layers, 0, 1)
    return colour, log_uniform(random, 0.5, 1)


def _cut(
    picture: Floats,
    page: Page,
    points: Points,
    width: float,
    look: tuple[Floats | None, float],
    random: np.random.Generator,
) -> tuple[Floats, Floats]:
    count = len(points)
    colour, opacity = look
    # The needle jumps: depth varies along the way, and where it falls below nothing there is a gap.
    depth = 0.75 + random.uniform(0.1, 0.6) * smooth_curve(count, max(4, count // 14), random)
    if random.random() < 0.5:
        depth = depth - (smooth_curve(count, max(3, count // 40), random) > random.uniform(0.6, 1.6))
    depth = np.clip(depth, 0, 1) * np.clip(taper(count, random.uniform(0.02, 0.25)) * 1.2, 0, 1)
    kept = depth > 0.04
    if not kept.any():
        return picture, np.zeros((page.side, page.side), np.float32)
    half = width * (0.55 + 0.45 * depth) * np.exp(0.15 * smooth_curve(count, max(4, count // 8), random))
    half, depth, points = half[kept].astype(np.float32), depth[kept].astype(np.float32), points[kept]
    drawn = stamp(page.side, points, half, depth)
    if random.random() < 0.4:  # emulsion pushed up beside the cut, of the other polarity
        ridge = stamp(page.side, points, half + np.float32(1.0), depth)
        lobe = (ridge.alpha - drawn.alpha).clip(0) * np.float32(random.uniform(0.05, 0.2))
        sign = -1 if colour is None or colour.mean() > 0.5 else 1
        picture = picture + np.float32(sign * 0.5) * lobe[..., None]
    if colour is None:
        return picture + np.float32(opacity) * drawn.alpha[..., None], drawn.coverage
    return blend(picture, colour, drawn.alpha * np.float32(opacity)), drawn.coverage


def _ticks(picture: Floats, page: Page, random: np.random.Generator) -> Drawn:
    """Handling marks: short, slightly curved, of about one direction."""
    count = round(log_uniform(random, 4, 36))
    main = random.uniform(0, np.pi)
    spread = random.uniform(0.1, 1.2)
    light = light_or_dark(page, random, 0.85)
    opacity = log_uniform(random, 0.5, 1)
    width = np.clip(page.pixels(log_uniform(random, 0.02, 0.12)), 0.35, 1.6)
    points, halves, alphas = [], [], []
    for _ in range(count):
        length = log_uniform(random, 4, 28)
        start = (random.uniform(0, page.side), random.uniform(0, page.side))
        path = straight_path(random, start, random.normal(main, spread), length, 0.06 * length, 0.6)
        strength = taper(len(path), 0.3) * opacity * random.uniform(0.3, 1.1)
        points.append(path)
        halves.append(np.full(len(path), width * random.uniform(0.5, 1.4), np.float32))
        alphas.append(np.clip(strength, 0.02, 1).astype(np.float32))
    drawn = stamp(page.side, np.concatenate(points), np.concatenate(halves), np.concatenate(alphas))
    return Drawn(blend(picture, light, drawn.alpha), drawn.coverage)
