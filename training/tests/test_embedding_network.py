"""The network with one noise level a picture: its form, its export, and that it learns."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch

from training.checkpoint import CHECKPOINT, load_denoiser
from training.config import Config, NetworkConfig
from training.denoisers import create_denoiser
from training.embedding_network import EmbeddingDenoiser
from training.evaluate import denoiser_of, open_session
from training.expected_error import ExpectedError
from training.network import SIGMA_DATA, Denoiser
from training.onnx_file import TOLERANCE, write_checked
from training.start_weights import read_weights
from training.trainer import Trainer

S = NetworkConfig(widths=(48, 96, 192, 256), blocks=(2, 2, 2, 2), embedding=128)
TINY = NetworkConfig(widths=(8, 16, 16), blocks=(1, 1, 1), embedding=16)


@pytest.fixture
def embedded(config: Config) -> Config:
    sigma = dataclasses.replace(config.sigma, map_fraction=0.0)
    return dataclasses.replace(config, network=TINY, sigma=sigma)


def test_a_configuration_picks_the_network_and_the_shape_of_s1_has_its_size() -> None:
    assert isinstance(create_denoiser(dataclasses.replace(TINY, embedding=0)), Denoiser)
    denoiser = create_denoiser(S)
    assert isinstance(denoiser, EmbeddingDenoiser)
    assert sum(p.numel() for p in denoiser.parameters()) / 1e6 == pytest.approx(6.70, abs=0.01)


def test_a_level_for_every_pixel_is_refused_where_the_network_knows_one(config: Config) -> None:
    with pytest.raises(ExpectedError, match='one noise level a picture'):
        dataclasses.replace(config, network=TINY)


def test_the_denoiser_is_its_scaled_output_preconditioned() -> None:
    denoiser = EmbeddingDenoiser(TINY)
    x, sigma = torch.randn(3, 3, 16, 16), torch.tensor([0.01, 0.4, 9.0])
    level = sigma.view(3, 1, 1, 1)
    variance = level**2 + SIGMA_DATA**2
    expected = SIGMA_DATA**2 / variance * x + level * SIGMA_DATA / variance.sqrt() * denoiser.scaled_output(x, sigma)
    assert torch.allclose(denoiser(x, sigma), expected, atol=1e-6)
    assert torch.equal(denoiser(x, level.expand(3, 1, 16, 16)), denoiser(x, sigma))


def test_the_level_of_one_picture_does_not_reach_another_one() -> None:
    denoiser = EmbeddingDenoiser(TINY)
    x = torch.randn(2, 3, 16, 16)
    both, changed = denoiser.scaled_output(x, torch.tensor([0.1, 0.3])), denoiser.scaled_output(x, torch.tensor([0.1, 2.0]))
    assert torch.allclose(both[0], changed[0], atol=1e-6)
    assert (both[1] - changed[1]).abs().max() > 1e-3


def test_a_run_moves_every_weight_and_its_export_is_what_another_run_can_start_from(
    embedded: Config, data: Path, tmp_path: Path
) -> None:
    trainer = Trainer(embedded, data, tmp_path)
    before = [p.detach().clone() for p in trainer.denoiser.parameters()]
    trainer.run()
    assert all(not torch.equal(p, b) for p, b in zip(trainer.denoiser.parameters(), before, strict=True))
    averaged, _, _ = load_denoiser(tmp_path / CHECKPOINT)
    model = tmp_path / 'denoiser.onnx'
    assert write_checked(averaged, model) <= TOLERANCE
    assert open_session(model, 1).get_inputs()[1].shape == ['n']
    another = create_denoiser(TINY)
    another.load_state_dict(read_weights(model))
    x = np.random.default_rng(0).standard_normal((2, 3, 32, 32), np.float32)
    with torch.inference_mode():
        expected = another(torch.from_numpy(x), torch.full((2,), 0.2)).numpy()
    actual = denoiser_of(open_session(model, 1))(x, 0.2)
    assert np.abs(actual - expected).max() < TOLERANCE
