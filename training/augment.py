"""What happens to a patch before noise: grey, tints, faded tone curves, softness, film grain, the repair's contrast, flips.

Old photographs are grey or toned, faded and soft; many patches stay as they are, or the prior would lose the photographs
of today. Grain is added to the target, so that the prior keeps it instead of calling it noise.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .config import DataConfig
from .normalisation import normalise

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

LUMA = np.array([0.299, 0.587, 0.114], np.float32)
# Colours that a mid grey takes in sepia, cyanotype, selenium and magenta-shifted prints, relative to its luma.
TINTS = np.array(
    [[0.12, 0.0, -0.16], [-0.16, 0.02, 0.12], [0.05, -0.04, 0.03], [0.10, -0.06, 0.02]], np.float32
)

# How far a blur reaches: more than three standard deviations of the widest.
BLUR_REACH_PX = 4


def augment(
    patch: Bytes, surroundings: Bytes, config: DataConfig, random: np.random.Generator
) -> tuple[Floats, bool]:
    """Turns [side, side, 3] bytes into a training target [3, side, side], and says whether it is grey.

    It lies in [-1, 1], or is normalised by its surroundings, the bytes [..., 3] of a window of the picture around it.
    """
    kind = random.random()
    is_grey = kind < config.grey_fraction
    is_tinted = not is_grey and kind < config.grey_fraction + config.tinted_fraction
    is_normalised = random.random() < config.normalised_fraction
    image = _in_range(patch)
    around = _in_range(surroundings) if is_normalised else image[:0]
    if is_grey or is_tinted:
        image, around = _in_old_colours(image, around, is_tinted, random)
    if random.random() < config.grain_fraction:
        image = _grain(image, one_layer=is_grey or is_tinted, random=random)
    image = np.clip(image, -1, 1)
    if is_normalised:
        image = normalise(image, np.clip(around, -1, 1))
    return np.ascontiguousarray(_flip(image, random).transpose(2, 0, 1)), is_grey


def _in_range(pixels: Bytes) -> Floats:
    return pixels.astype(np.float32) / 127.5 - 1


def _in_old_colours(
    image: Floats, around: Floats, is_tinted: bool, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """Grey or tinted, often faded and soft; what lies around loses its colours in the same way."""
    parts = [np.repeat((part @ LUMA)[..., None], 3, axis=-1) for part in (image, around)]
    if random.random() < 0.6:
        curve = _draw_tone_curve(random)
        parts = [curve(part) for part in parts]
    if random.random() < 0.3:
        parts[0] = _soften(parts[0], random)
    if is_tinted:
        tint = TINTS[random.integers(len(TINTS))] * np.float32(random.uniform(0.4, 1.6))
        parts = [part + tint * (1 - np.square(np.clip(part, -1, 1))) for part in parts]
    return parts[0], parts[1]


def _draw_tone_curve(random: np.random.Generator) -> Callable[[Floats], Floats]:
    """Gamma, lost contrast and a shift, as fading and bad prints make them."""
    gamma = np.float32(np.exp(random.uniform(np.log(0.6), np.log(1.7))))
    contrast = np.float32(random.uniform(0.3, 1.0))
    room = 1 - contrast
    shift = np.float32(random.uniform(-1, 1) * min(0.3, room))

    def curve(image: Floats) -> Floats:
        return (2 * np.power(np.clip((image + 1) / 2, 0, 1), gamma) - 1) * contrast + shift

    return curve


def _soften(image: Floats, random: np.random.Generator) -> Floats:
    """Gaussian blur with a standard deviation of .3 to 1.2 px, which it has within one per cent."""
    taps = _gaussian_taps(random.uniform(0.3, 1.2))
    return _convolve(_convolve(image, taps, 0), taps, 1)


def _gaussian_taps(deviation: float) -> Floats:
    """The discrete analogue of the Gaussian (Lindeberg 1990, Scale-space for discrete signals), by its spectrum.

    Its variance is exact but for the ends that are left off; samples of the bell itself would be too narrow below half a pixel.
    """
    period = 4 * BLUR_REACH_PX
    spectrum = np.exp(deviation**2 * (np.cos(2 * np.pi * np.fft.rfftfreq(period)) - 1))
    taps = np.roll(np.fft.irfft(spectrum, period), BLUR_REACH_PX)[: 2 * BLUR_REACH_PX + 1]
    return (taps / taps.sum()).astype(np.float32)


def _grain(image: Floats, one_layer: bool, random: np.random.Generator) -> Floats:
    """Film grain: slightly blurred noise, strongest in the mid tones; one layer for grey film, three for colour."""
    height, width, _ = image.shape
    noise = random.standard_normal((height, width, 1 if one_layer else 3), np.float32)
    centre = np.float32(random.uniform(0.4, 1.0))
    taps = np.array([(1 - centre) / 2, centre, (1 - centre) / 2], np.float32)
    noise = _convolve(_convolve(noise, taps, 0), taps, 1) / np.square(taps).sum()
    strength = np.float32(np.exp(random.uniform(np.log(0.015), np.log(0.12))))
    return image + noise * strength * (1 - np.float32(0.7) * np.square(np.clip(image, -1, 1)))


def _convolve(image: Floats, taps: Floats, axis: int) -> Floats:
    """Along one of the first two axes of [h, w, c], with an odd number of taps; beyond its border the image goes on as it ends."""
    reach, length = len(taps) // 2, image.shape[axis]
    padded = np.pad(image, [(reach, reach) if a == axis else (0, 0) for a in range(3)], mode='edge')
    result = np.zeros_like(image)
    for start, tap in enumerate(taps):
        kept = slice(start, start + length)
        result += (padded[kept] if axis == 0 else padded[:, kept]) * tap
    return result


def _flip(image: Floats, random: np.random.Generator) -> Floats:
    """One of the eight symmetries of the square."""
    turned = np.rot90(image, int(random.integers(4)))
    return turned[:, ::-1] if random.random() < 0.5 else turned


def reduce_patch(patch: Bytes, side: int) -> Bytes:
    """Shrinks a square of bytes to `side` pixels with an antialiasing filter."""
    if patch.shape[0] == side:
        return patch
    image = Image.fromarray(patch).resize((side, side), Image.Resampling.LANCZOS)
    return np.asarray(image)
