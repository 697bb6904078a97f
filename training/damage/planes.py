"""What the network sees of a scan: luma and two colour differences over the range of the picture's own tones.

For a photo the range is that of the 0.5 % and 99.5 % percentiles of its luma, at least `SMALLEST_RANGE` wide.
"""

from __future__ import annotations

import numpy as np

from ..augment import LUMA
from .layer import Floats

PLANES = 3
SMALLEST_RANGE = 0.25
OVERSHOOT = 0.25
CHROMA = np.array([0.564, 0.713], np.float32)


def to_planes(picture: np.ndarray, low: float, high: float) -> Floats:
    """[h, w, 3] bytes to [3, h, w]: 2 y - 1 with y = (Y - low) / (high - low), 2 Cb and 2 Cr over the same range.

    y is cut off at -.25 and 1.25: what damage adds beyond the picture's tones stays visible.
    """
    scaled = picture.astype(np.float32) / 255
    luma = scaled @ LUMA
    gain = np.float32(1 / (high - low))
    y = ((luma - np.float32(low)) * gain).clip(-OVERSHOOT, 1 + OVERSHOOT)
    blue = (scaled[..., 2] - luma) * (CHROMA[0] * gain)
    red = (scaled[..., 0] - luma) * (CHROMA[1] * gain)
    return np.stack([2 * y - 1, 2 * blue, 2 * red])


def tone_range(picture: np.ndarray) -> tuple[float, float]:
    """The robust range of a whole photo [h, w, 3] of bytes, in 0..1."""
    luma = (picture.astype(np.float32) / 255) @ LUMA
    low, high = (float(v) for v in np.percentile(luma, [0.5, 99.5]))
    return widen(low, high)


def widen(low: float, high: float) -> tuple[float, float]:
    """Stretches a range about its middle to the smallest that is used."""
    if high - low >= SMALLEST_RANGE:
        return low, high
    middle = (low + high) / 2
    return middle - SMALLEST_RANGE / 2, middle + SMALLEST_RANGE / 2
