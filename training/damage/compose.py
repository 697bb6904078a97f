"""From a clean crop to a pair of scans, with and without damage, and the exact label of the difference."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .ageing import Tone, add_grain, desaturate, fade, soften
from .decoys import add_decoys
from .labels import INTACT, local_deviation, make_label
from .layer import CLASSES, Floats, Layer, Page, log_uniform
from .layers.crack import crack, crack_net
from .layers.crease import crease
from .layers.dust import dust
from .layers.hair import hair
from .layers.scratch import scratch
from .layers.stain import fingerprint, foxing, stain
from .layers.tear import tear
from .scanner import optics, resize, sensor_noise, sharpen, through_jpeg, to_bytes

# In the order in which they happen to a print: kind, class, how often it is drawn for training.
LAYERS: dict[str, tuple[Layer, str, float]] = {
    'stain': (stain, 'stain', 0.03),
    'foxing': (foxing, 'stain', 0.02),
    'scratch': (scratch, 'scratch', 0.42),
    'crack net': (crack_net, 'crease', 0.04),
    'crack': (crack, 'crease', 0.26),
    'crease': (crease, 'crease', 0.2),
    'tear': (tear, 'tear', 0.08),
    'dust': (dust, 'dust', 0.36),
    'hair': (hair, 'dust', 0.14),
    'fingerprint': (fingerprint, 'stain', 0.01),
}
KINDS = tuple(LAYERS)
WEIGHTS = np.array([weight for _, _, weight in LAYERS.values()])


class Scans(NamedTuple):
    """A pair of scans [side, side, 3] and the label [side, side], all bytes; `tone` is where black and white lie."""

    damaged: np.ndarray
    clean: np.ndarray
    label: np.ndarray
    tone: Tone
    kinds: tuple[str, ...]
    px_per_mm: float


def choose_kinds(random: np.random.Generator, evenly: bool = False) -> tuple[str, ...]:
    """One to four kinds of damage, in the order in which they happen; `evenly` is for measuring each of them."""
    count = int(random.choice([1, 2, 3, 4], p=[0.25, 0.35, 0.25, 0.15]))
    chosen = random.choice(len(KINDS), count, replace=False, p=None if evenly else WEIGHTS / WEIGHTS.sum())
    return tuple(KINDS[index] for index in sorted(chosen))


def render_side(side: int, random: np.random.Generator) -> int:
    """How large to draw what the file holds at `side`: most scans keep their size, others were resized."""
    if random.random() < 0.7:
        return side
    return round(side * random.uniform(0.7, 1.45))


def make_scans(
    picture: Floats,
    side: int,
    random: np.random.Generator,
    kinds: tuple[str, ...],
    with_decoys: bool,
    px_per_mm: float | None = None,
) -> Scans:
    """Damages a square picture [s, s, 3] in 0..1 and scans it at `side`; `kinds` come from `LAYERS`."""
    page = _draw_page(picture.shape[0], random, px_per_mm)
    if with_decoys:
        picture = add_decoys(picture, random)
    pictures = desaturate(picture, random)[None]
    coverages = np.zeros((len(CLASSES), page.side, page.side), np.float32)
    order = np.zeros(len(CLASSES), np.float32)
    drawn = set()
    if random.random() < 0.2 and ({'dust', 'hair'} & set(kinds)):
        # From the negative: white in the print, as soft as the picture, under the same grain.
        kind = 'dust' if 'dust' in kinds else 'hair'
        printed, covered = LAYERS[kind][0](pictures[0], _bright(page), random)
        coverages[0] = covered
        pictures = np.stack([pictures[0], np.maximum(printed, pictures[0])])
        drawn.add(kind)
    pictures = soften(pictures, random)
    pictures, grain = add_grain(pictures, random)
    pictures, tone = fade(pictures, page, random)
    clean, damaged = pictures[0], pictures[-1]
    for rank, kind in enumerate(kinds):
        if kind in drawn:
            continue
        layer, name, _ = LAYERS[kind]
        index = CLASSES.index(name)
        damaged, covered = layer(damaged, page, random)
        damaged = damaged.clip(0, 1)
        coverages[index] = np.maximum(coverages[index], covered)
        order[index] = rank + 1
    return _scan(clean, damaged, coverages, order, grain, tone, kinds, page, side, random)


def _draw_page(side: int, random: np.random.Generator, px_per_mm: float | None) -> Page:
    paper = np.array([1, random.uniform(0.93, 1), random.uniform(0.78, 1)]) * random.uniform(0.82, 0.99)
    return Page(
        side, px_per_mm or log_uniform(random, 4, 48), random.uniform(0, 2 * np.pi), paper.astype(np.float32)
    )


def _bright(page: Page) -> Page:
    return Page(page.side, page.px_per_mm, page.lamp, np.ones(3, np.float32))


def _scan(
    clean: Floats,
    damaged: Floats,
    coverages: Floats,
    order: Floats,
    grain: float,
    tone: Tone,
    kinds: tuple[str, ...],
    page: Page,
    side: int,
    random: np.random.Generator,
) -> Scans:
    used = np.flatnonzero(coverages.any(axis=(1, 2)))
    planes = np.concatenate([clean.transpose(2, 0, 1), damaged.transpose(2, 0, 1), coverages[used]])
    planes, sigma = optics(planes, random)
    planes[:6] = sharpen(planes[:6], random)
    planes = resize(planes, side)
    change = np.abs(planes[3:6].clip(0, 1) - planes[:3].clip(0, 1)).max(0)
    noise, strength = sensor_noise((3, side, side), random)
    total = float(np.hypot(grain / (1 + 2 * sigma), strength))
    scanned = np.zeros((len(CLASSES), side, side), np.float32)
    scanned[used] = planes[6:]
    label = np.full((side, side), INTACT, np.uint8)
    if len(used):
        label = make_label(change, scanned, order, total, local_deviation(planes[:3]))
    files = [to_bytes((planes[n : n + 3] + noise).transpose(1, 2, 0)) for n in (0, 3)]
    if random.random() < 0.85:
        quality, subsampling = int(random.integers(60, 99)), int(random.choice([0, 2]))
        files = [through_jpeg(file, quality, subsampling) for file in files]
    return Scans(files[1], files[0], label, tone, kinds, page.px_per_mm * side / page.side)
