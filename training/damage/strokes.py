"""Lines of varying width and opacity, drawn by stamping antialiased discs along a path."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .fields import smooth_curve
from .layer import Floats

Points = NDArray[np.float64]


class Stroke(NamedTuple):
    """What a path covers [side, side]: with its own opacity, and as geometry alone."""

    alpha: Floats
    coverage: Floats


def stamp(side: int, points: Points, half_width: Floats, alpha: Floats) -> Stroke:
    """Discs at points [n, 2] (x, y) with their own half widths in pixels and opacities; the strongest wins.

    Discs finer than a pixel become a pixel wide and fainter in the same measure, as an ideal scanner shows them.
    """
    thickness = np.maximum(half_width, np.float32(0.5))
    alpha = alpha * np.minimum(1, half_width / np.float32(0.5))
    reach = int(np.ceil(float(thickness.max(initial=0.5)) + 0.5))
    centre = np.round(points).astype(np.int64)
    offsets = np.arange(-reach, reach + 1)
    xs = centre[:, 0, None, None] + offsets[None, None, :]
    ys = centre[:, 1, None, None] + offsets[None, :, None]
    dx = xs - points[:, 0, None, None]
    dy = ys - points[:, 1, None, None]
    distance = np.sqrt(dx * dx + dy * dy).astype(np.float32)
    covered = np.clip(thickness[:, None, None] + np.float32(0.5) - distance, 0, 1)
    inside = (covered > 0) & (xs >= 0) & (xs < side) & (ys >= 0) & (ys < side)
    places = (ys * side + xs)[inside]
    values = covered[inside]
    strengths = (covered * alpha[:, None, None])[inside]
    result = np.zeros((2, side * side), np.float32)
    np.maximum.at(result[0], places, strengths)
    np.maximum.at(result[1], places, values)
    return Stroke(*result.reshape(2, side, side))


def straight_path(
    random: np.random.Generator, start: tuple[float, float], angle: float, length: float, bend: float, step: float
) -> Points:
    """From `start` on, `length` pixels long, swaying sideways by about `bend` pixels."""
    count = max(3, int(length / step))
    along = np.linspace(0, length, count)
    sway = smooth_curve(count, 4, random) * bend + (along / length - 0.5) ** 2 * random.normal(0, 2 * bend)
    x = start[0] + along * np.cos(angle) - sway * np.sin(angle)
    y = start[1] + along * np.sin(angle) + sway * np.cos(angle)
    return np.stack([x, y], 1)


def curled_path(
    random: np.random.Generator, start: tuple[float, float], angle: float, length: float, turn: float, step: float
) -> Points:
    """A fibre: the heading drifts by `turn` radians in all, with a wobble; a bounded turn keeps it from closing."""
    count = max(4, int(length / step))
    heading = angle + np.linspace(-0.5, 0.5, count) * turn + smooth_curve(count, 5, random) * 0.25 * abs(turn)
    points = np.stack([np.cos(heading), np.sin(heading)], 1).cumsum(0) * (length / count)
    return points + np.asarray(start)


def broken_path(random: np.random.Generator, a: Points, b: Points, roughness: float, step: float) -> Points:
    """From a to b by midpoint displacement: the way along which brittle things break."""
    points = np.stack([a, b])
    amplitude = float(np.hypot(*(b - a))) * roughness
    while True:
        length = float(np.hypot(*(points[1] - points[0])))
        if length < max(4.0, step) or len(points) > 128:
            break
        across = np.stack([-(points[1:] - points[:-1])[:, 1], (points[1:] - points[:-1])[:, 0]], 1)
        across /= np.maximum(np.hypot(across[:, 0], across[:, 1])[:, None], 1e-6)
        middle = (points[1:] + points[:-1]) / 2 + across * random.normal(0, amplitude, (len(points) - 1, 1))
        merged = np.empty((2 * len(points) - 1, 2))
        merged[0::2], merged[1::2] = points, middle
        points, amplitude = merged, amplitude * 0.55
    return resample(points, step)


def resample(points: Points, step: float) -> Points:
    """The same polyline with points every `step` pixels."""
    lengths = np.hypot(*np.diff(points, axis=0).T)
    reached = np.concatenate([[0.0], np.cumsum(lengths)])
    places = np.linspace(0, reached[-1], max(2, int(reached[-1] / step)))
    return np.stack([np.interp(places, reached, points[:, 0]), np.interp(places, reached, points[:, 1])], 1)


def taper(count: int, share: float) -> Floats:
    """Rises from 0 to 1 over the first share of a stroke and falls again over the last."""
    t = np.linspace(0, 1, count, dtype=np.float32)
    return np.clip(np.minimum(t, 1 - t) / np.float32(max(share, 1e-3)), 0, 1)
