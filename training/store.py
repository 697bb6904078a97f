"""The packed training pictures: one memory-mapped file of bytes and an index of what lies where."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PIXELS = 'pixels.bin'
INDEX = 'index.json'
VALIDATION = 'validation'
TRAINING = 'training'


@dataclasses.dataclass(frozen=True)
class Picture:
    """One packed picture: height x width x 3 bytes from `offset` on; sha256 is that of its source file."""

    name: str
    source: str
    sha256: str
    height: int
    width: int
    offset: int

    @property
    def split(self) -> str:
        """Which split the picture belongs to: fixed by its file, whatever else is in the store."""
        return split_of(self.sha256)


def split_of(sha256: str) -> str:
    """About one file in twenty is held out, chosen by its hash."""
    return VALIDATION if int(sha256[:4], 16) % 20 == 0 else TRAINING


class PictureStore:
    """Read access to a data folder written by `python -m training prepare`."""

    def __init__(self, folder: Path) -> None:
        index = folder / INDEX
        if not index.exists():
            raise FileNotFoundError(
                f'There is no prepared data in {folder}; run `python -m training prepare` first.'
            )
        text = index.read_bytes()
        self.fingerprint = hashlib.sha256(text).hexdigest()
        self.pictures = [Picture(**entry) for entry in json.loads(text)]
        self._pixels: NDArray[np.uint8] = np.memmap(folder / PIXELS, np.uint8, mode='r')

    def pixels(self, picture: Picture) -> NDArray[np.uint8]:
        """The bytes of a picture [height, width, 3], read from disk only where they are touched."""
        size = picture.height * picture.width * 3
        flat = self._pixels[picture.offset : picture.offset + size]
        return flat.reshape(picture.height, picture.width, 3)

    def split(self, name: str) -> list[Picture]:
        """The pictures of one split, in the order of their hashes."""
        return [picture for picture in self.pictures if picture.split == name]
