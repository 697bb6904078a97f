"""Writes a checkpoint's averaged weights as an ONNX file that the application loads, with its manifest."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch

from .checkpoint import load_denoiser
from .config import Config
from .denoisers import AnyDenoiser
from .network import SIGMA_DATA
from .weights_file import describe_weights

OPSET = 17
WEIGHTS = 'prior.onnx'
KEPT_SUFFIX = '.npz'
MANIFEST = 'manifest.json'
TOLERANCE = 1e-4


def export(checkpoint: Path, folder: Path, ema: int = 0) -> dict[str, Any]:
    """Writes prior.onnx and manifest.json and returns the manifest; refuses weights whose export differs."""
    denoiser, config, state = load_denoiser(checkpoint, ema)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / WEIGHTS
    write_onnx(denoiser, path)
    difference = largest_difference(denoiser, path)
    if difference > TOLERANCE:
        raise RuntimeError(f'{path} differs from the checkpoint by {difference:.1e}; it is not fit for use.')
    manifest = _manifest(path, config, state, ema) | {'largestDifferenceToCheckpoint': difference}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + '\n', encoding='utf-8')
    return manifest


def write_onnx(denoiser: AnyDenoiser, path: Path) -> None:
    """Fully convolutional graph: batch, height and width stay free."""
    # Contiguous weights and inputs: the exporter records the layout it sees.
    denoiser = denoiser.to(memory_format=torch.contiguous_format)
    x = torch.zeros(1, 3, 64, 64)
    sigma = torch.ones(1, 1, 64, 64) if denoiser.takes_sigma_map else torch.ones(1)
    free = {0: 'n', 2: 'h', 3: 'w'}
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', DeprecationWarning)
        # The tracing exporter gives the smaller graph here: the other one computes every size at run time.
        torch.onnx.export(
            denoiser,
            (x, sigma),
            path,
            dynamo=False,
            opset_version=OPSET,
            input_names=['x', 'sigma'],
            output_names=['x0'],
            dynamic_axes={'x': free, 'sigma': free if denoiser.takes_sigma_map else {0: 'n'}, 'x0': free},
        )
    onnx.checker.check_model(onnx.load(path), full_check=True)


def read_weights(path: Path) -> dict[str, torch.Tensor]:
    """The weights inside an exported file or one that `keep` wrote, by the names of the network's parameters."""
    if path.suffix == KEPT_SUFFIX:
        with np.load(path) as kept:
            return {name: torch.from_numpy(kept[name].astype(np.float32)) for name in kept.files}
    initializers = onnx.load(path).graph.initializer
    # The exporter's own constants have names with colons.
    named = [i for i in initializers if ':' not in i.name]
    return {i.name: torch.from_numpy(onnx.numpy_helper.to_array(i).copy()) for i in named}


def keep(checkpoint: Path, target: Path, ema: int = 0) -> None:
    """Writes a run's averaged weights in half precision: small enough to be kept, good enough to go on from."""
    if target.suffix != KEPT_SUFFIX:
        raise ValueError(f'Kept weights end in {KEPT_SUFFIX}; write to {target.with_suffix(KEPT_SUFFIX)}.')
    denoiser, _, _ = load_denoiser(checkpoint, ema)
    arrays = {name: tensor.numpy().astype(np.float16) for name, tensor in denoiser.state_dict().items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, **arrays)


def largest_difference(denoiser: AnyDenoiser, path: Path) -> float:
    """Largest absolute difference between PyTorch and ONNX Runtime over levels, maps, sizes and batches."""
    session = onnxruntime.InferenceSession(path, providers=['CPUExecutionProvider'])
    generator = torch.Generator().manual_seed(0)
    worst = 0.0
    for batch, height, width, level in ((1, 64, 64, 0.02), (2, 48, 80, 0.3), (1, 128, 64, 5.0)):
        sigma = torch.full((batch, 1, height, width), level)
        if denoiser.takes_sigma_map:
            sigma[:, :, : height // 2, : width // 3] *= 3
        clean = torch.rand((batch, 3, height, width), generator=generator) * 2 - 1
        x = clean + sigma * torch.randn(clean.shape, generator=generator)
        with torch.inference_mode():
            expected = denoiser(x, sigma).numpy()
        (actual,) = session.run(None, {'x': x.numpy(), 'sigma': (sigma if denoiser.takes_sigma_map else sigma[:, 0, 0, 0]).numpy()})
        worst = max(worst, float(np.abs(actual - expected).max()))
    return worst


def _manifest(path: Path, config: Config, state: dict[str, Any], ema: int) -> dict[str, Any]:
    return {
        **describe_weights(path),
        'opset': OPSET,
        'inputs': {'x': ['n', 3, 'h', 'w'], 'sigma': ['n'] if config.network.embedding else ['n', 1, 'h', 'w']},
        'output': 'x0',
        'takesSigmaMap': config.network.embedding == 0,
        'sizeMultiple': config.network.size_multiple,
        'sigmaRange': {'min': config.sigma.minimum, 'max': config.sigma.maximum},
        'sigmaData': SIGMA_DATA,
        'parameters': sum(tensor.numel() for tensor in state['emas'][ema]),
        'network': config.to_dict()['network'],
        'training': {
            'run': config.name,
            'steps': state['step'],
            'patches': round(state['patches']),
            'hours': round(state['hours'], 2),
            'emaStd': config.optimiser.ema_stds[ema],
            'dataSha256': state['data'],
        },
    }
