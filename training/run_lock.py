"""One trainer a run: two that wrote into one folder would leave a checkpoint that is neither's."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .expected_error import ExpectedError

LOCK = 'lock'


@contextmanager
def hold_run(run: Path, leads: bool = True) -> Iterator[None]:
    """Holds the folder of a run for the process that leads its team, which alone writes there; raises ExpectedError where another does.

    The system lets go of it when a process ends, however.
    """
    if not leads:
        yield
        return
    with (run / LOCK).open('a') as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ExpectedError(f'{run} is being trained already, so nothing was started; stop that trainer first or wait for it.') from error
        yield
