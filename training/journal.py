"""What a run writes down for people, in its folder: nothing that goes wrong here ends the run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from .expected_error import ExpectedError
from .run_log import TRAINING_LOG, VALIDATION_LOG, append_row, drop_rows_after, last_step

Row = dict[str, float | int]


class Journal:
    """The logs of a run's folder and, by `draw_plot`, the picture of them."""

    def __init__(self, run: Path, draw_plot: Callable[[Path], None]) -> None:
        self._run, self._draw_plot = run, draw_plot

    def go_back_to(self, step: int) -> None:
        """Forgets what was written after the checkpoint of this step, so that a resumed run has each step once."""
        for name in (TRAINING_LOG, VALIDATION_LOG):
            self._attempt(name, lambda name=name: drop_rows_after(self._run / name, step))

    def is_validated(self, step: int) -> bool:
        """Whether the last validation was of this step."""
        return bool(self._attempt(VALIDATION_LOG, lambda: last_step(self._run / VALIDATION_LOG) == step))

    def log(self, row: Row) -> None:
        """Adds a row to the log of the training."""
        self._attempt(TRAINING_LOG, lambda: append_row(self._run / TRAINING_LOG, row))

    def log_validation(self, row: Row) -> None:
        """Adds a row to the validations and redraws the plot."""
        self._attempt(VALIDATION_LOG, lambda: append_row(self._run / VALIDATION_LOG, row))
        if (self._run / TRAINING_LOG).exists():
            self._attempt('the plot', lambda: self._draw_plot(self._run))

    def keep(self, save: Callable[[], None]) -> None:
        """Saves a checkpoint on the way, where a later one may still succeed."""
        try:
            save()
        except ExpectedError as error:
            print(f'{error} Training goes on meanwhile.', file=sys.stderr, flush=True)

    def _attempt(self, what: str, action: Callable[[], object]) -> object:
        try:
            return action()
        # Whatever it is: hours of training are worth more than a row or a picture of them.
        except Exception as error:
            print(
                f'{what} of {self._run} could not be kept up to date ({type(error).__name__}: {error}), so it lacks '
                'something; training goes on, look after the disk and the file.',
                file=sys.stderr,
                flush=True,
            )
            return None
