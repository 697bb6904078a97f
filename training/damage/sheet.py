"""Contact sheets: what the generator draws, one row a kind, for people to judge."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from ..store import VALIDATION, PictureStore
from .compose import KINDS, Scans, choose_kinds, make_scans
from .labels import IGNORE
from .pictures import CleanSquares

SIDE = 200
COLUMNS = 6
# dust, scratch, crease, tear, stain
COLOURS = np.array([[80, 200, 255], [255, 210, 60], [255, 110, 60], [230, 70, 200], [110, 230, 110]], np.float32)


def overlay(picture: np.ndarray, label: np.ndarray) -> np.ndarray:
    """The picture [h, w, 3] in grey with its classes in colour and what is not decided in light grey."""
    grey = np.repeat(picture.mean(-1, keepdims=True), 3, -1).astype(np.float32) * 0.55
    for index, colour in enumerate(COLOURS):
        grey[label == index + 1] = colour
    grey[label == IGNORE] = grey[label == IGNORE] * 0.6 + 60
    return grey.astype(np.uint8)


def draw_sheets(path: Path, data: Path, seed: int = 0) -> list[Path]:
    """Writes a combined sheet to `path` and one a kind beside it; returns the files."""
    squares = CleanSquares(PictureStore(data), VALIDATION)
    written = [path]
    _sheet(path, 'everything together', 4, squares, seed, None)
    for kind in (*KINDS, 'decoys'):
        file = path.with_name(f'{path.stem}-{kind.replace(" ", "-")}{path.suffix}')
        _sheet(file, kind, 2, squares, seed, kind)
        written.append(file)
    return written


def _sheet(path: Path, title: str, rows: int, squares: CleanSquares, seed: int, kind: str | None) -> None:
    sheet = Image.new('RGB', (COLUMNS * (SIDE + 4) + 4, rows * (2 * SIDE + 24) + 20), (24, 24, 24))
    draw = ImageDraw.Draw(sheet)
    draw.text((6, 4), title, fill=(230, 230, 230))
    for index in range(rows * COLUMNS):
        random = np.random.default_rng([seed, zlib.crc32(title.encode()), index])
        scans = _example(squares, kind, random)
        x, y = 4 + index % COLUMNS * (SIDE + 4), 20 + index // COLUMNS * (2 * SIDE + 24)
        sheet.paste(Image.fromarray(scans.damaged), (x, y))
        sheet.paste(Image.fromarray(overlay(scans.damaged, scans.label)), (x, y + SIDE))
        draw.text((x, y + 2 * SIDE + 4), f'{scans.px_per_mm:.0f} px/mm {" ".join(scans.kinds)}', fill=(180, 180, 180))
    sheet.save(path)


def _example(squares: CleanSquares, kind: str | None, random: np.random.Generator) -> Scans:
    picture = squares.draw(SIDE, random)
    if kind == 'decoys':
        return make_scans(picture, SIDE, random, (), with_decoys=True)
    kinds = choose_kinds(random, evenly=True) if kind is None else (kind,)
    return make_scans(picture, SIDE, random, kinds, with_decoys=kind is None and random.random() < 0.3)
