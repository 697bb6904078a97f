"""Command line of the training pipeline; see README.md."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from .damage.commands import add_damage_commands
from .data_commands import add_data_commands
from .expected_error import ExpectedError
from .model_commands import add_model_commands
from .run_commands import add_run_commands

# Threads that wait must not spin: on a shared machine that costs everybody a core. Read when torch is loaded.
os.environ.setdefault('OMP_WAIT_POLICY', 'passive')


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit status; expected failures end in one sentence."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except ExpectedError as error:
        print(f'error: {error}', file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog='python -m training', description=__doc__)
    commands = parser.add_subparsers(required=True)
    add_data_commands(commands)
    add_run_commands(commands)
    add_model_commands(commands)
    add_damage_commands(commands)
    return parser


if __name__ == '__main__':
    sys.exit(main())
