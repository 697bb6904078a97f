"""Checkpoints: everything a run needs to go on exactly where it stood, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch

from .config import Config, config_from_dict
from .denoisers import AnyDenoiser, create_denoiser
from .expected_error import require

CHECKPOINT = 'checkpoint.pt'


def save_checkpoint(state: dict[str, Any], path: Path) -> None:
    """Writes beside the target, flushes to disk and renames: a crash leaves the previous checkpoint."""
    partial = path.with_suffix('.partial')
    with partial.open('wb') as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)


def load_checkpoint(path: Path) -> dict[str, Any]:
    """Reads a checkpoint to the CPU; refuses anything but tensors and plain values."""
    state: dict[str, Any] = torch.load(require(path, 'checkpoint'), map_location='cpu', weights_only=True)
    return state


def load_denoiser(path: Path, ema: int = 0) -> tuple[AnyDenoiser, Config, dict[str, Any]]:
    """The averaged weights of a checkpoint, ready for inference; `ema` picks among the run's averages."""
    state = load_checkpoint(path)
    config = config_from_dict(state['config'])
    denoiser = create_denoiser(config.network).eval().requires_grad_(False)
    for parameter, tensor in zip(denoiser.parameters(), state['emas'][ema], strict=True):
        parameter.data.copy_(tensor)
    return denoiser, config, state
