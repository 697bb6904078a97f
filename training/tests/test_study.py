"""The architecture study trains what its file says, and its table holds what was measured."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from training.__main__ import main
from training.blocks import BLOCKS, level
from training.config import NetworkConfig, config_from_dict
from training.denoisers import create_denoiser
from training.study import count_macs, read_study, square_psnr

STUDY = Path('training/configs/study.toml')


def test_every_candidate_shares_the_recipe_and_has_the_size_it_is_known_by() -> None:
    study = read_study(STUDY)
    sizes = {letter: sum(p.numel() for p in create_denoiser(c.network).parameters()) / 1e6 for letter, c in study.items()}
    # prior.md's figures are without biases.
    expected = {'A': 6.70, 'B': 6.22, 'J': 5.90, 'H': 5.88, 'I': 3.70, 'G': 4.36, 'E': 3.05}
    assert sizes == {letter: pytest.approx(size, rel=0.02) for letter, size in expected.items()}
    recipes = {(c.seed, c.data, c.sigma, c.optimiser, c.schedule) for c in study.values()}
    assert len(recipes) == 1


def test_macs_are_those_of_the_layers() -> None:
    denoiser = create_denoiser(NetworkConfig(widths=(8, 16), blocks=(1, 1), shuffle=2))
    at_128, at_64 = 128 * 128, 64 * 64
    expected = at_128 * (5 * 36 * 8 + 4 * 8 * 8 * 9 + 8 * 12 * 9)  # stem, a block down and one up, head
    expected += at_64 * (8 * 4 * 16 + 2 * 16 * 16 * 9 + 16 * 8)  # down, a block, up
    assert count_macs(denoiser) == expected


@pytest.mark.parametrize('kind', BLOCKS)
def test_a_block_starts_near_the_identity_and_learns(kind: str) -> None:
    torch.manual_seed(0)
    blocks = level(kind, 16, 2)
    x = torch.randn(2, 16, 12, 12)
    change = blocks(x) - x
    assert 0.01 < float(change.detach().square().mean().sqrt()) < 0.35
    change.square().mean().backward()
    assert all(p.grad is not None and p.grad.isfinite().all() for p in blocks.parameters())
    assert all(p.grad.any() for name, p in blocks.named_parameters() if name.endswith('weight'))


def test_an_unknown_block_is_refused() -> None:
    with pytest.raises(ValueError, match="'dense'"):
        level('dense', 8, 1)
    with pytest.raises(ValueError, match='block'):
        config_from_dict({'name': 'x', 'network': {'embedding': 16, 'block': 'gated'}, 'sigma': {'map_fraction': 0.0}})


def test_psnr_is_that_of_the_error() -> None:
    squares = [np.zeros((3, 64, 64), np.float32)]
    assert square_psnr(lambda x, sigma: np.full_like(x, 0.2), squares, 25) == pytest.approx(20, abs=1e-4)
    noisy = square_psnr(lambda x, sigma: x, squares, 25)
    assert noisy == pytest.approx(20 * np.log10(255 / 25), abs=0.1)


def test_a_study_trains_exports_and_measures(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path('training/tests/tiny.toml').read_text(encoding='utf-8').replace('steps = 20', 'steps = 3')
    head, tail = text.split('[network]')
    rest = tail.split('[data]')[1]
    candidate = '\n[candidates.T]\nwidths = [8, 16]\nblocks = [1, 1]\nblock = "gated"\n'
    file = tmp_path / 'study.toml'
    file.write_text(f'{head}[data]{rest}{candidate}', encoding='utf-8')
    options = ['study', str(file), '--data', str(data), '--runs', str(tmp_path), '--threads', '1']
    assert main([*options, '--train', 'X']) == 1
    assert 'it has T' in capsys.readouterr().err
    assert main([*options, '--train', 'T', '--table', str(tmp_path / 'table.json')]) == 0
    (row,) = json.loads((tmp_path / 'table.json').read_text(encoding='utf-8')).values()
    assert row['parameters'] == sum(p.numel() for p in create_denoiser(read_study(file)['T'].network).parameters())
    assert row['milliseconds'] > 0 and row['int8Milliseconds'] > 0
