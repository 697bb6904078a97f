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
# So many discs lie over each pixel on average; e to the minus of it stays uncovered.
LAYERS = 6.0
# By how much a disc may shade from its middle to its rim, each way, of 255.
LARGEST_SHADE = 20.0


def draw_dead_leaves(colours: Bytes, side: int, random: np.random.Generator) -> Bytes:
    """A square [side, side, 3] of discs in colours of the photograph [h, w, 3], both 0 to 255, the last laid down on top.

    Edges are antialiased, and each disc shades evenly into one direction.
    """
    palette = colours.reshape(-1, 3)
    image = np.tile(palette[random.integers(len(palette))].astype(np.float32), (side, side, 1))
    radii = draw_radii(side, random)
    # As far out as a disc reaches, so that there are as many at the border as in the middle.
    middles = random.uniform(-side / 2, 3 * side / 2, (len(radii), 2))
    leaves = palette[random.integers(len(palette), size=len(radii))].astype(np.float32)
    slopes = random.uniform(-LARGEST_SHADE, LARGEST_SHADE, (len(radii), 2)) / radii[:, None]
    for radius, (y, x), colour, (down, right) in zip(radii, middles, leaves, slopes.astype(np.float32)):
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


def draw_radii(side: int, random: np.random.Generator) -> NDArray[np.float64]:
    """Radii in px from the smallest to half of `side`, of a density like r^-3, for a square of twice the side."""
    low, high = SMALLEST_RADIUS_PX**-2, (side / 2) ** -2
    # The mean area of a disc of this law: 2 pi ln(largest / smallest) / (low - high).
    mean_area = 2 * np.pi * np.log(side / 2 / SMALLEST_RADIUS_PX) / (low - high)
    count = round(LAYERS * (2 * side) ** 2 / mean_area)
    return (low - random.random(count) * (low - high)) ** -0.5
