"""The residual blocks a U-Net can be made of; each maps [n, c, h, w] to itself and starts near the identity."""

from __future__ import annotations

from collections.abc import Callable

from torch import Tensor, nn

from .expected_error import ExpectedError


def conv(inputs: int, outputs: int, size: int, stride: int = 1, padding: int = 0, groups: int = 1) -> nn.Conv2d:
    """A convolution that keeps the variance of its input (He et al. 2015, without a ReLU's gain); its bias starts at 0."""
    layer = nn.Conv2d(inputs, outputs, size, stride, padding, groups=groups)
    nn.init.kaiming_normal_(layer.weight, nonlinearity='linear')
    nn.init.zeros_(layer.bias)
    return layer


def quiet_conv(inputs: int, outputs: int, size: int, padding: int = 0) -> nn.Conv2d:
    """A convolution that ends a residual branch: it starts at a tenth of what keeps the variance."""
    layer = conv(inputs, outputs, size, padding=padding)
    nn.init.normal_(layer.weight, std=0.1 * (size**2 * inputs) ** -0.5)
    return layer


class ResidualBlock(nn.Module):
    """x + conv(activation(conv(x))), both 3 x 3."""

    def __init__(self, channels: int, slope: float = 0.0) -> None:
        super().__init__()
        self.first = conv(channels, channels, 3, padding=1)
        self.activation = nn.LeakyReLU(slope) if slope else nn.ReLU()
        self.second = quiet_conv(channels, channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(self.activation(self.first(x)))


def leaky_block(channels: int) -> ResidualBlock:
    """A residual block with a slope of .1 below zero (Maas et al. 2013): a channel that is below it everywhere can still come back."""
    return ResidualBlock(channels, slope=0.1)


class InvertedBlock(nn.Module):
    """x + the inverted residual of MobileNetV2 (Sandler et al. 2018, arXiv 1801.04381), twice as wide inside, with ReLU, without norms."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.widen = conv(channels, 2 * channels, 1)
        self.depthwise = conv(2 * channels, 2 * channels, 3, padding=1, groups=2 * channels)
        self.narrow = quiet_conv(2 * channels, channels, 1)
        self.activations = nn.ModuleList((nn.ReLU(), nn.ReLU()))

    def forward(self, x: Tensor) -> Tensor:
        first, second = self.activations
        return x + self.narrow(second(self.depthwise(first(self.widen(x)))))


class GatedBlock(nn.Module):
    """The block of NAFNet (Chen et al. 2022, arXiv 2204.04676) without normalisation and channel attention.

    Where the paper splits one map in two and multiplies the halves, here two convolutions of half the width are multiplied:
    the same function, but nothing is split, for which ONNX Runtime would leave its blocked layout.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.spatial = nn.ModuleList(
            nn.Sequential(conv(channels, channels, 1), conv(channels, channels, 3, padding=1, groups=channels)) for _ in range(2)
        )
        self.spatial_out = quiet_conv(channels, channels, 1)
        self.mixing = nn.ModuleList(conv(channels, channels, 1) for _ in range(2))
        self.mixing_out = quiet_conv(channels, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        left, right = (branch(x) for branch in self.spatial)
        x = x + self.spatial_out(left * right)
        left, right = (branch(x) for branch in self.mixing)
        return x + self.mixing_out(left * right)


BLOCKS: dict[str, Callable[[int], nn.Module]] = {'residual': ResidualBlock, 'leaky': leaky_block, 'inverted': InvertedBlock, 'gated': GatedBlock}


def level(kind: str, channels: int, count: int) -> nn.Sequential:
    """`count` blocks of one of `BLOCKS`."""
    if kind not in BLOCKS:
        raise ExpectedError(f'Unknown kind of block {kind!r}; there are {", ".join(BLOCKS)}.')
    return nn.Sequential(*(BLOCKS[kind](channels) for _ in range(count)))
