"""From a checkpoint to a prior that the application loads."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from .expected_error import ExpectedError
from .export import export_into
from .half import halve
from .prior_draft import draft_of
from .prior_manifest import FLOAT16_WEIGHTS, INT8_WEIGHTS, MANIFEST, UNSTATED, WEIGHTS, write_json
from .quantise import quantise

ROOT = Path(__file__).parents[1]
RECORD = ROOT / 'scripts' / 'record-prior.mjs'


def release(checkpoint: Path, folder: Path, data: Path, ema: int = 0) -> None:
    """Exports, makes the 8-bit and half-precision versions, completes the manifest, and says what it did.

    Everything is made and checked elsewhere first: where a check fails (ExpectedError), `folder` is as it was.
    """
    with draft_of(folder) as draft:
        manifest = export_into(draft, checkpoint, data, ema)
        print(f'{WEIGHTS} answers as the checkpoint does and needs {manifest["haloPx"]} px of context.', flush=True)
        print(f'{INT8_WEIGHTS}, convolutions below the finest level in 8 bits:', flush=True)
        quantise(draft / WEIGHTS, draft / INT8_WEIGHTS, data)
        print(f'{FLOAT16_WEIGHTS}, in half precision:', flush=True)
        halve(draft / WEIGHTS, draft / FLOAT16_WEIGHTS, data)
        versions = {'int8Weights': {'file': INT8_WEIGHTS}, 'float16Weights': {'file': FLOAT16_WEIGHTS}}
        write_json(draft / MANIFEST, manifest | versions)
        record_prior(draft)
    _tell(folder, manifest)


def record_prior(folder: Path) -> None:
    """Lets the application complete the manifest: checksums, and the processor's answer to the warm-up picture."""
    try:
        subprocess.run(['node', str(RECORD), str(folder.resolve())], cwd=ROOT, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ExpectedError(
            f'The manifest could not be completed ({error}), so nothing was released; run `npm ci` and see that node works.'
        ) from error


def _tell(folder: Path, manifest: dict[str, Any]) -> None:
    print(f'{folder} holds {manifest["id"]}, version {manifest["version"]}, licence: {manifest["licence"]}.')
    if manifest['licence'] == UNSTATED:
        print(f'Its licence is unstated: write name, version and licence into its {MANIFEST}.')
    if not (folder / manifest['card']).exists():
        print(f'It has no {manifest["card"]} yet; write one.')
