"""Another shape for a trained network: levels and blocks that both have keep their weights, new ones begin by adding nothing.

So the new network starts nearly as good as the old one: exactly as good where nothing was taken away.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .checkpoint import load_denoiser
from .config import NetworkConfig, load_config
from .denoisers import create_denoiser
from .expected_error import ExpectedError
from .start_weights import load_into, read_weights

# The kernel that ends a block's branch, and its bias; a new level ends with the convolution on its way up.
ENDINGS = ('.second.weight', '.second.bias')
PLACE = re.compile(r'^net\.(encoder|decoder|down|up)\.(\d+)\.(.*)$')


def graft(source: Path, config: Path, target: Path, source_config: Path | None = None) -> list[str]:
    """Writes the weights that a run of `config` can start from; returns the names of what is new.

    `source` is a checkpoint, whose averages are taken, or the .onnx or .npz of a network of `source_config`. Raises
    ExpectedError where the two networks differ in more than their levels and blocks.
    """
    former, former_shape = _read_source(source, source_config)
    options = load_config(config)
    torch.manual_seed(options.seed)
    weights, new = grafted(former, former_shape, options.network)
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, **{name: tensor.numpy() for name, tensor in weights.items()})
    return new


def _read_source(source: Path, config: Path | None) -> tuple[dict[str, Tensor], NetworkConfig]:
    """Weights and the shape that they are of."""
    if source.suffix == '.pt':
        if config is not None:
            raise ExpectedError(f'{source} knows its own configuration, so nothing was written; leave out --source-config.')
        denoiser, known, _ = load_denoiser(source)
        return denoiser.state_dict(), known.network
    if config is None:
        raise ExpectedError(f'{source} does not say what shape its network has, so nothing was written; add --source-config.')
    shape = load_config(config).network
    denoiser = create_denoiser(shape)
    load_into(denoiser, read_weights(source))
    return denoiser.state_dict(), shape


def grafted(
    source: dict[str, Tensor], source_shape: NetworkConfig, target_shape: NetworkConfig
) -> tuple[dict[str, Tensor], list[str]]:
    """The weights of a network of `target_shape`, and the names of those that `source` has nothing for."""
    if _kind(source_shape) != _kind(target_shape):
        raise ExpectedError(
            'Only a network of the same kind can take over weights, so none were made; let embedding, shuffle and block agree.'
        )
    weights = create_denoiser(target_shape).state_dict()
    new = []
    for name, tensor in weights.items():
        former = source.get(_name_in(name, target_shape, source_shape))
        if former is not None and former.shape == tensor.shape:
            weights[name] = former
        elif former is not None or PLACE.match(name) is None:
            raise ExpectedError(f'{name} has another shape, so nothing was written; let both networks have the same widths.')
        else:
            new.append(name)
            if name.endswith(ENDINGS) or name.startswith('net.up.'):
                weights[name] = torch.zeros_like(tensor)
    return weights, new


def _kind(shape: NetworkConfig) -> tuple[bool, int, str]:
    """What has to agree; blocks of two kinds may hold the same tensors and do something else with them."""
    return bool(shape.embedding), shape.shuffle, shape.block


def _name_in(name: str, shape: NetworkConfig, other: NetworkConfig) -> str:
    """What `other` calls the same place; the network with an embedding counts the levels of its way up from below."""
    place = PLACE.match(name)
    if place is None or not shape.embedding or place[1] not in ('decoder', 'up'):
        return name
    index = int(place[2]) + len(other.widths) - len(shape.widths)
    return f'net.{place[1]}.{index}.{place[3]}'
