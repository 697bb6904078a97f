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

# The kernel that ends a block's branch, and its bias; a new level ends with the convolution on its way up.
ENDINGS = ('.second.weight', '.second.bias')
PLACE = re.compile(r'^net\.(encoder|decoder|down|up)\.(\d+)\.(.*)$')


def graft(checkpoint: Path, config: Path, target: Path) -> list[str]:
    """Writes the weights that a run of `config` can start from, made of a checkpoint's averages; returns the names of what is new.

    Raises ValueError where the two differ in more than their levels and blocks.
    """
    source, source_config, _ = load_denoiser(checkpoint)
    options = load_config(config)
    torch.manual_seed(options.seed)
    weights, new = grafted(source.state_dict(), source_config.network, options.network)
    np.savez_compressed(target, **{name: tensor.numpy() for name, tensor in weights.items()})
    return new


def grafted(
    source: dict[str, Tensor], source_shape: NetworkConfig, target_shape: NetworkConfig
) -> tuple[dict[str, Tensor], list[str]]:
    """The weights of a network of `target_shape`, and the names of those that `source` has nothing for."""
    if bool(source_shape.embedding) != bool(target_shape.embedding) or source_shape.shuffle != target_shape.shuffle:
        raise ValueError('Weights can only be taken over by a network of the same kind: embedding and shuffle have to agree.')
    weights = create_denoiser(target_shape).state_dict()
    new = []
    for name, tensor in weights.items():
        former = source.get(_name_in(name, target_shape, source_shape))
        if former is not None and former.shape == tensor.shape:
            weights[name] = former
        elif former is not None or PLACE.match(name) is None:
            raise ValueError(f'{name} has another shape: networks that differ in their widths have nothing in common.')
        else:
            new.append(name)
            if name.endswith(ENDINGS) or name.startswith('net.up.'):
                weights[name] = torch.zeros_like(tensor)
    return weights, new


def _name_in(name: str, shape: NetworkConfig, other: NetworkConfig) -> str:
    """What `other` calls the same place; the network with an embedding counts the levels of its way up from below."""
    place = PLACE.match(name)
    if place is None or not shape.embedding or place[1] not in ('decoder', 'up'):
        return name
    index = int(place[2]) + len(other.widths) - len(shape.widths)
    return f'net.{place[1]}.{index}.{place[3]}'
