"""The learning rate over a run: linear warm-up, constant, linear decay to zero at the end of the budget.

A constant rate lets training go on for days; a decay is added whenever weights are to be released.
"""

from __future__ import annotations

import dataclasses

from .config import OptimiserConfig, ScheduleConfig
from .expected_error import ExpectedError


@dataclasses.dataclass
class Budget:
    """Where a run stands and ends, in hours of training or in steps; part of a checkpoint."""

    total: float
    decay_start: float
    in_steps: bool

    @classmethod
    def from_config(cls, config: ScheduleConfig) -> Budget:
        total = float(config.steps) if config.steps else config.hours
        return cls(total, total * (1 - config.decay_fraction), config.steps > 0)

    def spent(self, step: int, hours: float) -> float:
        """How much is used up, in the budget's own unit."""
        return float(step) if self.in_steps else hours

    def is_over(self, step: int, hours: float) -> bool:
        return self.spent(step, hours) >= self.total

    def decay_now(self, step: int, hours: float, amount: float) -> None:
        """Lets the rate fall from what it is here to zero, `amount` (hours or steps) later; where it is zero there is no way down."""
        share = self.share(step, hours)
        if share <= 0:
            raise ExpectedError(
                'The rate of this run has come down to zero already, so nothing was trained; '
                'start another run from its weights with `train --weights`.'
            )
        self.total = self.spent(step, hours) + amount
        # A line through where the rate stands now, which may be on its way down.
        self.decay_start = self.total - amount / share

    def share(self, step: int, hours: float) -> float:
        """What share of the highest rate the decay leaves, in [0, 1]."""
        length = self.total - self.decay_start
        left = (self.total - self.spent(step, hours)) / length if length > 0 else 1.0
        return min(1.0, max(0.0, left))


def learning_rate(
    config: OptimiserConfig, schedule: ScheduleConfig, budget: Budget, step: int, hours: float
) -> float:
    """The rate of the step with number `step` (from 0)."""
    warmup = min(1.0, (step + 1) / max(1, schedule.warmup_steps))
    return config.learning_rate * warmup * budget.share(step, hours)
