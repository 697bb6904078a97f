"""What every layer of damage is given and gives back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# The order is that of the network's outputs and of the bytes in label.png (0 is intact).
CLASSES = ('dust', 'scratch', 'crease', 'tear', 'stain')


@dataclasses.dataclass(frozen=True)
class Page:
    """The piece of print that is drawn on: a square of `side` pixels at `px_per_mm` pixels a millimetre.

    `lamp` is the direction that the scanner's light comes from, in radians; `paper` the colour under the emulsion.
    """

    side: int
    px_per_mm: float
    lamp: float
    paper: Floats

    def pixels(self, millimetres: float) -> float:
        """A length on the print in pixels."""
        return millimetres * self.px_per_mm


class Drawn(NamedTuple):
    """A picture [side, side, 3] with the damage in it, and how far each pixel [side, side] belongs to the damage.

    The coverage is geometry alone: 1 in the core of however faint an object, 0 where it does not reach.
    """

    picture: Floats
    coverage: Floats


Layer = Callable[[Floats, Page, np.random.Generator], Drawn]


def log_uniform(random: np.random.Generator, low: float, high: float) -> float:
    """A number whose order of magnitude is uniform between those of two positive numbers."""
    return float(np.exp(random.uniform(np.log(low), np.log(high))))


def blend(picture: Floats, colour: Floats, alpha: Floats) -> Floats:
    """The picture with a colour ([3] or [side, side, 3]) over it, as opaque as alpha [side, side] says."""
    return picture + (colour - picture) * alpha[..., None]


def light_or_dark(page: Page, random: np.random.Generator, light_share: float) -> Floats:
    """What covers or replaces the emulsion: bare paper or pale lint, else dirt."""
    if random.random() < light_share:
        return np.clip(page.paper * np.float32(random.uniform(0.82, 1.03)), 0, 1)
    grey = random.uniform(0.02, 0.28)
    return np.array([grey * 1.1, grey, grey * 0.9], np.float32)
