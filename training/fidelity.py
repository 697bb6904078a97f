"""How much quality another version of an exported prior (8-bit, half precision) loses, before it is kept."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .evaluate import Denoise, Floats, denoiser_of, mean_psnr, open_session
from .expected_error import ExpectedError, require
from .held_out import held_out_squares
from .weights_file import describe_weights

# From the weakest noise that repairs end with, over 15, 25 and 50 out of 255, to strong noise.
SIGMAS = (0.02, 0.118, 0.196, 0.392, 1.0)
SQUARES = 8
SIDE_PX = 128
LARGEST_LOSS_DB = 0.12


class FidelityRow(NamedTuple):
    """PSNR in dB against clean pictures at one noise level (in [-1, 1]); None where an answer was no number."""

    sigma: float
    exact_db: float | None
    version_db: float | None

    @property
    def loss_db(self) -> float:
        """What the version loses; infinite where either gives what is no number."""
        if self.exact_db is None or self.version_db is None:
            return math.inf
        return self.exact_db - self.version_db


def compare(exact: Denoise, version: Denoise, squares: list[Floats]) -> list[FidelityRow]:
    """A row for each of SIGMAS; `squares` are clean pictures [3, h, w] in [-1, 1]."""
    return [FidelityRow(sigma, mean_psnr(exact, squares, sigma), mean_psnr(version, squares, sigma)) for sigma in SIGMAS]


def fidelity_table(rows: Sequence[FidelityRow]) -> str:
    """The rows for a person."""
    lines = ['sigma   float, dB   version, dB   difference']
    for row in rows:
        exact, version = ('none' if value is None else f'{value:.3f}' for value in (row.exact_db, row.version_db))
        lines.append(f'{row.sigma:<5g} {exact:>11} {version:>13} {-row.loss_db:>+12.3f}')
    return '\n'.join(lines)


def write_version(model: Path, output: Path, data: Path, write: Callable[[Path], None]) -> dict[str, Any]:
    """Lets `write` make a version of `model`, prints how it compares and returns what a manifest says of it, and `largestLossDb`.

    `data` is a prepared data folder. Raises ExpectedError, and keeps no file, where the version loses more than LARGEST_LOSS_DB.
    """
    require(model, 'exported network')
    squares = held_out_squares(data, SQUARES, SIDE_PX)
    output.parent.mkdir(parents=True, exist_ok=True)
    partial = output.with_suffix('.partial.onnx')
    try:
        write(partial)
        exact, version = (denoiser_of(open_session(path, 1)) for path in (model, partial))
        rows = compare(exact, version, squares)
        print(fidelity_table(rows), flush=True)
        loss = max(row.loss_db for row in rows)
        if loss > LARGEST_LOSS_DB:
            raise ExpectedError(
                f'This version loses up to {loss:.2f} dB where {LARGEST_LOSS_DB} are allowed, so {output.name} was not written; '
                f'use {model.name} alone, or train on.'
            )
        os.replace(partial, output)
    finally:
        partial.unlink(missing_ok=True)
    return describe_weights(output) | {'largestLossDb': round(loss, 4)}
