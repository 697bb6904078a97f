"""Which parameter is moved by what and how fast: AdamW, or Muon for the kernels inside the network."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.nn import Parameter

from .config import OptimiserConfig
from .muon import Muon

# A kernel of more inputs learns at less than the configured rate: 3 x 3 of the 32 channels at the top have so many.
MOST_INPUTS_AT_FULL_RATE = 288
CONVOLUTIONS = (nn.Conv2d, nn.ConvTranspose2d)


class Optimisers:
    """One rate for all of a network's parameters, of which each takes its share."""

    def __init__(self, module: nn.Module, options: OptimiserConfig) -> None:
        inner = inner_kernels(module) if options.muon_share else []
        known = {id(parameter) for parameter in inner}
        factors = rate_factors(module)
        self._shares = [factor for p, factor in zip(module.parameters(), factors, strict=True) if id(p) not in known]
        self._muon_share = options.muon_share
        self._adam = torch.optim.AdamW(
            [{'params': [p]} for p in module.parameters() if id(p) not in known],
            lr=options.learning_rate,
            betas=options.betas,
            weight_decay=options.weight_decay,
            fused=True,
        )
        self._muon = Muon(inner, options.learning_rate) if inner else None

    def step(self, rate: float) -> None:
        """Moves every parameter that has a gradient."""
        for group, share in zip(self._adam.param_groups, self._shares, strict=True):
            group['lr'] = rate * share
        self._adam.step()
        if self._muon is not None:
            for group in self._muon.param_groups:
                group['lr'] = rate * self._muon_share
            self._muon.step()

    def forget(self) -> None:
        """Drops the moments, in which is what led astray."""
        self._adam.state.clear()
        if self._muon is not None:
            self._muon.state.clear()

    def state(self) -> dict[str, Any]:
        """Part of a checkpoint."""
        return {'optimiser': self._adam.state_dict()} | ({'muon': self._muon.state_dict()} if self._muon else {})

    def restore(self, state: dict[str, Any]) -> None:
        """Takes over what `state` gave."""
        self._adam.load_state_dict(state['optimiser'])
        if self._muon is not None:
            self._muon.load_state_dict(state['muon'])


def inner_kernels(module: nn.Module) -> list[Parameter]:
    """The kernels that map all features to all features: neither the first and last, nor those of a channel each."""
    layers = [layer for layer in module.modules() if isinstance(layer, CONVOLUTIONS)]
    ends = (module.net.stem, module.net.head)
    return [layer.weight for layer in layers if layer not in ends and layer.groups == 1]


def rate_factors(module: nn.Module) -> list[float]:
    """What share of the learning rate each parameter of `module` takes, in their order: less in wide layers.

    A step of Adam moves all inputs of a kernel alike, so what it does to a layer's output grows with their number. At one
    rate for all, either the widest kernels blow the network up or the narrow top learns slowly.
    """
    factors = {}
    for layer in module.modules():
        if isinstance(layer, (*CONVOLUTIONS, nn.Linear)):
            inputs = len(layer.weight) if isinstance(layer, nn.ConvTranspose2d) else layer.weight[0].numel()
            factor = min(1.0, (MOST_INPUTS_AT_FULL_RATE / inputs) ** 0.5)
            factors |= {id(parameter): factor for parameter in layer.parameters()}
    return [factors[id(parameter)] for parameter in module.parameters()]
