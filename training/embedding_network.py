"""The prior's network with one noise level a picture: a U-Net whose blocks are told it through an embedding.

F(c_in x; ln(sigma) / 4) of EDM (Karras et al. 2022, arXiv 2206.00364, table 1): the logarithm of the level as sines and cosines,
through two layers, added to each block's channels. Slower to train and to run than network.py, and of photo-unet-s1's shape.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import pixel_shuffle, pixel_unshuffle, silu

from .blocks import conv, quiet_conv
from .config import NetworkConfig
from .expected_error import ExpectedError
from .network import SIGMA_DATA

FREQUENCIES = 16
HIGHEST_FREQUENCY = 1000.0


class EmbeddedBlock(nn.Module):
    """x + conv(silu(conv(silu(x)) + e)), with e a channel each of the noise level's embedding."""

    def __init__(self, channels: int, embedding: int) -> None:
        super().__init__()
        self.first = conv(channels, channels, 3, padding=1)
        self.second = quiet_conv(channels, channels, 3, padding=1)
        self.level = nn.Linear(embedding, channels)

    def forward(self, x: Tensor, embedding: Tensor) -> Tensor:
        h = self.first(silu(x)) + self.level(embedding)[:, :, None, None]
        return x + self.second(silu(h))


class EmbeddingUNet(nn.Module):
    """F: [n, 3, h, w] scaled image and [n] ln(sigma) / 4 to [n, 3, h, w]; levels lie top first, the way up deepest first."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        widths, blocks, size = config.widths, config.blocks, config.embedding
        if len(widths) != len(blocks):
            raise ExpectedError('The network needs one entry of blocks for each entry of widths.')
        self.shuffle = config.shuffle
        self.embedding = nn.Sequential(nn.Linear(2 * FREQUENCIES, size), nn.SiLU(), nn.Linear(size, size))
        self.stem = conv(3 * config.shuffle**2, widths[0], 3, padding=1)
        self.encoder = nn.ModuleList(_level(w, b, size) for w, b in zip(widths, blocks))
        self.down = nn.ModuleList(conv(a, b, 2, 2) for a, b in zip(widths, widths[1:]))
        self.up = nn.ModuleList(nn.ConvTranspose2d(b, a, 2, 2) for a, b in reversed(list(zip(widths, widths[1:]))))
        self.decoder = nn.ModuleList(_level(w, b, size) for w, b in reversed(list(zip(widths[:-1], blocks[:-1]))))
        self.head = conv(widths[0], 3 * config.shuffle**2, 3, padding=1)
        frequencies = torch.exp(torch.linspace(0, math.log(HIGHEST_FREQUENCY), FREQUENCIES))
        self.register_buffer('frequencies', frequencies, persistent=False)

    def forward(self, x: Tensor, level: Tensor) -> Tensor:
        angles = level[:, None] * self.frequencies[None]
        embedding = self.embedding(torch.cat([angles.sin(), angles.cos()], 1))
        h = self.stem(pixel_unshuffle(x, self.shuffle))
        skips: list[Tensor] = []
        for index, encoder in enumerate(self.encoder):
            for block in encoder:
                h = block(h, embedding)
            if index < len(self.down):
                skips.append(h)
                h = self.down[index](h)
        for up, decoder in zip(self.up, self.decoder):
            h = up(h) + skips.pop()
            for block in decoder:
                h = block(h, embedding)
        return pixel_shuffle(self.head(h), self.shuffle)


def _level(channels: int, blocks: int, embedding: int) -> nn.ModuleList:
    return nn.ModuleList(EmbeddedBlock(channels, embedding) for _ in range(blocks))


class EmbeddingDenoiser(nn.Module):
    """The prior: x [n, 3, h, w] in [-1, 1] plus noise, sigma [n] (or [n, 1, h, w], the same at every pixel), to the posterior mean."""

    takes_sigma_map = False

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.net = EmbeddingUNet(config)

    def scaled_output(self, x: Tensor, sigma: Tensor) -> Tensor:
        """F: what the loss compares, because its target has unit variance at every sigma."""
        level = _level_of(sigma)
        c_in = (level * level + SIGMA_DATA**2).rsqrt()
        return self.net(x * c_in[:, None, None, None], level.log() / 4)

    def forward(self, x: Tensor, sigma: Tensor) -> Tensor:
        level = _level_of(sigma)[:, None, None, None]
        variance = level * level + SIGMA_DATA**2
        c_out = level * SIGMA_DATA * variance.rsqrt()
        return x * (SIGMA_DATA**2 / variance) + c_out * self.scaled_output(x, sigma)


def _level_of(sigma: Tensor) -> Tensor:
    """The noise level of each picture, [n]."""
    return sigma if sigma.ndim == 1 else sigma[:, 0, 0, 0]
