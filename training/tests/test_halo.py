import numpy as np
import pytest

from training.halo import halo_px, measure_halo


def blur(reach: int):
    """A stand-in for a network that sees `reach` pixels far, more blurred the higher sigma is."""

    def denoise(x: np.ndarray, sigma: float) -> np.ndarray:
        padded = np.pad(x, [(0, 0), (0, 0), (reach, reach), (reach, reach)])
        height, width = x.shape[2:]
        around = padded[..., :height, :width] + padded[..., 2 * reach :, 2 * reach :]
        return x + np.float32(sigma) * around

    return denoise


@pytest.mark.parametrize(('reach', 'expected'), [(0, 0), (5, 8), (8, 8), (21, 24)])
def test_the_halo_is_as_wide_as_the_network_sees(reach: int, expected: int) -> None:
    pictures = [np.random.default_rng(1).random((3, 512, 512), np.float32) - 0.5]
    assert halo_px(measure_halo(blur(reach), pictures, [0.3]), 0.3) == expected


def test_only_levels_that_are_used_count() -> None:
    pictures = [np.random.default_rng(1).random((3, 512, 512), np.float32) - 0.5]
    rows = measure_halo(blur(21), pictures, [1e-6, 3.0])
    assert halo_px(rows, 0.3) == 0
    assert halo_px(rows, 3.0) == 24
