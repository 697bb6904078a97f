"""What the application has to know about a prior: its manifest.json, but for the checksums, which it fills in itself.

Its format is that of src-main/inference/prior-manifest.ts, which refuses what it does not know; `node scripts/record-prior.mjs
FOLDER` measures the files and lets the processor answer the warm-up picture.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from .config import Config
from .expected_error import ExpectedError
from .network import SIGMA_DATA

MANIFEST = 'manifest.json'
WEIGHTS = 'denoiser.onnx'
INT8_WEIGHTS = 'denoiser-int8.onnx'
FLOAT16_WEIGHTS = 'denoiser-float16.onnx'

# What a person decides about a prior: kept from release to release.
CHOSEN = ('name', 'version', 'licence', 'card')
UNSTATED = 'unstated'
ID = re.compile(r'[a-z0-9][a-z0-9-]{0,63}')
# Of the levels that training draws (in [-1, 1]) the application asks for these: below them noise is weaker than about one step of 8 bits,
# and above them lies one in a hundred of the log-normal law's, too few to learn from.
ASKED_SIGMAS = (0.01, 5.0)
WARM_UP_SIDE_PX = 64
WARM_UP_SIGMA = 0.15


def require_prior_id(folder: Path) -> str:
    """The folder's name, which is the prior's id; raises ExpectedError where the application would not take it."""
    name = folder.resolve().name
    if ID.fullmatch(name) is None:
        raise ExpectedError(
            f'{name!r} cannot be the id of a prior, so nothing was written; name a folder of lower case words joined by -, '
            'at most 64 characters.'
        )
    return name


def describe_prior(folder: Path, config: Config, halo_px: int, halo_criterion: str) -> dict[str, Any]:
    """The manifest of a network of `config` in `folder` whose answers need `halo_px` of context, without checksums.

    Name, version, licence and card are those of the manifest that is there.
    """
    return {
        'formatVersion': 1,
        'id': require_prior_id(folder),
        **_chosen(folder, config.name),
        'weights': {'file': WEIGHTS, 'precision': 'float32'},
        'adapter': {
            'kind': 'edm',
            'sigmaInput': _sigma_input(config),
            'sigmaData': SIGMA_DATA,
            'inputs': {'image': 'x', 'sigma': 'sigma'},
            'output': 'x0',
        },
        'sigmaRange': {
            'min': max(ASKED_SIGMAS[0], config.sigma.minimum),
            'max': min(ASKED_SIGMAS[1], config.sigma.maximum),
        },
        'sizeMultiple': config.network.size_multiple,
        'haloPx': halo_px,
        'haloCriterion': halo_criterion,
        'warmUp': {'file': 'warm-up.f32', 'height': WARM_UP_SIDE_PX, 'width': WARM_UP_SIDE_PX, 'sigma': WARM_UP_SIGMA},
    }


def write_json(path: Path, contents: dict[str, Any]) -> None:
    """Writes it for people and programs."""
    path.write_text(json.dumps(contents, indent=2) + '\n', encoding='utf-8')


def _chosen(folder: Path, run: str) -> dict[str, str]:
    chosen = {'name': run, 'version': '1.0.0', 'licence': UNSTATED, 'card': 'MODEL_CARD.md'}
    manifest = folder / MANIFEST
    former = json.loads(manifest.read_text(encoding='utf-8')) if manifest.exists() else {}
    return chosen | {key: former[key] for key in CHOSEN if key in former}


def _sigma_input(config: Config) -> str:
    """How the network is told the noise; a map with one level throughout is all that some have seen."""
    if config.network.embedding:
        return 'scalar'
    return 'map' if config.sigma.map_fraction else 'uniform-map'
