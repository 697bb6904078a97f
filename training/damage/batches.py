"""Training batches for the damage network, each a pure function of (seed, batch index)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from ..batches import leave_stopping_to_the_trainer
from ..store import TRAINING, PictureStore
from .ageing import Tone, desaturate
from .compose import choose_kinds, make_scans, render_side
from .config import DamageConfig
from .labels import INTACT
from .pictures import CleanSquares
from .planes import to_planes, widen
from .scanner import to_bytes

# The share of clean squares that are photographs of today as they are, without age, scanner or JPEG.
UNTOUCHED_SHARE = 0.25


class DamageBatch(NamedTuple):
    """Planes [2 n, 3, s, s] float32 and labels [2 n, s, s] bytes: n with damage, then n without."""

    planes: Tensor
    labels: Tensor


class DamageBatchSource(Dataset[DamageBatch]):
    """Item k is the k-th batch of the run, the same in whichever process and order it is asked for."""

    def __init__(self, config: DamageConfig, folder: Path) -> None:
        self._config = config
        self._squares = CleanSquares(PictureStore(folder), TRAINING)

    def __getitem__(self, index: int) -> DamageBatch:
        options = self._config.data
        random = np.random.default_rng([self._config.seed, index])
        side, count = options.side, options.pairs
        planes = np.empty((2 * count, 3, side, side), np.float32)
        labels = np.full((2 * count, side, side), INTACT, np.uint8)
        for n in range(count):
            drawn_side = render_side(side, random)
            square = self._squares.draw(drawn_side, random)
            with_decoys = random.random() < options.decoy_fraction
            scans = make_scans(square, side, random, choose_kinds(random), with_decoys)
            low, high = draw_range(scans.tone, random)
            planes[n] = to_planes(scans.damaged, low, high)
            labels[n] = scans.label
            planes[count + n] = to_planes(scans.clean, low, high)
            if random.random() < UNTOUCHED_SHARE:
                untouched = to_bytes(desaturate(self._squares.draw(side, random), random))
                planes[count + n] = to_planes(untouched, *draw_range(Tone(0, 1), random))
        return DamageBatch(torch.from_numpy(planes), torch.from_numpy(labels))


def draw_range(tone: Tone, random: np.random.Generator) -> tuple[float, float]:
    """The robust range of the photo that a square could be from: its tones', or everything where damage spoils it."""
    if random.random() < 0.35:
        return 0.0, 1.0
    spread = tone.white - tone.black
    reach = 0.25 if random.random() < 0.25 else 0.1
    return widen(tone.black + random.uniform(0, reach) * spread, tone.white - random.uniform(0, reach) * spread)


def stream_damage_batches(config: DamageConfig, folder: Path, position: int, stride: int = 1) -> Iterator[DamageBatch]:
    """Every `stride`-th batch from index `position` on, prepared ahead in worker processes."""
    workers = config.data.workers
    loader = DataLoader(
        DamageBatchSource(config, folder),
        batch_size=None,
        sampler=range(position, 2**40, stride),
        num_workers=workers,
        prefetch_factor=6 if workers else None,
        worker_init_fn=leave_stopping_to_the_trainer if workers else None,
    )
    return iter(loader)
