"""Clean squares that the network lately took for damaged ones, to be shown again."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


class HardQueue:
    """A ring of clean planes [3, s, s], kept in half precision; it starts empty and is no part of a checkpoint."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._squares: list[Tensor] = []
        self._next = 0

    def __len__(self) -> int:
        return len(self._squares)

    @torch.no_grad()
    def learn(self, planes: Tensor, probabilities: Tensor, keep: int) -> None:
        """Takes in the `keep` of n clean squares whose worst percent of pixels [n, s, s] looks most damaged."""
        flat = probabilities.flatten(1)
        worst = flat.topk(max(1, flat.shape[1] // 100), dim=1).values.mean(1)
        for index in worst.topk(min(keep, len(worst))).indices.tolist():
            square = planes[index].to(torch.bfloat16)
            if len(self._squares) < self._capacity:
                self._squares.append(square)
            else:
                self._squares[self._next] = square
            self._next = (self._next + 1) % self._capacity

    def draw(self, count: int, random: np.random.Generator) -> Tensor:
        """Planes [count, 3, s, s], each in one of the square's eight positions."""
        drawn = []
        for index in random.integers(len(self._squares), size=count):
            square = self._squares[index].float().rot90(int(random.integers(4)), (1, 2))
            drawn.append(square.flip(2) if random.random() < 0.5 else square)
        return torch.stack(drawn)
