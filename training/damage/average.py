"""The mean of a run's checkpoints (Wortsman et al. 2022, arXiv 2203.05482): better on damage unlike what it was trained on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from ..checkpoint import load_checkpoint, save_checkpoint
from ..expected_error import ExpectedError


def average_checkpoints(checkpoints: Sequence[Path], target: Path) -> None:
    """Writes the last checkpoint with the mean of all averaged weights.

    Raises ExpectedError where they are of different networks or `target` is there already.
    """
    if target.exists():
        raise ExpectedError(f'{target} exists already, so nothing was written; name a new file last.')
    if len(checkpoints) < 2:
        raise ExpectedError('One checkpoint is its own mean; name two or more, and then the file for the mean.')
    states = [load_checkpoint(path) for path in checkpoints]
    shapes = [[tensor.shape for tensor in state['emas'][0]] for state in states]
    if any(other != shapes[0] for other in shapes):
        raise ExpectedError('The checkpoints hold different networks, so nothing was averaged; name those of one run.')
    means = [torch.stack(tensors).mean(0) for tensors in zip(*(state['emas'][0] for state in states), strict=True)]
    save_checkpoint(states[-1] | {'emas': [means]}, target)
