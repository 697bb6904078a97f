"""Stains: water with its tide mark, splashes, foxing and fingerprints. The picture goes on underneath."""

from __future__ import annotations

import numpy as np

from ..fields import blur, rough_field, smooth_field, smooth_step, turned_coordinates
from ..layer import Drawn, Floats, Page, log_uniform


def _tinted(picture: Floats, depth: Floats, warmth: float) -> Floats:
    """Darkens by depth [side, side], blue most: brown for a warmth of 1, neutral for 0."""
    loss = np.array([1 - 0.55 * warmth, 1.0, 1 + 0.8 * warmth], np.float32)
    return picture * (1 - depth[..., None] * loss)


def stain(picture: Floats, page: Page, random: np.random.Generator) -> Drawn:
    """A liquid that dried: slightly dark inside, twice as dark at a rim where the dirt settled."""
    side = page.side
    field = rough_field(side, log_uniform(random, 0.25, 1.2) * side, random)
    along, across = turned_coordinates(side, random.uniform(0, np.pi), *(random.uniform(0.1, 0.9, 2) * side))
    extent = log_uniform(random, 0.1, 0.7) * side
    field = field * np.float32(0.35) - np.hypot(along, across / np.float32(random.uniform(0.5, 1))) / np.float32(extent)
    level = float(np.quantile(field, 1 - log_uniform(random, 0.02, 0.5)))
    gy, gx = np.gradient(field)
    inward = (field - np.float32(level)) / (np.hypot(gx, gy) + np.float32(0.004))
    softness = log_uniform(random, 0.7, 5)
    inside = smooth_step(inward, -softness, softness)
    rim_width = np.clip(page.pixels(log_uniform(random, 0.25, 1.6)), 1.2, 16)
    rim = np.exp(-np.square((inward - np.float32(0.6 * rim_width)) / np.float32(0.7 * rim_width)))
    rim = rim * np.where(inward < 0, inside * 2, 1).clip(0, 1)
    depth = log_uniform(random, 0.07, 0.35) * np.sign(random.uniform(-0.25, 1))  # a quarter bleaches
    rim_depth = abs(depth) * random.uniform(0, 2.5)
    unevenness = 1 + np.float32(0.2) * smooth_field(side, 0.15 * side, random)
    shade = inside * np.float32(depth) * unevenness + rim * np.float32(rim_depth) * unevenness
    picture = _tinted(picture, shade.astype(np.float32), random.uniform(0, 1))
    return Drawn(picture, np.maximum(inside, rim).astype(np.float32))


def foxing(picture: Floats, page: Page, random: np.random.Generator) -> Drawn:
    """Rusty soft-edged dots of .3 to 5 mm, most of them small."""
    side = page.side
    count = round(log_uniform(random, 2, 24))
    shade = np.zeros((side, side), np.float32)
    coverage = np.zeros((side, side), np.float32)
    ragged = rough_field(side, 6, random)
    strength = log_uniform(random, 0.06, 0.35)
    ramp = np.arange(side, dtype=np.float32)
    for x, y in random.uniform(0, side, (count, 2)):
        radius = np.clip(page.pixels(0.25 * np.exp(random.normal(0, 0.7))), 1.5, 0.12 * side)
        reach = int(3 * radius + 3)
        rows = slice(max(0, int(y) - reach), int(y) + reach)
        columns = slice(max(0, int(x) - reach), int(x) + reach)
        distance = np.hypot(ramp[None, columns] - x, ramp[rows, None] - y) / np.float32(radius)
        dot = smooth_step(-(distance + np.float32(0.22) * ragged[rows, columns]), -1.5, -0.5)
        depth = np.float32(strength * random.uniform(0.4, 1))
        shade[rows, columns] = np.maximum(shade[rows, columns], dot * depth)
        coverage[rows, columns] = np.maximum(coverage[rows, columns], dot)
    return Drawn(_tinted(picture, shade, random.uniform(0.6, 1)), coverage)


def fingerprint(picture: Floats, page: Page, random: np.random.Generator) -> Drawn:
    """Ridges .4 to .5 mm apart that arch over a core, as grease or as etched emulsion."""
    side = page.side
    period = max(2.6, page.pixels(random.uniform(0.4, 0.5)))
    x, y = random.uniform(0.1, 0.9, 2) * side
    along, across = turned_coordinates(side, random.uniform(0, 2 * np.pi), x, y)
    wobble = np.float32(0.35 * period) * smooth_field(side, 6 * period, random)
    # Arches: circles about the core above, nearly straight lines below.
    radius = np.where(across < 0, np.hypot(along, across), np.abs(along) + 0.3 * across)
    ridges = np.cos((radius + wobble) * np.float32(2 * np.pi / period))
    ridges = ridges + np.float32(0.5) * smooth_field(side, 3, random)
    ridges = smooth_step(ridges, -0.3, 0.6)
    width, height = period * random.uniform(10, 16), period * random.uniform(14, 22)
    pad = np.square(along / np.float32(width / 2)) + np.square(across / np.float32(height / 2))
    pad = smooth_step(-(pad + np.float32(0.3) * smooth_field(side, 5 * period, random)), -1.1, -0.5)
    pressure = pad * smooth_step(smooth_field(side, 4 * period, random), -1.6, 0.2)
    shade = ridges * pressure * np.float32(log_uniform(random, 0.06, 0.25) * np.sign(random.uniform(-0.5, 1)))
    coverage = smooth_step(blur(ridges * pressure, 0.35 * period), 0.08, 0.3)
    return Drawn(_tinted(picture, shade.astype(np.float32), random.uniform(0, 0.6)), coverage.astype(np.float32))
