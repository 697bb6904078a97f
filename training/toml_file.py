"""TOML files that people write."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from .expected_error import ExpectedError, require


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a file; raises ExpectedError where it is missing or no TOML."""
    try:
        return tomllib.loads(require(path, 'configuration').read_text(encoding='utf-8'))
    except tomllib.TOMLDecodeError as error:
        raise ExpectedError(f'{path} is not valid TOML ({error}), so nothing was done; mend that place.') from error
