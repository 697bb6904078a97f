"""Writes a damage network as the ONNX file that the application loads."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch

from ..expected_error import ExpectedError
from ..onnx_file import OPSET, TOLERANCE
from ..weights_file import describe_weights
from .network import OUTPUTS, DamageNetwork
from .planes import OVERSHOOT, PLANES, SMALLEST_RANGE
from .trainer import load_damage_network

WEIGHTS = 'damage.onnx'
MANIFEST = 'manifest.json'
# How far from the border of a tile its answers depend on what lies beyond it; `damage-evaluate --context` measures it.
HALO_PX = 96


def write_onnx(network: DamageNetwork, path: Path) -> None:
    """`planes` [n, 3, h, w] to `logits` [n, 6, h, w]; batch, height and width stay free."""
    network = network.to(memory_format=torch.contiguous_format).eval()
    free = {0: 'n', 2: 'h', 3: 'w'}
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', DeprecationWarning)
        # The tracing exporter gives the smaller graph: the other one computes every size at run time.
        torch.onnx.export(
            network,
            (torch.zeros(1, PLANES, 64, 64),),
            path,
            dynamo=False,
            opset_version=OPSET,
            input_names=['planes'],
            output_names=['logits'],
            dynamic_axes={'planes': free, 'logits': free},
        )
    onnx.checker.check_model(onnx.load(path), full_check=True)


def largest_difference(network: DamageNetwork, path: Path) -> float:
    """Largest absolute difference of the probabilities between PyTorch and ONNX Runtime over several sizes."""
    session = onnxruntime.InferenceSession(path, providers=['CPUExecutionProvider'])
    generator = torch.Generator().manual_seed(0)
    worst = 0.0
    for batch, height, width in ((1, 64, 64), (2, 48, 80), (1, 160, 128)):
        planes = torch.rand((batch, PLANES, height, width), generator=generator) * 2 - 1
        with torch.inference_mode():
            expected = network(planes).sigmoid().numpy()
        (actual,) = session.run(None, {'planes': planes.numpy()})
        worst = max(worst, float(np.abs(1 / (1 + np.exp(-actual)) - expected).max()))
    return worst


def export_checkpoint(checkpoint: Path, folder: Path) -> dict[str, Any]:
    """Exports the averaged weights of a run and writes down which run it was."""
    network, config, state = load_damage_network(checkpoint)
    run = {
        'run': config.name,
        'steps': state['step'],
        'squares': state['squares'],
        'hours': round(state['hours'], 2),
        'dataSha256': state['data'],
    }
    facts = {
        'formatVersion': 1,
        'kind': 'damage-detector',
        'id': folder.name,
        'sizeMultiple': config.network.size_multiple,
        'haloPx': HALO_PX,
        'parameters': sum(parameter.numel() for parameter in network.parameters()),
        'network': config.to_dict()['network'],
        'training': run,
    }
    return export_damage(network, folder, facts)


def export_damage(network: DamageNetwork, folder: Path, facts: dict[str, Any]) -> dict[str, Any]:
    """Writes damage.onnx and manifest.json with `facts` added; refuses weights whose export differs."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / WEIGHTS
    write_onnx(network, path)
    difference = largest_difference(network, path)
    if difference > TOLERANCE:
        path.unlink()
        raise ExpectedError(
            f'As ONNX the network answers otherwise by up to {difference:.1e}, so {path} was removed; '
            'check the versions of torch, onnx and onnxruntime.'
        )
    manifest = facts | {
        'weights': describe_weights(path) | {'precision': 'float32'},
        'opset': OPSET,
        'input': 'planes',
        'output': 'logits',
        'outputs': list(OUTPUTS),
        'planes': {'smallestRange': SMALLEST_RANGE, 'overshoot': OVERSHOOT},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + '\n', encoding='utf-8')
    return manifest
