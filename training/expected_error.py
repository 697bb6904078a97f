"""Failures that a person can mend: they end a command in one sentence, everything else in a traceback."""

from __future__ import annotations

from pathlib import Path


class ExpectedError(Exception):
    """Its message is one sentence: what happened, what was done about it, what to do."""


def require(path: Path, what: str) -> Path:
    """`path`, where something is there; raises ExpectedError, which calls it `what`, where nothing is."""
    if not path.exists():
        raise ExpectedError(f'There is no {what} at {path}, so nothing was done; name one that exists.')
    return path
