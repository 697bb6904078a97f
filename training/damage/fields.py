"""Smooth randomness in one and two dimensions, small blurs, and turned coordinates."""

from __future__ import annotations

import numpy as np
from PIL import Image

from .layer import Floats


def smooth_field(side: int, cell: float, random: np.random.Generator) -> Floats:
    """Value noise [side, side] of about unit variance; `cell` is the size of its bumps in pixels."""
    knots = max(2, int(np.ceil(side / max(cell, 1.0))) + 2)
    grid = random.standard_normal((knots, knots), np.float32) * np.float32(1.5)
    image = Image.fromarray(grid).resize((side, side), Image.Resampling.BICUBIC)
    return np.asarray(image)


def rough_field(side: int, cell: float, random: np.random.Generator) -> Floats:
    """Three octaves of value noise, about unit variance: the outline of things that broke or ran."""
    field = smooth_field(side, cell, random)
    field = field + np.float32(0.5) * smooth_field(side, cell / 2, random)
    return (field + np.float32(0.25) * smooth_field(side, cell / 4, random)) / np.float32(1.15)


def smooth_curve(count: int, knots: int, random: np.random.Generator) -> Floats:
    """Normal numbers at `knots` places, joined to `count` values."""
    knots = max(2, knots)
    places = np.linspace(0, knots - 1, count)
    return np.interp(places, np.arange(knots), random.standard_normal(knots)).astype(np.float32)


def turned_coordinates(side: int, angle: float, x: float, y: float) -> tuple[Floats, Floats]:
    """Coordinates [side, side] along and across a direction through the point (x, y)."""
    cosine, sine = np.float32(np.cos(angle)), np.float32(np.sin(angle))
    ramp = np.arange(side, dtype=np.float32)
    along = (ramp - np.float32(x))[None, :] * cosine + (ramp - np.float32(y))[:, None] * sine
    across = (ramp - np.float32(y))[:, None] * cosine - (ramp - np.float32(x))[None, :] * sine
    return along, across


def smooth_step(values: Floats, low: float, high: float) -> Floats:
    """0 below `low`, 1 above `high`, smooth in between."""
    t = np.clip((values - np.float32(low)) / np.float32(high - low), 0, 1)
    return t * t * (3 - 2 * t)


def gaussian_taps(sigma: float) -> Floats:
    """Weights of a Gaussian blur that add up to one, cut off at 2.5 sigma."""
    radius = max(1, int(np.ceil(2.5 * sigma)))
    taps = np.exp(-0.5 * np.square(np.arange(-radius, radius + 1) / sigma)).astype(np.float32)
    return taps / taps.sum()


def blur(stack: Floats, sigma: float) -> Floats:
    """Gaussian blur of the last two axes of [..., height, width]; the border is repeated outwards."""
    if sigma < 0.2:
        return stack
    taps = gaussian_taps(sigma)
    return _filter(_filter(stack, taps, -1), taps, -2)


def _filter(stack: Floats, taps: Floats, axis: int) -> Floats:
    radius = len(taps) // 2
    padding = [(0, 0)] * stack.ndim
    padding[axis] = (radius, radius)
    padded = np.pad(stack, padding, mode='edge')
    length = stack.shape[axis]
    window = [slice(None)] * stack.ndim
    result = None
    for offset in range(radius + 1):
        window[axis] = slice(offset, offset + length)
        part = padded[tuple(window)]
        if offset < radius:
            window[axis] = slice(2 * radius - offset, 2 * radius - offset + length)
            part = part + padded[tuple(window)]
        part = part * taps[offset]
        result = part if result is None else np.add(result, part, out=result)
    assert result is not None
    return result
