"""Holes of the shapes that damage old photographs: scratches, specks, creases and blobs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Hole = NDArray[np.bool_]
Drawer = Callable[[int, np.random.Generator], Image.Image]


def draw_hole(side: int, random: np.random.Generator) -> Hole:
    """A hole [side, side], True inside; never empty and never everything."""
    for _ in range(8):
        drawer = _DRAWERS[random.integers(len(_DRAWERS))]
        hole = np.asarray(drawer(side, random)) > 127
        if 0 < hole.sum() <= 0.7 * hole.size:
            return hole
    hole = np.zeros((side, side), np.bool_)
    hole[side // 4 : side // 2, side // 4 : side // 2] = True
    return hole


def _scratches(side: int, random: np.random.Generator) -> Image.Image:
    image, draw = _canvas(side)
    for _ in range(random.integers(1, 4)):
        points = _wandering_line(side, random, bend=0.04, knots=6)
        draw.line(points, fill=255, width=int(random.integers(1, 5)), joint='curve')
    return image


def _creases(side: int, random: np.random.Generator) -> Image.Image:
    image, draw = _canvas(side)
    points = _wandering_line(side, random, bend=0.02, knots=12)
    width = random.uniform(4, 10)
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        draw.line([x0, y0, x1, y1], fill=255, width=max(1, round(width * random.uniform(0.5, 1.3))))
    return image


def _specks(side: int, random: np.random.Generator) -> Image.Image:
    image, draw = _canvas(side)
    for _ in range(random.integers(1, 3 + side * side // 500)):
        x, y = random.uniform(0, side, 2)
        rx, ry = random.uniform(0.5, 3.5, 2)
        draw.ellipse([x - rx, y - ry, x + rx, y + ry], fill=255)
    return image


def _blob(side: int, random: np.random.Generator) -> Image.Image:
    """Smooth noise above a threshold, faded towards a random centre's surroundings: stains, missing emulsion."""
    cells = int(random.integers(3, 7))
    grid = Image.fromarray(random.integers(0, 256, (cells, cells), dtype=np.uint8))
    field = np.asarray(grid.resize((side, side), Image.Resampling.BICUBIC), np.float32) / 255
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    cx, cy = random.uniform(0.2, 0.8, 2)
    field = field - 1.5 * np.hypot(x - cx, y - cy)
    threshold = np.quantile(field, 1 - random.uniform(0.03, 0.45))
    return Image.fromarray(np.where(field > threshold, 255, 0).astype(np.uint8))


def _canvas(side: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new('L', (side, side))
    return image, ImageDraw.Draw(image)


def _wandering_line(
    side: int, random: np.random.Generator, bend: float, knots: int
) -> list[tuple[float, float]]:
    """A line across the patch through a random point, bent sideways by about `bend` of the side a knot."""
    angle = random.uniform(0, np.pi)
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    centre = random.uniform(0.15, 0.85, 2) * side
    reach = np.linspace(-random.uniform(0.2, 1.2), random.uniform(0.2, 1.2), knots) * side
    sway = np.cumsum(random.normal(0, bend * side, knots))
    points = centre + reach[:, None] * along + sway[:, None] * across
    return [(float(x), float(y)) for x, y in points]


_DRAWERS: tuple[Drawer, ...] = (_scratches, _creases, _specks, _blob)
