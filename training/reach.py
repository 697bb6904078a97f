"""How well a prior denoises what stands out of a window: a lamp in a dark room, a knob on a red door.

A repair normalises its windows (normalisation.py), which takes such things far out of [-1, 1]. Neither PSNR on a test set nor the
validation loss shows a network that fails there.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .config import LARGEST_SIZE_MULTIPLE
from .evaluate import Denoise, Floats, read_testset
from .expected_error import ExpectedError
from .normalisation import normalise

SIGMA = 0.1
# Beyond it lies what the network would hardly meet in pictures as they are.
FAR = 1.5


class Reach(NamedTuple):
    """Root mean squared error, in the unit of the normalised picture, of the values within FAR and of those beyond it."""

    within: float
    beyond: float


def measure_reach(denoise: Denoise, testset: Path, limit: int | None = None) -> Reach:
    """Over a folder of pictures, each normalised by itself, with white Gaussian noise of SIGMA; the seed is that of the name.

    Raises ExpectedError where there is no picture, or nothing beyond FAR in any.
    """
    errors = np.zeros(2)
    counts = np.zeros(2)
    for name, picture in read_testset(testset, limit):
        x0 = _whole_tiles(normalise(picture, picture))
        noise = np.random.default_rng(zlib.crc32(name.encode())).standard_normal(x0.shape, np.float32)
        error = np.square(denoise((x0 + SIGMA * noise)[None], SIGMA)[0] - x0)
        is_far = np.abs(x0) > FAR
        for index, chosen in enumerate((~is_far, is_far)):
            errors[index] += error[chosen].sum()
            counts[index] += chosen.sum()
    if counts[1] == 0:
        raise ExpectedError(f'Nothing in the pictures of {testset} stands out, so it was not measured how far the prior reaches; name others.')
    within, beyond = np.sqrt(errors / counts)
    return Reach(float(within), float(beyond))


def _whole_tiles(picture: Floats) -> Floats:
    """[h, w, 3] as [3, h', w'], cut to what the network takes."""
    height, width = (side - side % LARGEST_SIZE_MULTIPLE for side in picture.shape[:2])
    return np.ascontiguousarray(picture[:height, :width].transpose(2, 0, 1), np.float32)
