"""What happens to a patch before noise: grey, tints, faded tone curves, softness, film grain, flips.

Old photographs are grey or toned, faded and soft; many patches stay as they are, or the prior would lose the photographs
of today. Grain is added to the target, so that the prior keeps it instead of calling it noise.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .config import DataConfig

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

LUMA = np.array([0.299, 0.587, 0.114], np.float32)
# Colours that a mid grey takes in sepia, cyanotype, selenium and magenta-shifted prints, relative to its luma.
TINTS = np.array(
    [[0.12, 0.0, -0.16], [-0.16, 0.02, 0.12], [0.05, -0.04, 0.03], [0.10, -0.06, 0.02]], np.float32
)


def augment(
    patch: Bytes, config: DataConfig, random: np.random.Generator
) -> tuple[Floats, bool]:
    """Turns [side, side, 3] bytes into a training target [3, side, side] in [-1, 1], and says whether it is grey."""
    kind = random.random()
    is_grey = kind < config.grey_fraction
    is_tinted = not is_grey and kind < config.grey_fraction + config.tinted_fraction
    image = patch.astype(np.float32) / 127.5 - 1
    if is_grey or is_tinted:
        luma = image @ LUMA
        image = np.repeat(luma[..., None], 3, axis=2)
        if random.random() < 0.6:
            image = _tone_curve(image, random)
        if random.random() < 0.3:
            image = _soften(image, random)
        if is_tinted:
            tint = TINTS[random.integers(len(TINTS))] * np.float32(random.uniform(0.4, 1.6))
            image = image + tint * (1 - np.square(np.clip(image, -1, 1)))
    if random.random() < config.grain_fraction:
        image = _grain(image, one_layer=is_grey or is_tinted, random=random)
    image = _flip(np.clip(image, -1, 1), random)
    return np.ascontiguousarray(image.transpose(2, 0, 1)), is_grey


def _tone_curve(image: Floats, random: np.random.Generator) -> Floats:
    """Gamma, lost contrast and a shift, as fading and bad prints make them."""
    gamma = np.float32(np.exp(random.uniform(np.log(0.6), np.log(1.7))))
    contrast = np.float32(random.uniform(0.3, 1.0))
    room = 1 - contrast
    shift = np.float32(random.uniform(-1, 1) * min(0.3, room))
    curved = 2 * np.power(np.clip((image + 1) / 2, 0, 1), gamma) - 1
    return curved * contrast + shift


def _soften(image: Floats, random: np.random.Generator) -> Floats:
    """Gaussian blur of up to 1.2 px, as three taps each way (exact enough at this width)."""
    sigma = random.uniform(0.3, 1.2)
    side = np.float32(np.exp(-0.5 / sigma**2))
    taps = np.array([side, 1, side], np.float32) / (1 + 2 * side)
    return _three_taps(_three_taps(image, taps, 0), taps, 1)


def _grain(image: Floats, one_layer: bool, random: np.random.Generator) -> Floats:
    """Film grain: slightly blurred noise, strongest in the mid tones; one layer for grey film, three for colour."""
    height, width, _ = image.shape
    noise = random.standard_normal((height, width, 1 if one_layer else 3), np.float32)
    centre = np.float32(random.uniform(0.4, 1.0))
    taps = np.array([(1 - centre) / 2, centre, (1 - centre) / 2], np.float32)
    noise = _three_taps(_three_taps(noise, taps, 0), taps, 1) / np.square(taps).sum()
    strength = np.float32(np.exp(random.uniform(np.log(0.015), np.log(0.12))))
    return image + noise * strength * (1 - np.float32(0.7) * np.square(np.clip(image, -1, 1)))


def _three_taps(image: Floats, taps: Floats, axis: int) -> Floats:
    padding = [(1, 1) if a == axis else (0, 0) for a in range(3)]
    padded = np.pad(image, padding, mode='edge')
    length = image.shape[axis]
    parts = [np.take(padded, range(i, i + length), axis) * taps[i] for i in range(3)]
    return parts[0] + parts[1] + parts[2]


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
