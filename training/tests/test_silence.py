"""Channels that no picture reaches are counted."""

import pytest
import torch

from training.config import NetworkConfig
from training.denoisers import create_denoiser
from training.silence import silent_share

PICTURES = torch.rand(2, 3, 32, 32, generator=torch.Generator().manual_seed(1)) * 2 - 1


@pytest.mark.parametrize(('block', 'silenced'), [('residual', 'first'), ('leaky', 'first'), ('inverted', 'depthwise')])
def test_those_that_a_bias_keeps_below_zero_are_silent(block: str, silenced: str) -> None:
    torch.manual_seed(0)
    denoiser = create_denoiser(NetworkConfig(widths=(8, 16), blocks=(1, 1), block=block, embedding=0))
    before = silent_share(denoiser, PICTURES)
    with torch.no_grad():
        getattr(denoiser.net.encoder[0][0], silenced).bias[:4] = -20
        # What the block says is not to reach the others.
        for parameter in getattr(denoiser.net.encoder[0][0], 'narrow' if block == 'inverted' else 'second').parameters():
            parameter.zero_()
    # An inverted block has two activations, each twice as wide.
    channels = (8 + 16 + 8) * (4 if block == 'inverted' else 1)
    assert before == 0
    assert silent_share(denoiser, PICTURES) == pytest.approx(4 / channels)


def test_a_network_of_other_activations_has_none_to_count() -> None:
    denoiser = create_denoiser(NetworkConfig(widths=(8, 16), blocks=(1, 1), embedding=16))
    assert silent_share(denoiser, PICTURES) is None
