"""Checkpoints: everything a run needs to go on exactly where it stood, written whole or not at all."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import torch

from .config import Config, config_from_dict
from .denoisers import AnyDenoiser, create_denoiser
from .expected_error import ExpectedError, require

CHECKPOINT = 'checkpoint.pt'


def save_checkpoint(state: dict[str, Any], path: Path) -> None:
    """Writes beside the target, flushes to disk and renames; a crash, or a failure (ExpectedError), leaves the previous checkpoint."""
    partial = path.with_suffix('.partial')
    try:
        with partial.open('wb') as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ExpectedError(
            f'{path} could not be written ({error}), so the former one, if there is one, was left; look after the disk.'
        ) from error


def load_checkpoint(path: Path) -> dict[str, Any]:
    """Reads a checkpoint to the CPU; refuses anything but tensors and plain values."""
    try:
        state: dict[str, Any] = torch.load(require(path, 'checkpoint'), map_location='cpu', weights_only=True)
    # What torch says of a file that is cut off or something else: a RuntimeError or its own kinds.
    except (RuntimeError, EOFError, pickle.UnpicklingError) as error:
        raise ExpectedError(f'{path} is not a whole checkpoint, so nothing was done with it; take another.') from error
    return state


def load_denoiser(path: Path, ema: int = 0) -> tuple[AnyDenoiser, Config, dict[str, Any]]:
    """The averaged weights of a checkpoint, ready for inference; `ema` picks among the run's averages."""
    state = load_checkpoint(path)
    config = config_from_dict(state['config'])
    if not 0 <= ema < len(state['emas']):
        raise ExpectedError(
            f'{path} has no average {ema}, so nothing was done; it has {len(state["emas"])}, counted from 0.'
        )
    denoiser = create_denoiser(config.network).eval().requires_grad_(False)
    for parameter, tensor in zip(denoiser.parameters(), state['emas'][ema], strict=True):
        parameter.data.copy_(tensor)
    return denoiser, config, state
