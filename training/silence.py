"""Channels that have fallen silent: a ReLU that is below zero for every picture passes nothing on, learns nothing, and costs as much.

Levels with nothing to do fall silent, and a large step early in a run can silence others; nothing in the losses says so, because
the rest goes on learning.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .denoisers import AnyDenoiser

SIGMAS = (0.05, 0.2, 0.6)


@torch.inference_mode()
def silent_share(denoiser: AnyDenoiser, x0: Tensor) -> float | None:
    """Share of the channels before a ReLU, leaky or not, that none of the pictures x0 [n, 3, h, w] brings above zero.

    None where the network has no such activation.
    """
    highest: dict[nn.Module, Tensor] = {}

    def look(layer: nn.Module, inputs: tuple[Tensor], _: Tensor) -> None:
        peaks = inputs[0].amax((0, 2, 3))
        highest[layer] = torch.maximum(highest[layer], peaks) if layer in highest else peaks

    layers = [layer for layer in denoiser.modules() if isinstance(layer, nn.ReLU | nn.LeakyReLU)]
    hooks = [layer.register_forward_hook(look) for layer in layers]
    noise = torch.randn(x0.shape, generator=torch.Generator().manual_seed(0)).to(x0)
    for sigma in SIGMAS:
        denoiser(x0 + sigma * noise, torch.full_like(x0[:, :1], sigma))
    for hook in hooks:
        hook.remove()
    if not highest:
        return None
    return (torch.cat(list(highest.values())) <= 0).float().mean().item()
