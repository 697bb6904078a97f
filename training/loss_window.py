"""Sums of what was measured since the last row of the log."""

from __future__ import annotations


class LossWindow:
    """Losses and patches (of 64 x 64) of the steps that were added."""

    def __init__(self) -> None:
        self.count, self.patches = 0, 0.0
        self._sums = [0.0, 0.0]

    def add(self, weighted: float, edm: float, patches: float) -> None:
        """Takes in one step."""
        self.count += 1
        self.patches += patches
        self._sums = [a + b for a, b in zip(self._sums, (weighted, edm), strict=True)]

    def means(self) -> dict[str, float]:
        """The mean losses, by the names of their columns."""
        names = ('loss', 'edm_loss')
        return {name: total / max(self.count, 1) for name, total in zip(names, self._sums)}
