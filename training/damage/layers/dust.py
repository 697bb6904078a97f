"""Dust, lint grains and small chips: opaque, ragged, mostly light specks with a skewed law of sizes."""

from __future__ import annotations

import numpy as np

from ..fields import smooth_field
from ..layer import Drawn, Floats, Page, blend, light_or_dark, log_uniform
from ..strokes import stamp

LIGHT_SHARE = 0.68


def dust(picture: Floats, page: Page, random: np.random.Generator) -> Drawn:
    """A scatter of specks whose density drifts over the page; a third of the pages carries chips as well."""
    density = smooth_field(page.side, page.side / 2, random)
    count = round(log_uniform(random, 6, 100) * (page.side / 160) ** 2)
    median = log_uniform(random, 0.55, 1.7) * np.clip((page.px_per_mm / 10) ** 0.4, 0.7, 2)
    shadow = random.random() < 0.25
    coverage = np.zeros((page.side, page.side), np.float32)
    for colour_share in (0.8, 0.2):  # two sorts of dust on one print
        colour = light_or_dark(page, random, LIGHT_SHARE)
        opacity = random.uniform(0.6, 1)
        points, radii, alphas = _grains(page, density, max(1, round(count * colour_share)), median, opacity, random)
        drawn = stamp(page.side, points, radii, alphas)
        if shadow:
            dx, dy = (int(round(v)) for v in (2 * np.cos(page.lamp), 2 * np.sin(page.lamp)))
            cast = np.roll(drawn.alpha, (-dy, -dx), (0, 1)) * np.float32(random.uniform(0.1, 0.35))
            picture = blend(picture, np.float32([0.05, 0.05, 0.05]), cast)
        picture = blend(picture, colour, drawn.alpha)
        coverage = np.maximum(coverage, drawn.coverage)
    return Drawn(picture, coverage)


def _grains(
    page: Page, density: Floats, count: int, median: float, opacity: float, random: np.random.Generator
) -> tuple[np.ndarray, Floats, Floats]:
    """Discs of all specks; each speck is a clump of a few, so that none is round."""
    places = random.uniform(0, page.side, (3 * count, 2))
    # Of three places the denser ones are kept: a smooth field of density, no clusters.
    where = places.astype(np.int64).clip(0, page.side - 1)
    places = places[np.argsort(-density[where[:, 1], where[:, 0]] + random.normal(0, 1.2, len(places)))[:count]]
    sizes = np.clip(median * np.exp(random.normal(0, 0.55, count)), 0.35, 7)
    parts = np.where(sizes < 0.8, 1, random.integers(3, 6, count) + (2 * sizes).astype(np.int64))
    owner = np.repeat(np.arange(count), parts)
    size = sizes[owner]
    angle, elongation = random.uniform(0, np.pi, count)[owner], random.uniform(1, 2.4, count)[owner]
    offset = random.normal(0, 0.5, (len(owner), 2)) * size[:, None] * (parts[owner] > 1)[:, None]
    offset[:, 0] *= elongation
    turned = np.stack(
        [
            offset[:, 0] * np.cos(angle) - offset[:, 1] * np.sin(angle),
            offset[:, 0] * np.sin(angle) + offset[:, 1] * np.cos(angle),
        ],
        1,
    )
    radii = (size * np.where(parts[owner] > 1, random.uniform(0.2, 0.8, len(owner)), 1)).astype(np.float32)
    alphas = np.clip(opacity * random.uniform(0.6, 1.15, count), 0.08, 1)[owner].astype(np.float32)
    return places[owner] + turned, radii, alphas
