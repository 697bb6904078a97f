"""The learning rate over a run: linear warm-up, constant, linear decay to zero at the end of the budget.

A constant rate lets training go on for days; a decay is added whenever weights are to be released.
"""

from __future__ import annotations

import dataclasses

from .config import OptimiserConfig, ScheduleConfig


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
        """Starts the decay here, to end `amount` (hours or steps) later."""
        self.decay_start = self.spent(step, hours)
        self.total = self.decay_start + amount


def learning_rate(
    config: OptimiserConfig, schedule: ScheduleConfig, budget: Budget, step: int, hours: float
) -> float:
    """The rate of the step with number `step` (from 0)."""
    warmup = min(1.0, (step + 1) / max(1, schedule.warmup_steps))
    length = budget.total - budget.decay_start
    left = (budget.total - budget.spent(step, hours)) / length if length > 0 else 1.0
    return config.learning_rate * warmup * min(1.0, max(0.0, left))
