"""What happened to a print as a whole and is no damage to be found: tone, fading, tints, texture, grain, halftone.

Everything here acts on stacks [..., side, side, 3], so that a picture with and one without dust printed in get the
same treatment.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..augment import LUMA
from .fields import blur, smooth_field, turned_coordinates
from .layer import Floats, Page, log_uniform

GREY_SHARE = 0.5
SEPIA_SHARE = 0.15


class Tone(NamedTuple):
    """Where black and white of the picture came to lie."""

    black: float
    white: float


def desaturate(pictures: Floats, random: np.random.Generator) -> Floats:
    """Half of the prints are grey; sepia ones are grey here and get their tint from `fade`."""
    if random.random() >= GREY_SHARE + SEPIA_SHARE:
        return pictures
    return np.repeat((pictures @ LUMA)[..., None], 3, axis=-1)


def soften(pictures: Floats, random: np.random.Generator) -> Floats:
    """Lens and enlarger, on top of what the enlargement of the crop did."""
    if random.random() < 0.35:
        return pictures
    # The two image axes must be the last ones for the blur.
    return np.moveaxis(blur(np.moveaxis(pictures, -1, -3), random.uniform(0.3, 1.3)), -3, -1)


def add_grain(pictures: Floats, random: np.random.Generator) -> tuple[Floats, float]:
    """Silver grain of a size up to two pixels, strongest in mid tones; returns its standard deviation too."""
    if random.random() < 0.2:
        return pictures, 0.0
    side = pictures.shape[-2]
    is_colour = bool(np.ptp(pictures[..., :: max(1, side // 8), :], axis=-1).max() > 0.01)
    noise = random.standard_normal((3 if is_colour and random.random() < 0.5 else 1, side, side), np.float32)
    noise = blur(noise, random.choice([0.0, 0.45, 0.7, 1.0]))
    strength = np.float32(log_uniform(random, 0.004, 0.05))
    noise = noise * (strength / noise.std())
    mid = np.float32(0.4) + np.float32(2.4) * (pictures * (1 - pictures)).clip(0)
    return pictures + np.moveaxis(noise, 0, -1) * mid, float(strength)


def fade(pictures: Floats, page: Page, random: np.random.Generator) -> tuple[Floats, Tone]:
    """Print tone, fading, yellowing, sepia, silvering, vignette, the paper's texture and sometimes a halftone."""
    side = page.side
    if random.random() < 0.6:
        pictures = np.power(pictures.clip(0, 1), np.float32(log_uniform(random, 0.65, 1.6)))
    tone = Tone(0.0, 1.0)
    if random.random() < 0.6:
        tone = Tone(random.uniform(0, 0.3), random.uniform(0.6, 1))
        pictures = pictures * np.float32(tone.white - tone.black) + np.float32(tone.black)
    is_grey = bool(np.ptp(pictures[..., side // 2, ::8, :], axis=-1).max() < 1e-4)
    if is_grey and random.random() < SEPIA_SHARE / (GREY_SHARE + SEPIA_SHARE) + 0.1:
        # Brown shadows on warm paper; the cigarette-card kind has no blue left in its shadows.
        strength = random.uniform(0.3, 1.6)
        gamma = np.array([1 - 0.22 * strength, 1.0, 1 + 0.45 * strength], np.float32)
        pictures = np.power(pictures.clip(1e-3, 1), gamma.clip(0.4))
    if random.random() < 0.5:
        pictures = pictures * (page.paper / page.paper.max())
    if random.random() < 0.25:  # vignette, uneven fading
        along, across = turned_coordinates(side, 0, *(random.uniform(-0.5, 1.5, 2) * side))
        falloff = (np.square(along) + np.square(across)) / np.float32((1.5 * side) ** 2)
        pictures = pictures * (1 - np.float32(random.uniform(-0.15, 0.3)) * falloff)[..., None]
    if random.random() < 0.12:  # silvering: a bluish veil over the shadows, in clouds
        cloud = np.float32(random.uniform(0.03, 0.15)) * smooth_field(side, 0.6 * side, random).clip(0)
        veil = cloud[..., None] * np.float32([0.85, 0.95, 1.1]) * (1 - pictures.mean(-1, keepdims=True)).clip(0)
        pictures = pictures + veil
    if random.random() < 0.25:
        pictures = pictures * (1 + _paper_texture(page, random))[..., None]
    if random.random() < 0.03:
        pictures = _halftone(pictures, page, random)
    return pictures.clip(0, 1), tone


def _paper_texture(page: Page, random: np.random.Generator) -> Floats:
    """Relief of silk, linen or rough paper, repeated every half to whole millimetre and more."""
    side = page.side
    period = max(3.0, page.pixels(random.uniform(0.4, 1.2)))
    strength = np.float32(log_uniform(random, 0.008, 0.06))
    if random.random() < 0.5:
        return strength * smooth_field(side, period / 2, random)
    along, across = turned_coordinates(side, random.uniform(0, np.pi), 0, 0)
    warp = np.float32(0.1 * period) * smooth_field(side, 5 * period, random)
    turn = np.float32(2 * np.pi / period)
    if random.random() < 0.5:
        return strength * np.sin((along + warp) * turn) * np.sin((across + warp) * turn)
    comb = np.cos((along + warp) * turn) + np.cos((0.5 * along + 0.866 * across) * turn)
    return strength * (comb + np.cos((0.5 * along - 0.866 * across + warp) * turn)) / np.float32(1.5)


def _halftone(pictures: Floats, page: Page, random: np.random.Generator) -> Floats:
    """Screen dots as printed matter has them."""
    along, across = turned_coordinates(page.side, np.pi / 4 + random.normal(0, 0.05), 0, 0)
    turn = np.float32(2 * np.pi / max(2.6, page.pixels(random.uniform(0.12, 0.3))))
    screen = (np.cos(along * turn) + np.cos(across * turn))[..., None] * np.float32(0.25) + np.float32(0.5)
    dots = ((pictures - screen) * 3 + np.float32(0.5)).clip(0, 1)
    return pictures + (dots - pictures) * np.float32(random.uniform(0.1, 0.5))
