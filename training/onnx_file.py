"""A denoiser as an ONNX file, checked against PyTorch."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from .denoisers import AnyDenoiser
from .expected_error import ExpectedError

OPSET = 17
# In the picture's range of [-1, 1].
TOLERANCE = 1e-4


def write_checked(denoiser: AnyDenoiser, path: Path) -> float:
    """Writes the file and returns its largest difference to PyTorch; above TOLERANCE raises ExpectedError and writes nothing."""
    partial = path.with_suffix('.partial.onnx')
    try:
        write_onnx(denoiser, partial)
        difference = largest_difference(denoiser, partial)
        if difference > TOLERANCE:
            raise ExpectedError(
                f'As ONNX the network answers otherwise by up to {difference:.1e}, so {path.name} was not written; '
                'check the versions of torch, onnx and onnxruntime.'
            )
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    return difference


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


def largest_difference(denoiser: AnyDenoiser, path: Path) -> float:
    """Largest absolute difference between PyTorch and ONNX Runtime over levels, maps, sizes and batches.

    Infinite where only one of them gives no number; where neither does they agree.
    """
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
        agree = np.isfinite(actual) == np.isfinite(expected)
        difference = np.where(agree, np.nan_to_num(np.abs(actual - expected)), np.inf)
        worst = max(worst, float(difference.max()))
    return worst
