"""How far an answer near the border of a tile depends on what lies beyond the border.

The application restores large holes in overlapping tiles; of each it uses what lies at least `haloPx` (manifest.json) from the
tile's border, where the answer is the one that a larger tile would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from .evaluate import Denoise, Floats

TILE_PX = 256
PICTURE_PX = 512
STEP_PX = 8
# In [-1, 1]: no difference that can be seen, and at most one step of 8 bits.
LARGEST_RMS = 1e-3
LARGEST_DIFFERENCE = 2 / 255


class HaloRow(NamedTuple):
    """Differences, in [-1, 1], between a tile's answer and the whole picture's, from `distance_px` inside its border on."""

    sigma: float
    distance_px: int
    rms: float
    largest: float

    @property
    def is_negligible(self) -> bool:
        return self.rms < LARGEST_RMS and self.largest <= LARGEST_DIFFERENCE


def measure_halo(denoise: Denoise, pictures: Iterable[Floats], sigmas: Sequence[float]) -> list[HaloRow]:
    """Rows for every sigma and every 8 px. `pictures` are [3, 512, 512] in [-1, 1]; the tile is the middle 256 x 256."""
    start = (PICTURE_PX - TILE_PX) // 2
    inside = slice(start, start + TILE_PX)
    squares: dict[tuple[float, int], list[Floats]] = {}
    for number, picture in enumerate(pictures):
        noise = np.random.default_rng(number).standard_normal(picture.shape, np.float32)
        for sigma in sigmas:
            x = (picture + np.float32(sigma) * noise)[None]
            whole = denoise(x, sigma)[0, :, inside, inside]
            difference = denoise(np.ascontiguousarray(x[..., inside, inside]), sigma)[0] - whole
            for distance in range(0, TILE_PX // 2, STEP_PX):
                kept = slice(distance, TILE_PX - distance)
                squares.setdefault((sigma, distance), []).append(np.square(difference[:, kept, kept]))
    return [
        HaloRow(sigma, distance, float(np.sqrt(np.mean(parts))), float(np.sqrt(np.max(parts))))
        for (sigma, distance), parts in squares.items()
    ]


def halo_px(rows: Iterable[HaloRow], highest_sigma: float) -> int:
    """The least distance from which on differences are negligible at every sigma up to `highest_sigma`."""
    counted = [row for row in rows if row.sigma <= highest_sigma]
    far = [row.distance_px for row in counted if not row.is_negligible]
    return max(far, default=-STEP_PX) + STEP_PX
