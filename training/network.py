"""The prior's network: a U-Net with a noise-level map, in the preconditioned form of EDM.

D(x; sigma) = c_skip x + c_out F(c_in x, sigma) estimates the clean image of x = x0 + sigma n
(Karras et al. 2022, arXiv 2206.00364, table 1 and equation 7), with sigma given for every pixel.

Only what ONNX Runtime keeps in its blocked layout is used: convolutions, ReLU, additions, products and nearest
upsampling. Convolutions have biases: what a network without them gains on levels it has not met, it pays for on those
it is trained on (docs/decisions/0010-how-the-prior-learns.md).
"""

from __future__ import annotations

import itertools

import torch
from torch import Tensor, nn
from torch.nn.functional import interpolate, pixel_shuffle

from .blocks import conv, level
from .config import NetworkConfig
from .expected_error import ExpectedError

SIGMA_DATA = 0.5
NOISE_FLOOR = 0.1
# Below it all levels look alike to the network: no photograph is as clean.
LEAST_SIGMA = 0.002


class UNet(nn.Module):
    """G, the trained part of the denoiser: [n, 3, h, w] scaled image and [n, 2, h, w] noise maps to [n, 3, h, w]."""

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        widths, blocks, shuffle, kind = config.widths, config.blocks, config.shuffle, config.block
        if len(widths) != len(blocks):
            raise ExpectedError('The network needs one entry of blocks for each entry of widths.')
        self.shuffle = shuffle
        # Unshuffle followed by a 3 x 3 convolution, as one strided convolution: no reshape in the graph.
        self.stem = conv(5, widths[0], 3 * shuffle, shuffle, shuffle)
        self.encoder = nn.ModuleList(level(kind, w, b) for w, b in zip(widths, blocks, strict=True))
        self.down = nn.ModuleList(conv(a, b, 2, 2) for a, b in zip(widths, widths[1:]))
        self.up = nn.ModuleList(conv(b, a, 1) for a, b in zip(widths, widths[1:]))
        self.decoder = nn.ModuleList(level(kind, w, b) for w, b in zip(widths[:-1], blocks[:-1]))
        self.head = conv(widths[0], 3 * shuffle**2, 3, padding=1)
        self._start_simple()

    @torch.no_grad()
    def _start_simple(self) -> None:
        """Pixels and noise maps pass the stem unmixed, lower levels whisper, and the answer is zero.

        From random mixtures of 180 values the network would first have to find the pixels again.
        """
        shuffle, weight = self.shuffle, self.stem.weight
        weight.mul_(0.3)
        places = itertools.product(range(3), range(shuffle, 2 * shuffle), range(shuffle, 2 * shuffle))
        for kernel, (channel, row, column) in zip(weight, places):
            kernel.zero_()
            kernel[channel, row, column] = 1
        for channel, kernel in enumerate(weight[3 * shuffle**2 :][:2], start=3):
            kernel.zero_()
            kernel[channel, shuffle : 2 * shuffle, shuffle : 2 * shuffle] = 1 / shuffle**2
        for up in self.up:
            up.weight.mul_(0.1)
        self.head.weight.zero_()

    def forward(self, x: Tensor, noise_maps: Tensor) -> Tensor:
        h = self.stem(torch.cat([x, noise_maps], 1))
        skips: list[Tensor] = []
        for blocks, down in zip(self.encoder, self.down):
            h = blocks(h)
            skips.append(h)
            h = down(h)
        h = self.encoder[-1](h)
        for up, blocks, skip in reversed(list(zip(self.up, self.decoder, skips, strict=True))):
            h = blocks(skip + interpolate(up(h), scale_factor=2.0, mode='nearest'))
        return pixel_shuffle(self.head(h), self.shuffle)


class Denoiser(nn.Module):
    """The prior: x [n, 3, h, w] in [-1, 1] plus noise, sigma [n, 1, h, w], both float32, to the posterior mean.

    F = G / max(m, NOISE_FLOOR), where G is the U-Net and m = c_in sigma the strength of the noise in what it sees.
    F itself would have to amplify weak noise by 1 / m; G only has to find it. The floor keeps what is left of the image
    in G from growing with it. G is told m, in which weak noise differs most, and ln(sigma) / 4, in which strong does.
    """

    takes_sigma_map = True

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        self.net = UNet(config)

    def scaled_output(self, x: Tensor, sigma: Tensor) -> Tensor:
        """F: what the loss compares, because its target has unit variance at every sigma."""
        output, strength = self._call_network(x, sigma)
        return output / strength.clamp(min=NOISE_FLOOR)

    def forward(self, x: Tensor, sigma: Tensor) -> Tensor:
        output, strength = self._call_network(x, sigma)
        c_skip = SIGMA_DATA**2 / (sigma * sigma + SIGMA_DATA**2)
        c_out_over_floor = SIGMA_DATA * (strength / NOISE_FLOOR).clamp(max=1)  # c_out = SIGMA_DATA m
        return x * c_skip + output * c_out_over_floor

    def _call_network(self, x: Tensor, sigma: Tensor) -> tuple[Tensor, Tensor]:
        """G and m."""
        c_in = (sigma * sigma + SIGMA_DATA**2).rsqrt()
        strength = sigma * c_in
        logarithm = sigma.clamp(min=LEAST_SIGMA).log() / 4
        return self.net(x * c_in, torch.cat([strength, logarithm], 1)), strength


def scaled_target(x0: Tensor, noise: Tensor, sigma: Tensor) -> Tensor:
    """(x0 - c_skip x) / c_out, what F should give (arXiv 2206.00364, equation 8), for x = x0 + sigma noise.

    Written with the noise instead of x, so that nothing cancels when sigma is small.
    """
    return (x0 * sigma - noise * SIGMA_DATA**2) * (sigma * sigma + SIGMA_DATA**2).rsqrt() / SIGMA_DATA
