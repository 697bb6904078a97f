"""Tears and losses: torn and crumbled borders, missing corners, rips, and patches where the emulsion is gone."""

from __future__ import annotations

import numpy as np

from ..fields import rough_field, smooth_curve, smooth_field, smooth_step, turned_coordinates
from ..layer import Drawn, Floats, Page, blend, log_uniform
from ..strokes import broken_path, stamp


def tear(picture: Floats, page: Page, random: np.random.Generator) -> Drawn:
    """One loss; borders and corners are the commonest."""
    kind = random.random()
    if kind < 0.62:
        return _loss(picture, page, _beyond_border(page, random, is_corner=kind < 0.34), random)
    if kind < 0.8:
        return _rip(picture, page, random)
    return _loss(picture, page, _patch(page, random), random, emulsion_only=True)


def _beyond_border(page: Page, random: np.random.Generator, is_corner: bool) -> Floats:
    """How far pixels lie beyond the torn border, in pixels; negative on the print."""
    side = page.side
    if is_corner:
        angle = random.integers(4) * np.pi / 2 + np.pi / 4 + random.normal(0, 0.25)
        depth = side * (0.707 - log_uniform(random, 0.05, 0.6))
        along, across = turned_coordinates(side, angle - np.pi / 2, (side - 1) / 2, (side - 1) / 2)
        # Bumped corners are rounded, torn ones straight or hollow.
        beyond = across - np.float32(depth) + np.square(along) * np.float32(random.uniform(-0.2, 1) / side)
    else:
        angle = random.integers(4) * np.pi / 2 + random.normal(0, 0.02)
        along, across = turned_coordinates(side, angle, (side - 1) / 2, (side - 1) / 2)
        beyond = across - np.float32(side / 2 - log_uniform(random, 1, 0.16 * side))
    places = np.linspace(-side, side, 129)
    bite = np.abs(smooth_curve(129, int(random.integers(5, 30)), random)) ** 1.5
    jag = smooth_curve(129, 90, random)
    edge = bite * log_uniform(random, 0.5, 10) - 2 + jag * random.uniform(0.2, 1.6)
    beyond = beyond + np.interp(along, places, edge).astype(np.float32)
    return beyond + np.float32(random.uniform(0.3, 1.5)) * rough_field(side, random.uniform(4, 14), random)


def _patch(page: Page, random: np.random.Generator) -> Floats:
    """The same measure for a loss within the print, or for several."""
    side = page.side
    field = rough_field(side, log_uniform(random, 0.08, 0.5) * side, random)
    field = field + np.float32(0.3) * rough_field(side, 5, random)
    along, across = turned_coordinates(side, random.uniform(0, np.pi), *(random.uniform(0.15, 0.85, 2) * side))
    field = field - np.square(along / np.float32(0.4 * side)) - np.square(across / np.float32(0.25 * side))
    bar = float(np.quantile(field, 1 - log_uniform(random, 0.004, 0.12)))
    gy, gx = np.gradient(field)
    return (field - np.float32(bar)) / (np.hypot(gx, gy) + np.float32(0.02))


def _loss(
    picture: Floats, page: Page, beyond: Floats, random: np.random.Generator, emulsion_only: bool = False
) -> Drawn:
    """Shows what lies behind: bare paper, or the backing with a rim of paper fibres along the tear."""
    side = page.side
    gone = np.clip(beyond + 0.5, 0, 1)
    rim = np.clip(page.pixels(log_uniform(random, 0.08, 1.2)), 0.6, 14)
    fibres = np.float32(rim) * (1 + 0.5 * rough_field(side, max(3.0, rim), random))
    coverage = gone
    texture = np.float32(0.03) * smooth_field(side, 2, random)[..., None]
    if random.random() < 0.5:  # a shadow or dirt along the edge
        edge = np.exp(-np.square((beyond + 1.2) / np.float32(1.3))) * np.float32(random.uniform(0.1, 0.5))
        picture = blend(picture, np.float32([0.1, 0.08, 0.06]), edge)
    paper = np.clip(page.paper * np.float32(random.uniform(0.9, 1.02)) + texture, 0, 1)
    if emulsion_only:
        picture = blend(picture, paper, gone * np.float32(random.uniform(0.75, 1)))
        return Drawn(picture, coverage)
    bared = np.clip(beyond + fibres + 0.5, 0, 1)
    if random.random() < 0.8:
        picture = blend(picture, paper, bared * np.float32(random.uniform(0.6, 1)))
        coverage = np.maximum(coverage, bared)
    picture = blend(picture, _backing(page, random) + texture * np.float32(0.3), gone)
    return Drawn(picture, coverage)


def _backing(page: Page, random: np.random.Generator) -> Floats:
    """The scanner's lid, a black mat, or the page of an album."""
    kind = random.random()
    if kind < 0.4:
        return np.full(3, random.uniform(0.9, 1), np.float32)
    if kind < 0.7:
        return np.full(3, random.uniform(0, 0.12), np.float32)
    return page.paper * np.float32(random.uniform(0.35, 0.95))


def _rip(picture: Floats, page: Page, random: np.random.Generator) -> Drawn:
    """A tear that was closed again: a white fibre line with a dark edge, its sides slightly out of register."""
    side = page.side
    angle = random.uniform(0, 2 * np.pi)
    direction = np.array([np.cos(angle), np.sin(angle)])
    middle = random.uniform(0.2, 0.8, 2) * side
    tip = middle + direction * side * random.uniform(0.05, 0.9)
    path = broken_path(random, middle - direction * side, tip, 0.03, 0.6)
    count = len(path)
    width = np.clip(page.pixels(log_uniform(random, 0.05, 0.5)), 0.6, 5)
    half = width * np.exp(0.5 * smooth_curve(count, max(4, count // 9), random)) * np.linspace(1, 0.35, count)
    white = stamp(side, path[::2], half[::2].astype(np.float32), np.ones(len(half[::2]), np.float32))
    shift = 0.8 * width * np.array([np.cos(page.lamp), np.sin(page.lamp)])
    strength = np.full(count, random.uniform(0.2, 0.8), np.float32)
    dark = stamp(side, path - shift, np.full(count, 0.7, np.float32), strength)
    paper = page.paper + np.float32(0.05) * smooth_field(side, 2, random)[..., None]
    picture = blend(picture, paper, white.alpha * np.float32(random.uniform(0.6, 1)))
    picture = blend(picture, np.float32([0.08, 0.07, 0.06]), dark.alpha)
    return Drawn(picture, np.maximum(white.coverage, dark.coverage * smooth_step(dark.alpha, 0.1, 0.3)))
