"""The architecture study trains what its file says, and its table holds what was measured."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from training.__main__ import main
from training.blocks import BLOCKS, level
from training.config import NetworkConfig, config_from_dict
from training.denoisers import create_denoiser
from training.evaluate import denoiser_of, open_session
from training.expected_error import ExpectedError
from training.held_out import held_out_squares
from training.prior_manifest import INT8_WEIGHTS, WEIGHTS
from training.study import (
    PICTURES,
    SQUARE_PX,
    count_macs,
    measure_candidate,
    read_study,
    square_psnr,
    train_candidate,
    write_table,
)
from training.trainer import Trainer

STUDY = Path('training/configs/study.toml')


def test_every_candidate_has_the_size_it_is_known_by() -> None:
    study = read_study(STUDY)
    sizes = {letter: sum(p.numel() for p in create_denoiser(c.network).parameters()) for letter, c in study.items()}
    assert sizes == {
        **{'A': 6_695_660, 'B': 6_222_380, 'J': 5_905_868, 'H': 5_886_128, 'I': 3_702_540},
        **{'G': 4_367_532, 'E': 3_057_964},
    }


def test_macs_are_those_of_the_layers() -> None:
    denoiser = create_denoiser(NetworkConfig(widths=(8, 16), blocks=(1, 1), shuffle=2, embedding=0))
    at_128, at_64 = 128 * 128, 64 * 64
    expected = at_128 * (5 * 36 * 8 + 4 * 8 * 8 * 9 + 8 * 12 * 9)  # stem, a block down and one up, head
    expected += at_64 * (8 * 4 * 16 + 2 * 16 * 16 * 9 + 16 * 8)  # down, a block, up
    assert count_macs(denoiser) == expected


def test_macs_of_gates_count_a_channel_each() -> None:
    denoiser = create_denoiser(NetworkConfig(widths=(8,), blocks=(1,), shuffle=2, block='gated', embedding=0))
    block = 2 * (8 * 8 + 9 * 8) + 8 * 8 + 2 * 8 * 8 + 8 * 8
    assert count_macs(denoiser) == 128 * 128 * (5 * 36 * 8 + block + 8 * 12 * 9)


def test_macs_of_a_network_with_an_embedding() -> None:
    denoiser = create_denoiser(NetworkConfig(widths=(8, 16), blocks=(1, 1), shuffle=2, embedding=16))
    at_128, at_64 = 128 * 128, 64 * 64
    expected = at_128 * (12 * 9 * 8 + 4 * 8 * 8 * 9 + 8 * 12 * 9) + at_64 * (8 * 4 * 16 + 2 * 16 * 16 * 9)
    expected += at_128 * 16 * 8  # up: each output has one value of each channel
    expected += 32 * 16 + 16 * 16 + 2 * 16 * 8 + 16 * 16  # the embedding, and what each block makes of it
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
    with pytest.raises(ExpectedError, match="'dense'"):
        level('dense', 8, 1)
    with pytest.raises(ExpectedError, match='block'):
        config_from_dict({'name': 'x', 'network': {'embedding': 16, 'block': 'gated'}, 'sigma': {'map_fraction': 0.0}})


def test_psnr_is_that_of_the_error() -> None:
    squares = [np.zeros((3, 64, 64), np.float32)]
    assert square_psnr(lambda x, sigma: np.full_like(x, 0.2), squares, 25) == pytest.approx(20, abs=1e-4)
    noisy = square_psnr(lambda x, sigma: x, squares, 25)
    assert noisy == pytest.approx(20 * np.log10(255 / 25), abs=0.1)


@pytest.fixture
def study_file(tmp_path: Path) -> Path:
    text = Path('training/tests/tiny.toml').read_text(encoding='utf-8').replace('steps = 20', 'steps = 3').replace('map_fraction = 0.4', '')
    head, tail = text.split('[network]')
    rest = tail.split('[sigma]')[1]
    candidate = '\n[candidates.T]\nwidths = [8, 16]\nblocks = [1, 1]\nblock = "gated"\nembedding = 0\n'
    file = tmp_path / 'study.toml'
    file.write_text(f'{head}[sigma]{rest}{candidate}', encoding='utf-8')
    return file


def test_a_study_trains_exports_and_measures(
    data: Path, study_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ['study', str(study_file), '--data', str(data), '--runs', str(tmp_path), '--threads', '1']
    table = tmp_path / 'table.json'
    assert main([*options, '--table', str(table)]) == 1 and not table.exists()
    assert main([*options, '--train', 'T', '--table', str(table)]) == 0
    (row,) = json.loads(table.read_text(encoding='utf-8')).values()
    assert row['parameters'] == sum(p.numel() for p in create_denoiser(read_study(study_file)['T'].network).parameters())
    assert row['milliseconds'] > 0 and row['int8Milliseconds'] > 0
    assert (row['steps'], row['skipped']) == (3, 0)
    squares = held_out_squares(data, PICTURES, SQUARE_PX)
    for key, weights in (('psnr', WEIGHTS), ('int8Psnr', INT8_WEIGHTS)):
        denoise = denoiser_of(open_session(tmp_path / 'tiny-T' / weights, 1))
        assert row[key]['25'] == pytest.approx(square_psnr(denoise, squares, 25))
    assert row['psnr'] != row['int8Psnr']
    printed = capsys.readouterr().out.splitlines()[-1]
    assert printed.startswith(f'| T | 0.01 | {row["gigaMacs"]:.2f} | ')
    assert f'{row["psnr"]["25"]:.2f} / {row["int8Psnr"]["25"]:.2f}' in printed


def test_a_candidate_that_was_stopped_goes_on_and_is_not_measured_before(
    data: Path, study_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = read_study(study_file)['T']
    whole = Trainer.run
    monkeypatch.setattr(Trainer, 'run', lambda trainer: whole(trainer, until_step=2))
    with pytest.raises(ExpectedError, match='goes on'):
        train_candidate(config, data, tmp_path)
    with pytest.raises(ExpectedError, match='--train'):
        write_table({'T': config}, data, tmp_path, tmp_path / 'table.json', 1)
    monkeypatch.setattr(Trainer, 'run', whole)
    train_candidate(config, data, tmp_path)
    assert measure_candidate(config, data, tmp_path, 1)['steps'] == 3
    for other in (dataclasses.replace(config, seed=99), dataclasses.replace(config, schedule=dataclasses.replace(config.schedule, steps=9))):
        with pytest.raises(ExpectedError, match='another recipe'):
            measure_candidate(other, data, tmp_path, 1)
        with pytest.raises(ExpectedError, match='another recipe'):
            train_candidate(other, data, tmp_path)


@pytest.mark.parametrize(
    ('arguments', 'reason'),
    [
        ([str(STUDY), '--train', 'X'], 'it has B'),
        ([str(STUDY)], '--train LETTER'),
        (['training/tests/tiny.toml', '--train', 'A'], 'no [candidates]'),
    ],
)
def test_a_mistake_is_told_in_one_sentence(arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['study', *arguments]) == 1
    assert reason in capsys.readouterr().err


def test_a_network_that_answers_what_is_no_number_has_no_quality() -> None:
    squares = [np.zeros((3, 16, 16), np.float32)] * 2
    assert square_psnr(lambda x, _: x * np.nan, squares, 25) is None
    assert square_psnr(lambda x, _: x * 0, squares, 25) == pytest.approx(120)
