"""Cracks: jagged branching breaks with flaked edges, and nets of cells as old emulsions have them."""

from __future__ import annotations

import numpy as np

from ..fields import smooth_curve, smooth_field, smooth_step
from ..layer import Drawn, Floats, Page, blend, light_or_dark, log_uniform
from ..strokes import Points, broken_path, stamp


def crack(picture: Floats, page: Page, random: np.random.Generator) -> Drawn:
    """A break with its branches; the wider ones have lost flakes on both sides."""
    side = page.side
    colour = light_or_dark(page, random, 0.85)
    opacity = log_uniform(random, 0.6, 1)
    width = np.clip(page.pixels(log_uniform(random, 0.02, 0.22)), 0.4, 2.4)
    angle = random.uniform(0, 2 * np.pi)
    middle = random.uniform(0.1, 0.9, 2) * side
    reach = log_uniform(random, 0.25, 1.2) * side
    direction = np.array([np.cos(angle), np.sin(angle)])
    trunk = broken_path(random, middle - direction * reach / 2, middle + direction * reach / 2, 0.05, 0.6)
    paths = [(trunk, width)]
    for _ in range(int(random.integers(0, 5))):
        root = trunk[random.integers(len(trunk))]
        turn = angle + random.choice([-1, 1]) * random.uniform(0.4, 1.4)
        length = reach * random.uniform(0.08, 0.5)
        tip = root + length * np.array([np.cos(turn), np.sin(turn)])
        paths.append((broken_path(random, root, tip, 0.07, 0.6), width * random.uniform(0.4, 0.9)))
    points, halves, alphas = [], [], []
    for path, half in paths:
        part = _break(path, half, random)
        for collected, values in zip((points, halves, alphas), part, strict=True):
            collected.append(values)
    drawn = stamp(side, np.concatenate(points), np.concatenate(halves), np.concatenate(alphas))
    # Flakes catch the light on one side and cast a shadow on the other.
    if random.random() < 0.5:
        dx, dy = (int(round(v)) for v in (1.4 * np.cos(page.lamp), 1.4 * np.sin(page.lamp)))
        cast = np.roll(drawn.alpha, (-dy, -dx), (0, 1)) * np.float32(random.uniform(0.1, 0.5))
        picture = blend(picture, np.float32([0.08, 0.07, 0.06]), cast)
    texture = colour + np.float32(0.04) * smooth_field(side, 2, random)[..., None]
    return Drawn(blend(picture, texture, drawn.alpha * np.float32(opacity)), drawn.coverage)


def _break(path: Points, width: float, random: np.random.Generator) -> tuple[Points, Floats, Floats]:
    """Points, half widths and opacities along one break, with gaps, swellings and flakes beside it."""
    count = len(path)
    swelling = np.exp(0.45 * smooth_curve(count, max(4, count // 4), random))
    thinning = np.linspace(1, random.uniform(0.2, 1), count)
    half = width * swelling * thinning
    alpha = np.clip(1.1 + 0.45 * smooth_curve(count, max(4, count // 10), random), 0, 1)
    kept = (alpha > 0.3) & (smooth_curve(count, max(3, count // 25), random) < random.uniform(0.9, 2.5))
    if not kept.any():
        kept[:] = True
    flakes = int(random.poisson(count * 0.6 / 60 * min(2.0, width)))
    chosen = random.integers(0, count, flakes)
    clumps = np.repeat(chosen, 8)
    sizes = np.repeat(width * random.uniform(0.8, 2.4, flakes), 8)
    beside = path[clumps] + random.normal(0, 0.85, (len(clumps), 2)) * sizes[:, None]
    grains = sizes * random.uniform(0.2, 0.7, len(clumps))
    points = np.concatenate([path[kept], beside])
    halves = np.concatenate([half[kept], np.clip(grains, 0.35, 3)])
    return points, halves.astype(np.float32), np.concatenate([alpha[kept], np.ones(len(clumps))]).astype(np.float32)


def crack_net(picture: Floats, page: Page, random: np.random.Generator) -> Drawn:
    """Cells of half a millimetre to six, open widest where three meet, fading out from a centre."""
    side = page.side
    cell = float(np.clip(page.pixels(log_uniform(random, 0.5, 6)), 9, 70))
    ramp = np.arange(side, dtype=np.float32)
    warp = np.float32(0.12 * cell)
    x = ramp[None, :] + warp * smooth_field(side, cell / 3, random)
    y = ramp[:, None] + warp * smooth_field(side, cell / 3, random)
    first, second, third = _three_nearest(x, y, cell, random)
    gap = (second - first) / 2
    junction = np.exp(-(third - first) / np.float32(0.15 * cell))
    width = np.float32(np.clip(page.pixels(log_uniform(random, 0.02, 0.12)), 0.3, 1.6))
    half = width * (0.6 + 1.2 * junction) * (1 + 0.3 * smooth_field(side, cell / 2, random))
    centre = random.uniform(0, 1, 2) * side
    away = np.hypot(ramp[None, :] - centre[0], ramp[:, None] - centre[1]) / np.float32(side)
    presence = smooth_step(-away - np.float32(0.15) * smooth_field(side, cell, random), -random.uniform(0.4, 1.2), -0.1)
    presence = presence * smooth_step(smooth_field(side, cell, random), -1.8, -0.4)
    coverage = np.clip(np.maximum(half, 0.5) + 0.5 - gap, 0, 1) * smooth_step(presence, 0.1, 0.4)
    alpha = coverage * np.clip(half / 0.5, 0, 1) * presence * np.float32(log_uniform(random, 0.3, 1))
    return Drawn(
        blend(picture, light_or_dark(page, random, 0.5), alpha.astype(np.float32)), coverage.astype(np.float32)
    )


def _three_nearest(
    x: Floats, y: Floats, cell: float, random: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """Distances to the three nearest of a jittered grid of points."""
    cells = int(np.ceil(x.shape[0] / cell)) + 2
    nearest = [np.full(x.shape, 1e6, np.float32) for _ in range(3)]
    for row in range(-1, cells):
        for column in range(-1, cells):
            px, py = (np.array([column, row]) + random.uniform(0, 1, 2)) * cell
            rows = slice(max(0, int(py - 2.2 * cell)), max(0, int(py + 2.2 * cell)))
            columns = slice(max(0, int(px - 2.2 * cell)), max(0, int(px + 2.2 * cell)))
            distance = np.hypot(x[rows, columns] - np.float32(px), y[rows, columns] - np.float32(py))
            for level in nearest:
                window = level[rows, columns]
                farther = np.maximum(window, distance)
                np.minimum(window, distance, out=window)
                distance = farther
    return nearest[0], nearest[1], nearest[2]
