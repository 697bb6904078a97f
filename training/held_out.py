"""Photographs of the validation split as files, for whoever chooses settings of the solver."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .expected_error import ExpectedError
from .store import VALIDATION, Picture, PictureStore

# What the benchmark's masks cover.
SMALLEST_SIDE_PX = 256


def write_held_out(data: Path, folder: Path, count: int, smallest_side_px: int = SMALLEST_SIDE_PX) -> list[Path]:
    """Writes the first `count` held-out pictures that are large enough as PNG, by their hashes; returns their paths."""
    store = PictureStore(data)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for picture in _large_pictures(store, count, smallest_side_px):
        path = folder / f'{picture.sha256[:12]}.png'
        Image.fromarray(store.pixels(picture)).save(path)
        paths.append(path)
    return paths


def held_out_squares(data: Path, count: int, side_px: int) -> list[NDArray[np.float32]]:
    """The middles of the first held-out pictures that are large enough, [3, side_px, side_px] in [-1, 1]; at least one."""
    store = PictureStore(data)
    squares = []
    for picture in _large_pictures(store, count, side_px):
        top, left = (picture.height - side_px) // 2, (picture.width - side_px) // 2
        pixels = store.pixels(picture)[top : top + side_px, left : left + side_px]
        squares.append(np.ascontiguousarray(pixels.transpose(2, 0, 1), np.float32) / 127.5 - 1)
    if not squares:
        raise ExpectedError(f'No held-out picture in {data} is {side_px} px high and wide, so nothing was measured; prepare larger ones.')
    return squares


def _large_pictures(store: PictureStore, count: int, smallest_side_px: int) -> list[Picture]:
    return [p for p in store.split(VALIDATION) if min(p.height, p.width) >= smallest_side_px][:count]
