"""The scanner and the file: optical blur, sharpening, noise, a change of size, eight bits, JPEG."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from .fields import blur
from .layer import Floats, log_uniform

Bytes = np.ndarray


def optics(stack: Floats, random: np.random.Generator) -> tuple[Floats, float]:
    """Blurs a stack [n, side, side] of pictures' channels and coverages; returns the blur's sigma in pixels too."""
    sigma = random.uniform(0.3, 0.85)
    return blur(stack, sigma), sigma


def sharpen(stack: Floats, random: np.random.Generator) -> Floats:
    """Unsharp masking as scanner programs apply it; not for coverages."""
    if random.random() < 0.5:
        return stack
    return stack + (stack - blur(stack, random.uniform(0.7, 1.5))) * np.float32(random.uniform(0.1, 0.7))


def sensor_noise(shape: tuple[int, ...], random: np.random.Generator) -> tuple[Floats, float]:
    """White noise of the sensor and its standard deviation."""
    strength = log_uniform(random, 0.001, 0.02)
    return random.standard_normal(shape, np.float32) * np.float32(strength), strength


def resize(stack: Floats, side: int) -> Floats:
    """Changes the size of every channel of [n, s, s]."""
    if stack.shape[-1] == side:
        return stack
    images = (Image.fromarray(channel).resize((side, side), Image.Resampling.BICUBIC) for channel in stack)
    return np.stack([np.asarray(image) for image in images])


def to_bytes(picture: Floats) -> Bytes:
    """[side, side, 3] in 0..1 to eight bits."""
    return np.round(picture.clip(0, 1) * 255).astype(np.uint8)


def through_jpeg(picture: Bytes, quality: int, subsampling: int) -> Bytes:
    """What is left of a picture after it was saved as JPEG."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, 'JPEG', quality=quality, subsampling=subsampling)
    return np.asarray(Image.open(file))
