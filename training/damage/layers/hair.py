"""Hairs and fibres on the glass, on the print, or printed in from the negative."""

from __future__ import annotations

import numpy as np

from ..fields import smooth_curve
from ..layer import Drawn, Floats, Page, blend, light_or_dark, log_uniform
from ..strokes import curled_path, stamp, taper


def hair(picture: Floats, page: Page, random: np.random.Generator) -> Drawn:
    """Two to seven fibres of nearly constant width, each of one to three pieces that turn by at most 1.4 rad."""
    coverage = np.zeros((page.side, page.side), np.float32)
    colour = light_or_dark(page, random, 0.65)
    width = np.clip(page.pixels(log_uniform(random, 0.015, 0.08)), 0.4, 1.4)
    for _ in range(int(random.integers(2, 8))):
        start = (random.uniform(-0.1, 1.1) * page.side, random.uniform(-0.1, 1.1) * page.side)
        angle = random.uniform(0, 2 * np.pi)
        pieces = []
        for _ in range(int(random.integers(1, 4))):
            length = np.clip(page.pixels(log_uniform(random, 0.4, 6)), 7, 0.9 * page.side)
            piece = curled_path(random, start, angle, length, random.uniform(-1.4, 1.4), 0.6)
            angle = float(np.arctan2(*(piece[-1] - piece[-2])[::-1])) + random.normal(0, 0.25)
            start = (float(piece[-1, 0]), float(piece[-1, 1]))
            pieces.append(piece)
        points = np.concatenate(pieces)
        half = width * random.uniform(0.7, 1.3) * np.exp(0.15 * smooth_curve(len(points), 9, random))
        opacity = log_uniform(random, 0.6, 1) * (0.4 + 0.6 * np.minimum(1, 8 * taper(len(points), 0.5)))
        drawn = stamp(page.side, points, half.astype(np.float32), opacity.astype(np.float32))
        picture = blend(picture, colour, drawn.alpha)
        coverage = np.maximum(coverage, drawn.coverage)
    return Drawn(picture, coverage)
