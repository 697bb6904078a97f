import pytest
import torch

from training.config import NetworkConfig
from training.network import SIGMA_DATA, Denoiser, scaled_target

J = NetworkConfig(widths=(32, 64, 128, 256), blocks=(2, 2, 3, 3), embedding=0)
H = NetworkConfig(widths=(64, 128, 256), blocks=(2, 3, 3), shuffle=4, embedding=0)
TINY = NetworkConfig(widths=(8, 16), blocks=(1, 1), embedding=0)


def trained(config: NetworkConfig) -> Denoiser:
    """A denoiser whose last layer is not zero any more."""
    torch.manual_seed(0)
    denoiser = Denoiser(config)
    torch.nn.init.normal_(denoiser.net.head.weight, std=0.1)
    return denoiser


@pytest.mark.parametrize(('config', 'millions'), [(J, 5.90), (H, 5.89)])
def test_candidates_have_the_size_they_are_known_by(config: NetworkConfig, millions: float) -> None:
    count = sum(p.numel() for p in Denoiser(config).parameters())
    assert count / 1e6 == pytest.approx(millions, abs=0.01)


def test_an_untrained_denoiser_is_the_wiener_shrinkage() -> None:
    x, sigma = torch.randn(2, 3, 16, 16), torch.full((2, 1, 16, 16), 0.5)
    assert torch.allclose(Denoiser(TINY)(x, sigma), x / 2, atol=1e-6)


def test_the_target_of_f_gives_back_the_clean_image() -> None:
    x0, noise = torch.randn(2, 3, 8, 8, dtype=torch.float64), torch.randn(2, 3, 8, 8, dtype=torch.float64)
    sigma = torch.tensor([0.003, 0.1, 1.0, 20.0], dtype=torch.float64).repeat(16).view(1, 1, 8, 8)
    x = x0 + sigma * noise
    variance = sigma**2 + SIGMA_DATA**2
    c_skip, c_out = SIGMA_DATA**2 / variance, sigma * SIGMA_DATA / variance.sqrt()
    assert torch.allclose(c_skip * x + c_out * scaled_target(x0, noise, sigma), x0, atol=1e-12)


def test_the_denoiser_is_its_scaled_output_preconditioned() -> None:
    denoiser = trained(TINY)
    x, sigma = torch.randn(1, 3, 16, 16), torch.rand(1, 1, 16, 16) ** 4 + 0.003
    variance = sigma**2 + SIGMA_DATA**2
    expected = SIGMA_DATA**2 / variance * x + sigma * SIGMA_DATA / variance.sqrt() * denoiser.scaled_output(x, sigma)
    assert torch.allclose(denoiser(x, sigma), expected, atol=1e-6)


def test_the_stem_starts_by_passing_the_pixels_on() -> None:
    x, noise_maps = torch.randn(1, 3, 32, 32), torch.rand(1, 2, 32, 32)
    features = Denoiser(J).net.stem(torch.cat([x, noise_maps], 1))
    assert torch.allclose(features[:, :12], torch.nn.functional.pixel_unshuffle(x, 2), atol=1e-6)
    assert torch.allclose(features[:, 12:14], torch.nn.functional.avg_pool2d(noise_maps, 2), atol=1e-6)


def test_every_convolution_has_a_bias_that_starts_at_zero() -> None:
    convolutions = [m for m in Denoiser(J).modules() if isinstance(m, torch.nn.Conv2d)]
    assert len(convolutions) == 42
    assert all(c.bias is not None and not c.bias.any() for c in convolutions)


def test_one_pixel_of_the_map_changes_only_its_neighbourhood() -> None:
    denoiser = trained(TINY)
    x, sigma = torch.randn(1, 3, 64, 64), torch.full((1, 1, 64, 64), 0.1)
    changed = sigma.clone()
    changed[..., 8, 8] = 5
    difference = (denoiser(x, changed) - denoiser(x, sigma)).abs().amax(1)
    assert difference[0, 8, 8] > 1e-3
    assert difference[0, 48:, 48:].max() == 0
