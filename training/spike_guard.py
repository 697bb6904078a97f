"""Tells gradients that would undo more than they teach from usual ones."""

from __future__ import annotations

import math
import statistics
from collections import deque
from collections.abc import Iterable

NORM_MEMORY = 101
FEWEST_NORMS = 10


class SpikeGuard:
    """Remembers the norms of the last gradients; `norms` is part of a checkpoint."""

    def __init__(self, skip_factor: float) -> None:
        self._skip_factor = skip_factor
        self.norms: deque[float] = deque(maxlen=NORM_MEMORY)

    def is_spike(self, norm: float) -> bool:
        """Whether a step with this gradient is to be skipped: not finite, or far above what is usual. Remembers it."""
        usual = statistics.median(self.norms) if len(self.norms) >= FEWEST_NORMS else math.inf
        self.norms.append(norm if math.isfinite(norm) else math.inf)
        return not math.isfinite(norm) or norm > self._skip_factor * usual

    def restore(self, norms: Iterable[float]) -> None:
        """Takes over the norms of a checkpoint."""
        self.norms.extend(norms)
