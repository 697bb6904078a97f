"""Weights outside of checkpoints, to start another run from: inside an exported .onnx, or an .npz in half precision."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import onnx
import torch
from google.protobuf.message import DecodeError
from torch import Tensor

from .checkpoint import load_denoiser
from .denoisers import AnyDenoiser
from .expected_error import ExpectedError, require

KEPT_SUFFIX = '.npz'


class StartWeights(NamedTuple):
    """Float32 tensors by the names of a network's parameters, and the SHA-256 of the file that they come from."""

    weights: dict[str, Tensor]
    sha256: str


def read_start(path: Path) -> StartWeights:
    """The weights of a file as `read_weights` has them, and which file it was."""
    weights = read_weights(path)
    return StartWeights(weights, hashlib.sha256(path.read_bytes()).hexdigest())


def read_weights(path: Path) -> dict[str, Tensor]:
    """The weights inside an exported file or one that `keep` wrote, float32, by the names of the network's parameters."""
    require(path, 'file of weights')
    try:
        if path.suffix == KEPT_SUFFIX:
            with np.load(path) as kept:
                return {name: torch.from_numpy(kept[name].astype(np.float32)) for name in kept.files}
        initializers = onnx.load(path).graph.initializer
    # What protobuf and zipfile say of something else.
    except (DecodeError, BadZipFile, ValueError) as error:
        raise ExpectedError(
            f'{path} is neither an exported .onnx nor a kept {KEPT_SUFFIX}, so nothing was done with it; '
            'make one of a checkpoint with `export` or `keep`.'
        ) from error
    # The exporter's own constants have names with colons.
    named = [i for i in initializers if ':' not in i.name]
    return {i.name: torch.from_numpy(onnx.numpy_helper.to_array(i).copy()) for i in named}


def load_into(denoiser: AnyDenoiser, weights: dict[str, Tensor]) -> None:
    """Gives the network these weights; raises ExpectedError where they are those of another shape."""
    wanted = {name: tensor.shape for name, tensor in denoiser.state_dict().items()}
    if {name: tensor.shape for name, tensor in weights.items()} != wanted:
        raise ExpectedError(
            'The weights are those of a network of another shape than the configuration has, so nothing was done with them; '
            'name the configuration they were trained with, or make weights that fit with `graft`.'
        )
    denoiser.load_state_dict(weights)


def keep(checkpoint: Path, target: Path, ema: int = 0) -> None:
    """Writes a run's averaged weights in half precision: small enough to be kept, good enough to go on from."""
    if target.suffix != KEPT_SUFFIX:
        raise ExpectedError(f'Kept weights end in {KEPT_SUFFIX}, so nothing was written; write to {target.with_suffix(KEPT_SUFFIX)}.')
    denoiser, _, _ = load_denoiser(checkpoint, ema)
    arrays = {name: tensor.numpy().astype(np.float16) for name, tensor in denoiser.state_dict().items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, **arrays)
