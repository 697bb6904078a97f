"""What the commands of `python -m training` have in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

PACKAGE = Path('training')


def add_command(
    commands: Any, name: str, function: Callable[[argparse.Namespace], None], text: str, needs_data: bool = True
) -> argparse.ArgumentParser:
    """Adds a command that calls `function` and, where it needs the prepared pictures, can be told where they are."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text)
    if needs_data:
        parser.add_argument('--data', type=Path, default=PACKAGE / 'data', help='folder of the prepared pictures')
    parser.set_defaults(command=function)
    return parser
