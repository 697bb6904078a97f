"""From a checkpoint to a prior that the application loads, whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from .expected_error import ExpectedError
from .export import export
from .half import halve
from .prior_manifest import FLOAT16_WEIGHTS, INT8_WEIGHTS, MANIFEST, WEIGHTS, require_prior_id, write_json
from .quantise import quantise

ROOT = Path(__file__).parents[1]
RECORD = ROOT / 'scripts' / 'record-prior.mjs'


def release(checkpoint: Path, folder: Path, data: Path, ema: int = 0) -> None:
    """Exports, makes the 8-bit and half-precision versions, completes the manifest, and says what it did.

    Everything is made and checked elsewhere first: where a check fails (ExpectedError), `folder` is as it was.
    """
    name = require_prior_id(folder)
    with tempfile.TemporaryDirectory() as place:
        draft = Path(place) / name
        draft.mkdir()
        if (folder / MANIFEST).exists():
            shutil.copy(folder / MANIFEST, draft)
        manifest = export(checkpoint, draft, data, ema)
        print(f'{WEIGHTS} answers as the checkpoint does and needs {manifest["haloPx"]} px of context.', flush=True)
        print(f'{INT8_WEIGHTS}, convolutions below the finest level in 8 bits:', flush=True)
        quantise(draft / WEIGHTS, draft / INT8_WEIGHTS, data)
        print(f'{FLOAT16_WEIGHTS}, in half precision:', flush=True)
        halve(draft / WEIGHTS, draft / FLOAT16_WEIGHTS, data)
        versions = {'int8Weights': {'file': INT8_WEIGHTS}, 'float16Weights': {'file': FLOAT16_WEIGHTS}}
        write_json(draft / MANIFEST, manifest | versions)
        record_prior(draft)
        _move_into(draft, folder)
    _tell(folder, manifest)


def record_prior(folder: Path) -> None:
    """Lets the application complete the manifest: checksums, and the processor's answer to the warm-up picture."""
    try:
        subprocess.run(['node', str(RECORD), str(folder.resolve())], cwd=ROOT, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ExpectedError(
            f'The manifest could not be completed ({error}), so nothing was released; run `npm ci` and see that node works.'
        ) from error


def _move_into(draft: Path, folder: Path) -> None:
    """Moves all files, the manifest last: until then the checksums of the former one refuse what is only half there."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(draft.iterdir(), key=lambda path: path.name == MANIFEST):
        shutil.move(path, folder / path.name)


def _tell(folder: Path, manifest: dict[str, Any]) -> None:
    print(f'{folder} holds {manifest["id"]}, version {manifest["version"]}, licence: {manifest["licence"]}.')
    if not (folder / manifest['card']).exists():
        print(f'It has no {manifest["card"]} yet; write one.')
