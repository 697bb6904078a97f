"""Exact labels: what a pixel changed by, in the scan and before noise, and which object changed it."""

from __future__ import annotations

import numpy as np

from .fields import blur
from .layer import CLASSES, Floats

INTACT = 0
IGNORE = 255
# From this change on, in units of full scale, a pixel may be called damaged; below the other one it is intact.
VISIBLE = 9 / 255
UNCHANGED = 2 / 255
# From this coverage on a pixel belongs to a class.
CORE = 0.35
# How far a change has to stand out from the picture's own variation around it (standard deviations): what the picture
# hides nobody can mark, and a network that is asked to learns to guess.
MASKING = 0.7
MASKING_SIGMA_PX = 3.0
# How far above the noise a pixel of each class has to stand out: lines and areas are seen by their many pixels.
NOISE_FACTORS = np.array([2.2, 1.3, 1.3, 1.3, 0.8], np.float32)


def local_deviation(picture: Floats) -> Floats:
    """Standard deviation [side, side] of a picture's mean channel [3, side, side] around each pixel."""
    mean = picture.mean(0)
    first, second = blur(np.stack([mean, mean * mean]), MASKING_SIGMA_PX)
    return np.sqrt((second - first * first).clip(0))


def make_label(
    change: Floats, coverages: Floats, order: Floats, noise: float, deviation: Floats
) -> np.ndarray:
    """Bytes [side, side]: 0 intact, 1 + index in CLASSES, 255 where it is not to be decided.

    `change` [side, side] is the largest absolute difference of any channel between the scan with and the scan without
    damage, `deviation` what the picture itself varies by there; `coverages` [5, side, side] says how far a pixel
    belongs to each class after the scanner's blur; `order` [5] ranks the classes by when they were drawn, the last lies
    on top; `noise` is the scan's standard deviation.
    """
    bars = np.maximum(VISIBLE, NOISE_FACTORS * noise)[:, None, None]
    bars = np.maximum(bars, MASKING * deviation)
    certain = (coverages >= CORE) & (change >= bars)
    top = (np.where(certain, order[:, None, None] + 1, 0)).argmax(0)
    label = np.where(certain.any(0), top + 1, INTACT)
    doubtful = (label == INTACT) & ((change >= UNCHANGED) | (coverages.max(0) >= CORE))
    return np.where(doubtful, IGNORE, label).astype(np.uint8)


def class_indices() -> dict[str, int]:
    """The byte in a label that stands for each class."""
    return {name: index + 1 for index, name in enumerate(CLASSES)}
