"""Patches as the repair shows them to the network: without their surroundings' mean, at its usual contrast.

The same as src-main/engine/repair/normalisation.ts does to a window. A lamp in a dark room so reaches 3 and more.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Standard deviation of what is normalised, and how much contrast is changed at most.
USUAL_DEVIATION = 0.5
GAIN_RANGE = (0.5, 4.0)


def normalise(image: Floats, surroundings: Floats) -> Floats:
    """(image - mean of each channel) * gain, both measured on `surroundings` [..., 3]; `image` is [..., 3]."""
    mean = surroundings.reshape(-1, 3).mean(0)
    deviation = np.sqrt(np.square(surroundings - mean).mean())
    gain = np.float32(np.clip(USUAL_DEVIATION / max(float(deviation), 1e-6), *GAIN_RANGE))
    return (image - mean) * gain
