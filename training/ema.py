"""Power-function averages of the weights (Karras et al. 2023, arXiv 2312.02696, section 3.1).

Their width is a share of the training so far, so they need no tuning to the length of a run.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn


def power_exponent(relative_std: float) -> float:
    """gamma of the average whose profile has this standard deviation relative to the training time (equation 126)."""
    t = relative_std**-2
    return float(np.roots([1, 7, 16 - t, 12 - t]).real.max())


class PowerEma:
    """One running average of a module's parameters; `tensors` is part of a checkpoint."""

    def __init__(self, module: nn.Module, relative_std: float) -> None:
        self._exponent = power_exponent(relative_std) + 1
        self._sources = list(module.parameters())
        self.tensors = [p.detach().clone() for p in self._sources]

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Takes in the weights after the step with number `step`, counted from 1."""
        weight = 1 - (1 - 1 / step) ** self._exponent
        torch._foreach_lerp_(self.tensors, self._sources, weight)  # one call for all tensors

    @torch.no_grad()
    def load(self, tensors: list[Tensor]) -> None:
        torch._foreach_copy_(self.tensors, tensors)

    @torch.no_grad()
    def copy_to(self, module: nn.Module) -> None:
        """Writes the average into another module of the same shape."""
        for parameter, tensor in zip(module.parameters(), self.tensors, strict=True):
            parameter.copy_(tensor)
