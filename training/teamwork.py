"""Several processes that train one network together: each takes its own batches, gradients are averaged every step.

Threads of one process wait for each other at every layer, processes once a step. On a computer that has other work as
well this makes the difference.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterable
from datetime import timedelta

import torch
from torch import distributed
from torch.nn import Parameter


class Team:
    """This process's place among `size` ones; alone unless the environment says otherwise (as torchrun sets it)."""

    def __init__(self) -> None:
        self.size = int(os.environ.get('WORLD_SIZE', '1'))
        self.rank = int(os.environ.get('RANK', '0'))
        if self.size > 1 and not distributed.is_initialized():
            # One that is paused keeps the others waiting, for as long as it takes.
            distributed.init_process_group('gloo', timeout=timedelta(days=30))
            # Threads that still wait when the interpreter ends bring the process down.
            atexit.register(distributed.destroy_process_group)

    @property
    def leads(self) -> bool:
        """Whether this process is the one that writes things down."""
        return self.rank == 0

    @torch.no_grad()
    def average(self, parameters: Iterable[Parameter], numbers: list[float]) -> list[float]:
        """Averages the gradients in place, and `numbers` with them; the same result in every process."""
        if self.size == 1:
            return numbers
        gradients = [p.grad for p in parameters if p.grad is not None]
        parts = [g.contiguous().flatten() for g in gradients]
        together = torch.cat([*parts, torch.tensor(numbers, dtype=torch.float32, device=gradients[0].device)])
        distributed.all_reduce(together)
        together /= self.size
        start = 0
        for gradient in gradients:
            count = gradient.numel()
            gradient.copy_(together[start : start + count].view(gradient.shape))
            start += count
        return together[start:].tolist()
