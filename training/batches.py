"""Training batches, each a pure function of (seed, batch index): that is what makes resuming exact."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from .augment import Bytes, augment, reduce_patch
from .config import Config
from .expected_error import ExpectedError
from .noise_levels import draw_noise_levels
from .store import TRAINING, Picture, PictureStore


# A window of a repair, by which a patch is normalised, and how many of its pixels tell enough of it.
WINDOW_PX = 256
SAMPLES_A_SIDE = 32


class Batch(NamedTuple):
    """Clean patches x0 and unit noise [n, 3, s, s], sigma and hole (0 or 1) maps [n, 1, s, s]; all float32."""

    x0: Tensor
    noise: Tensor
    sigma: Tensor
    hole: Tensor


class BatchSource(Dataset[Batch]):
    """Item k is the k-th batch of the run, the same in whichever process and order it is asked for."""

    def __init__(self, config: Config, folder: Path) -> None:
        self._config = config
        self._store = PictureStore(folder)
        self._pictures = self._store.split(TRAINING)
        _require_large_enough(self._pictures, max(side for side, _, _ in config.data.crops))
        # By the root of the area: large photographs hold more patches, but not that many more scenes.
        weights = np.sqrt([float(p.height * p.width) for p in self._pictures])
        self._cumulative = np.cumsum(weights / weights.sum())

    def __getitem__(self, index: int) -> Batch:
        random = np.random.default_rng([self._config.seed, index])
        crops = self._config.data.crops
        shares = np.cumsum([share for _, _, share in crops])
        choice = int(np.searchsorted(shares, random.random() * shares[-1], side='right'))
        side, count, _ = crops[min(choice, len(crops) - 1)]
        sigma, hole = draw_noise_levels(self._config.sigma, count, side, random)
        x0 = np.empty((count, 3, side, side), np.float32)
        noise = random.standard_normal(x0.shape, np.float32)
        for n in range(count):
            x0[n], is_grey = augment(*self._cut(side, random), self._config.data, random)
            if is_grey and random.random() < 0.5:
                noise[n] = noise[n, :1]  # a grey scan has one noise, not three
        return Batch(*(torch.from_numpy(array) for array in (x0, noise, sigma, hole)))

    def _cut(self, side: int, random: np.random.Generator) -> tuple[Bytes, Bytes]:
        """A square of `side` pixels from a random picture at a random reduction, and a few pixels [..., 3] of the window around it."""
        picture = self._draw_picture(side, random)
        low, high = self._config.data.scale_range
        scale = 1.0
        if random.random() >= self._config.data.full_scale_fraction:
            scale = float(np.exp(random.uniform(np.log(low), np.log(high))))
        extent = min(round(side / scale), picture.height, picture.width)
        top = int(random.integers(picture.height - extent + 1))
        left = int(random.integers(picture.width - extent + 1))
        pixels = self._store.pixels(picture)
        patch = reduce_patch(pixels[top : top + extent, left : left + extent], side)
        return patch, self._around(pixels, top + extent // 2, left + extent // 2, round(WINDOW_PX / scale))

    def _around(self, pixels: Bytes, row: int, column: int, extent: int) -> Bytes:
        """Every few pixels of a square of `extent` pixels around a place, as far as the picture goes."""
        top, left = max(0, row - extent // 2), max(0, column - extent // 2)
        step = max(1, extent // SAMPLES_A_SIDE)
        return pixels[top : top + extent : step, left : left + extent : step]

    def _draw_picture(self, side: int, random: np.random.Generator) -> Picture:
        while True:
            choice = int(np.searchsorted(self._cumulative, random.random(), side='right'))
            picture = self._pictures[min(choice, len(self._pictures) - 1)]
            if min(picture.height, picture.width) >= side:
                return picture


def _require_large_enough(pictures: list[Picture], side: int) -> None:
    if max((min(picture.height, picture.width) for picture in pictures), default=0) < side:
        raise ExpectedError(
            f'No training picture is {side} px high and wide, as the largest crop is, so nothing was trained; '
            'prepare larger pictures or take smaller crops.'
        )


# What a trainer needs at most for the step or validation in hand, when its workers are told to stop together with it.
LAST_BATCHES_SECONDS = 60


def leave_stopping_to_the_trainer(_: int) -> None:
    """For a worker process: it outlives a signal to the whole group for as long as the trainer's last step may take."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: signal.alarm(LAST_BATCHES_SECONDS))


def stream_batches(config: Config, folder: Path, position: int, stride: int = 1) -> Iterator[Batch]:
    """Every `stride`-th batch from index `position` on, prepared ahead in worker processes."""
    workers = config.data.workers
    loader = DataLoader(
        BatchSource(config, folder),
        batch_size=None,
        sampler=range(position, 2**40, stride),
        num_workers=workers,
        prefetch_factor=4 if workers else None,
        worker_init_fn=leave_stopping_to_the_trainer if workers else None,
    )
    return iter(loader)
