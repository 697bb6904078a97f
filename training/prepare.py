"""Packs the pictures named in a sources file into one memory-mapped data folder."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from .expected_error import ExpectedError
from .store import INDEX, PIXELS, VALIDATION, Picture, index_text
from .toml_file import read_toml

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
    return [_source(entry, path) for entry in read_toml(path).get('source', [])]


def _source(entry: dict[str, Any], path: Path) -> Source:
    fields = dataclasses.fields(Source)
    needed = {field.name for field in fields if field.default is dataclasses.MISSING}
    if needed - entry.keys() or entry.keys() - {field.name for field in fields}:
        raise ExpectedError(
            f'A [[source]] of {path} names {sorted(entry)}, so nothing was packed; it needs {sorted(needed)} and knows '
            f'{sorted(field.name for field in fields)}.'
        )
    return Source(**{**entry, 'include': tuple(entry['include'])})


def prepare(sources_file: Path, data_folder: Path) -> list[Picture]:
    """Writes the store (pixels and index) and returns its pictures; what was there stays until both are whole.

    A picture is taken once, however many sources and sizes it comes in, and pictures lie in the order of their hashes:
    the same sources give the same bytes on every machine with the same Pillow. A trainer that has the former pixels open
    goes on with them.
    """
    data_folder.mkdir(parents=True, exist_ok=True)
    found = _find_pictures(load_sources(sources_file), data_folder)
    pixels, index = data_folder / PIXELS, data_folder / INDEX
    partial_pixels, partial_index = pixels.with_suffix('.partial'), index.with_suffix('.partial')
    try:
        pictures, sha256 = _pack(found, partial_pixels)
        if not pictures:
            raise ExpectedError(f'None of the {len(found)} files can be used, so nothing was packed; check {sources_file}.')
        partial_index.write_text(index_text(pictures, sha256), encoding='utf-8')
        # In this order an interruption leaves pixels that do not fit the index, which the store refuses.
        os.replace(partial_pixels, pixels)
        os.replace(partial_index, index)
    finally:
        partial_pixels.unlink(missing_ok=True)
        partial_index.unlink(missing_ok=True)
    held_out = sum(picture.split == VALIDATION for picture in pictures)
    print(f'{len(pictures)} pictures, {held_out} held out, {pictures[-1].end / 1e6:.0f} MB in {data_folder}')
    return pictures


def _find_pictures(sources: list[Source], data_folder: Path) -> dict[str, tuple[Source, Path]]:
    """The files of all sources by their SHA-256, each with the first source that has it."""
    found: dict[str, tuple[Source, Path]] = {}
    for source in sources:
        before = len(found)
        for path in _list_files(source, data_folder):
            found.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), (source, path))
        print(f'{source.name}: {len(found) - before} files')
    return found


def _pack(found: dict[str, tuple[Source, Path]], target: Path) -> tuple[list[Picture], str]:
    """Writes the pixels of all pictures that can be used; returns these, and the SHA-256 of what was written."""
    pictures: list[Picture] = []
    digest, offset = hashlib.sha256(), 0
    with target.open('wb') as output:
        for sha256, (source, path) in sorted(found.items()):
            pixels = _read_picture(path, source)
            if pixels is None:
                print(f'left out (too small or unreadable): {path.name}')
                continue
            height, width, _ = pixels.shape
            pictures.append(Picture(path.name, source.name, sha256, height, width, offset))
            content = pixels.tobytes()
            digest.update(content)
            output.write(content)
            offset = pictures[-1].end
        output.flush()
        os.fsync(output.fileno())
    return pictures, digest.hexdigest()


def _list_files(source: Source, data_folder: Path) -> Iterator[Path]:
    root = _unpack(source.package, data_folder / 'packages') if source.package else Path(source.path)
    root = root / source.folder
    for pattern in source.include:
        matches = sorted(path for path in root.glob(pattern) if path.is_file() and not path.is_symlink())
        if not matches:
            raise ExpectedError(f'{source.name}: nothing matches {pattern} in {root}, so nothing was packed; name what is there.')
        yield from matches


def _unpack(package: str, folder: Path) -> Path:
    """Fetches a Debian package with apt and unpacks it without installing; needs apt-get, dpkg and its package lists."""
    target = folder / package
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(['apt-get', 'download', package], cwd=folder, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ExpectedError(
            f'The package {package} could not be fetched ({error}), so nothing was packed; it takes apt-get with current lists.'
        ) from error
    archive = next(folder.glob(f'{package}_*.deb'))
    partial = folder / f'{package}.partial'
    try:
        subprocess.run(['dpkg', '-x', archive, partial], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ExpectedError(
            f'{archive} could not be unpacked ({error}), so nothing was packed; remove it if it is cut off, and see that dpkg is there.'
        ) from error
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
