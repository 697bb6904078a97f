"""Dead leaves: pictures of discs that hide each other, which share much of the statistics of photographs.

Sizes follow a law without a scale of its own, r^-3 (Lee, Mumford and Huang 2001, Occlusion models for natural images); a
denoiser trained on such pictures alone comes near to one that is trained on photographs (Achddou, Gousseau and Ladjal 2021,
Synthetic images as a regularity prior for image restoration neural networks).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

SMALLEST_RADIUS_PX = 1.5
# So many times the area of the picture is laid down in all: what stays uncovered keeps the first colour.
COVERAGE = 8.0
LARGEST_SLOPE = 1.5


def draw_dead_leaves(colours: Bytes, side: int, random: np.random.Generator) -> Bytes:
    """A square [side, side, 3] of discs in colours of the photograph [h, w, 3], the last laid down on top.

    Edges are antialiased, and each disc shades evenly into one direction.
    """
    palette = colours.reshape(-1, 3)
    image = np.tile(palette[random.integers(len(palette))].astype(np.float32), (side, side, 1))
    radii = _draw_radii(side, random)
    middles = random.uniform(-0.1 * side, 1.1 * side, (len(radii), 2))
    leaves = palette[random.integers(len(palette), size=len(radii))].astype(np.float32)
    slopes = random.uniform(-LARGEST_SLOPE, LARGEST_SLOPE, (len(radii), 2)).astype(np.float32)
    for radius, (y, x), colour, (down, right) in zip(radii, middles, leaves, slopes):
        top, left = max(0, int(y - radius - 1)), max(0, int(x - radius - 1))
        bottom, end = min(side, int(y + radius + 2)), min(side, int(x + radius + 2))
        if top >= bottom or left >= end:
            continue
        rows = np.arange(top, bottom, dtype=np.float32)[:, None] - np.float32(y)
        columns = np.arange(left, end, dtype=np.float32)[None] - np.float32(x)
        opacity = np.clip(np.float32(radius + 0.5) - np.sqrt(rows**2 + columns**2), 0, 1)[..., None]
        leaf = colour + (down * rows + right * columns)[..., None]
        part = image[top:bottom, left:end]
        part += opacity * (leaf - part)
    return np.clip(np.rint(image), 0, 255).astype(np.uint8)


def _draw_radii(side: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Radii in px between the smallest and half of the side, whose density falls with their third power."""
    low, high = SMALLEST_RADIUS_PX**-2, (side / 2) ** -2
    # The mean area of a disc of this law: 2 pi ln(largest / smallest) / (low - high).
    mean_area = 2 * np.pi * np.log(side / 2 / SMALLEST_RADIUS_PX) / (low - high)
    count = int(COVERAGE * side**2 / mean_area)
    return (low - random.random(count) * (low - high)) ** -0.5
