"""Clean squares out of the prepared photographs, as prints show them: reduced, as they are, or enlarged and soft."""

from __future__ import annotations

import numpy as np
from PIL import Image

from ..store import PictureStore
from .layer import Floats, log_uniform


class CleanSquares:
    """Draws squares from one split of the store."""

    def __init__(self, store: PictureStore, split: str) -> None:
        self._store = store
        self._pictures = store.split(split)
        # By the root of the area: large photographs hold more squares, but not that many more scenes.
        weights = np.sqrt([float(p.height * p.width) for p in self._pictures])
        self._cumulative = np.cumsum(weights / weights.sum())

    def draw(self, side: int, random: np.random.Generator, scale: float | None = None) -> Floats:
        """A square [side, side, 3] in 0..1; `scale` is pixels out per pixel in, drawn from .35 to 3 by default."""
        choice = int(np.searchsorted(self._cumulative, random.random(), side='right'))
        picture = self._pictures[min(choice, len(self._pictures) - 1)]
        if scale is None:
            kind = random.random()
            scale = 1.0 if kind < 0.3 else log_uniform(random, 0.35, 1) if kind < 0.55 else log_uniform(random, 1, 3)
        extent = min(max(8, round(side / scale)), picture.height, picture.width)
        top = int(random.integers(picture.height - extent + 1))
        left = int(random.integers(picture.width - extent + 1))
        square = np.asarray(self._store.pixels(picture)[top : top + extent, left : left + extent])
        if extent != side:
            square = np.asarray(Image.fromarray(square).resize((side, side), Image.Resampling.BICUBIC))
        square = np.rot90(square, int(random.integers(4)))
        if random.random() < 0.5:
            square = square[:, ::-1]
        return np.ascontiguousarray(square, np.float32) / 255
