"""The network that finds damage: a small U-Net on 2 x 2 pixels at once.

Every convolution but the last is followed by a batch normalisation, which the export folds into it. What is left is
what ONNX Runtime keeps in its blocked layout: dense convolutions, ReLU, additions and nearest upsampling.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate, pixel_shuffle, relu

from .config import DamageNetworkConfig
from .layer import CLASSES
from .planes import PLANES

# The five classes, then "any of them".
OUTPUTS = (*CLASSES, 'any')
# Logit that the heads start at: damage is rare.
PRIOR_LOGIT = -4.0


def normalised(convolution: nn.Conv2d, scale: float = 1.0) -> nn.Sequential:
    """The convolution with its output brought to a standard deviation of `scale`, at first."""
    normalisation = nn.BatchNorm2d(convolution.out_channels)
    nn.init.constant_(normalisation.weight, scale)
    return nn.Sequential(convolution, normalisation)


class DilatedBlock(nn.Module):
    """x + conv(relu(conv(x))); the second convolution whispers at first, so the block starts near the identity."""

    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.first = normalised(nn.Conv2d(channels, channels, 3, padding=dilation, dilation=dilation, bias=False))
        self.second = normalised(nn.Conv2d(channels, channels, 3, padding=1, bias=False), 0.3)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(relu(self.first(x)))


class DamageNetwork(nn.Module):
    """Planes [n, 3, h, w] to logits [n, 6, h, w]; h and w are multiples of `config.size_multiple`."""

    def __init__(self, config: DamageNetworkConfig) -> None:
        super().__init__()
        widths = config.widths
        self.shuffle = shuffle = config.shuffle
        # Unshuffle followed by a 3 x 3 convolution, as one strided convolution: no reshape in the graph.
        self.stem = normalised(nn.Conv2d(PLANES, widths[0], 3 * shuffle, shuffle, shuffle, bias=False))
        self.encoder = nn.ModuleList(_level(w, (1,) * b) for w, b in zip(widths, config.encoder_blocks[:-1]))
        bottom = itertools.islice(itertools.cycle(config.dilations), config.encoder_blocks[-1])
        self.bottom = _level(widths[-1], tuple(bottom))
        self.down = nn.ModuleList(normalised(nn.Conv2d(a, b, 2, 2, bias=False)) for a, b in zip(widths, widths[1:]))
        self.up = nn.ModuleList(normalised(nn.Conv2d(b, a, 1, bias=False), 0.5) for a, b in zip(widths, widths[1:]))
        self.decoder = nn.ModuleList(_level(w, (1,) * b) for w, b in zip(widths, config.decoder_blocks))
        self.head = nn.Conv2d(widths[0], len(OUTPUTS) * shuffle**2, 3, padding=1)
        self._start_simple()

    @torch.no_grad()
    def _start_simple(self) -> None:
        """The stem passes pixels on, and what luma differs from its surroundings by.

        From random mixtures of a hundred values the network would first have to find the pixels again, and a thin
        bright line is a small difference between large numbers.
        """
        shuffle, weight = self.shuffle, self.stem[0].weight
        size = weight.shape[-1]
        inner = range(shuffle, 2 * shuffle)
        places = itertools.product(inner, inner)
        pixels = itertools.product(places, ('contrast', 0, 1, 2))
        for kernel, ((row, column), plane) in zip(weight, pixels):
            kernel.zero_()
            if plane == 'contrast':
                kernel[0] = -1 / size**2
                kernel[0, row, column] += 1
            else:
                kernel[plane, row, column] = 1
        nn.init.normal_(self.head.weight, std=0.01)
        nn.init.constant_(self.head.bias, PRIOR_LOGIT)

    def forward(self, planes: Tensor) -> Tensor:
        h = self.stem(planes)
        skips: list[Tensor] = []
        for level, down in zip(self.encoder, self.down):
            h = level(h)
            skips.append(h)
            h = down(h)
        h = self.bottom(h)
        for up, level, skip in reversed(list(zip(self.up, self.decoder, skips))):
            h = level(skip + interpolate(up(h), scale_factor=2.0, mode='nearest'))
        return pixel_shuffle(self.head(relu(h)), self.shuffle)


def _level(channels: int, dilations: tuple[int, ...]) -> nn.Sequential:
    return nn.Sequential(*(DilatedBlock(channels, dilation) for dilation in dilations))


class Averaged(nn.Module):
    """What an average of a network is taken of: its weights, and the statistics of its normalisations."""

    def __init__(self, network: DamageNetwork) -> None:
        super().__init__()
        self._network = network

    def parameters(self, recurse: bool = True) -> Iterator[nn.Parameter]:
        """Weights, then statistics, always in the same order."""
        yield from self._network.parameters(recurse)
        for buffer in self._network.buffers(recurse):
            if buffer.is_floating_point():
                yield buffer  # type: ignore[misc]
