"""Held-out sets for the benchmark: damaged and clean scans of photographs that no network was trained on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ..store import VALIDATION, PictureStore
from .compose import LAYERS, choose_kinds, make_scans, render_side
from .labels import IGNORE, class_indices
from .layer import CLASSES
from .pictures import CleanSquares

SIDE = 320
CLEAN_SHARE = 0.25


def write_example_set(folder: Path, data: Path, count: int, seed: int) -> None:
    """Writes index.json and NNNN/{picture,clean,label}.png with facts.json; one in four examples has no damage."""
    squares = CleanSquares(PictureStore(data), VALIDATION)
    folder.mkdir(parents=True, exist_ok=True)
    names = [f'{index:04d}' for index in range(count)]
    for index, name in enumerate(names):
        _write_example(folder / name, squares, np.random.default_rng([seed, index]))
    contents = {'seed': seed, 'labels': {'intact': 0, **class_indices(), 'ignore': IGNORE}, 'examples': names}
    _write_json(folder / 'index.json', contents)


def _write_example(folder: Path, squares: CleanSquares, random: np.random.Generator) -> None:
    kinds = () if random.random() < CLEAN_SHARE else choose_kinds(random, evenly=True)
    # A whole picture rather than a piece of sky: what is held out is as large as this.
    square = squares.draw(render_side(SIDE, random), random, scale=random.uniform(1, 2))
    scans = make_scans(square, SIDE, random, kinds, with_decoys=random.random() < 0.3)
    folder.mkdir(exist_ok=True)
    for file, pixels in (('picture', scans.damaged), ('clean', scans.clean), ('label', scans.label)):
        Image.fromarray(pixels).save(folder / f'{file}.png')
    facts = {
        'kinds': list(kinds),
        'classes': sorted({LAYERS[kind][1] for kind in kinds}, key=CLASSES.index),
        'pxPerMm': round(scans.px_per_mm, 2),
        'damagedShare': float(((scans.label > 0) & (scans.label != IGNORE)).mean()),
    }
    _write_json(folder / 'facts.json', facts)


def _write_json(path: Path, contents: dict[str, Any]) -> None:
    path.write_text(json.dumps(contents, indent=1) + '\n', encoding='utf-8')
