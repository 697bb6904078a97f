"""The packed training pictures: one memory-mapped file of bytes and an index of what lies where."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .expected_error import ExpectedError

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
    def end(self) -> int:
        """Where its bytes end."""
        return self.offset + self.height * self.width * 3

    @property
    def split(self) -> str:
        """Which split the picture belongs to: fixed by its file, whatever else is in the store."""
        return split_of(self.sha256)


def split_of(sha256: str) -> str:
    """About one file in twenty is held out, chosen by its hash."""
    return VALIDATION if int(sha256[:4], 16) % 20 == 0 else TRAINING


def index_text(pictures: list[Picture], pixels_sha256: str) -> str:
    """What the index says of the pictures, and of all their bytes, so that its own hash stands for both."""
    return json.dumps({'pixelsSha256': pixels_sha256, 'pictures': _entries(pictures)}, indent=1)


def _bare_list(pictures: list[Picture]) -> str:
    """What an older index said."""
    return json.dumps(_entries(pictures), indent=1)


def _entries(pictures: list[Picture]) -> list[dict[str, str | int]]:
    return [dataclasses.asdict(picture) for picture in pictures]


def pictures_of(index: bytes) -> list[Picture]:
    """The pictures that an index lists; older ones are the bare list."""
    contents = json.loads(index)
    entries = contents if isinstance(contents, list) else contents['pictures']
    return [Picture(**entry) for entry in entries]


class PictureStore:
    """Read access to a data folder written by `python -m training prepare`."""

    def __init__(self, folder: Path) -> None:
        """Raises ExpectedError where nothing is prepared, or where the pixels are not as long as the index says."""
        index, pixels = folder / INDEX, folder / PIXELS
        if not index.exists():
            raise ExpectedError(f'There is no prepared data in {folder}; run `python -m training prepare` first.')
        text = index.read_bytes()
        self.fingerprint = hashlib.sha256(text).hexdigest()
        self.pictures = pictures_of(text)
        self._older_fingerprint = hashlib.sha256(_bare_list(self.pictures).encode()).hexdigest()
        # Their hash would take seconds at every opening; an interrupted copy or an older index shows in the length.
        expected = max((picture.end for picture in self.pictures), default=0)
        length = pixels.stat().st_size if pixels.exists() else 0
        if length != expected:
            raise ExpectedError(
                f'{pixels} has {length} bytes where {INDEX} tells of {expected}, so it was not used; '
                'run `python -m training prepare` again.'
            )
        self._pixels: NDArray[np.uint8] = np.memmap(pixels, np.uint8, mode='r')

    def is_known_as(self, fingerprint: str) -> bool:
        """Whether a checkpoint with this fingerprint was trained on these pictures; it may be older than the hash of their pixels."""
        return fingerprint in (self.fingerprint, self._older_fingerprint)

    def pixels(self, picture: Picture) -> NDArray[np.uint8]:
        """The bytes of a picture [height, width, 3], read from disk only where they are touched."""
        flat = self._pixels[picture.offset : picture.end]
        return flat.reshape(picture.height, picture.width, 3)

    def split(self, name: str) -> list[Picture]:
        """The pictures of one split, in the order of their hashes."""
        return [picture for picture in self.pictures if picture.split == name]
