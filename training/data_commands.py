"""The commands of `python -m training` that pack pictures and take some out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .command import PACKAGE, add_command


def add_data_commands(commands: Any) -> None:
    """Adds them to the parser's commands; what is heavy is loaded when a command runs."""
    prepare = add_command(commands, 'prepare', _prepare, 'pack the training pictures')
    prepare.add_argument('--sources', type=Path, default=PACKAGE / 'configs' / 'sources.toml')

    held_out = add_command(commands, 'held-out', _held_out, 'write photographs that no run since photo-unet-s1 has seen, to choose settings on')
    held_out.add_argument('folder', type=Path)
    held_out.add_argument('--count', type=int, default=24)


def _prepare(options: argparse.Namespace) -> None:
    from .prepare import prepare

    prepare(options.sources, options.data)


def _held_out(options: argparse.Namespace) -> None:
    from .held_out import write_held_out

    for path in write_held_out(options.data, options.folder, options.count):
        print(path)
