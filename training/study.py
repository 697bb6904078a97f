"""Architectures compared at equal training time: one recipe, seed and order of pictures for all, one core each."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import torch
from torch import nn

from .checkpoint import CHECKPOINT, load_checkpoint, load_denoiser
from .config import Config, NetworkConfig, config_from_dict, parse_config
from .denoisers import AnyDenoiser
from .evaluate import Denoise, Floats, denoiser_of, mean_psnr, measure_milliseconds, open_session
from .expected_error import ExpectedError
from .held_out import held_out_squares
from .onnx_file import write_checked
from .prior_manifest import INT8_WEIGHTS, WEIGHTS
from .quantise import write_quantised
from .toml_file import read_toml
from .trainer import Trainer

SIDE_PX = 256
SQUARE_PX = 128
PICTURES = 40
LEVELS = (15, 25, 50, 100)


def read_study(path: Path) -> dict[str, Config]:
    """The runs of a study's file, by the letters of its candidates: a configuration, and a table of networks for it."""
    values = read_toml(path)
    candidates = values.pop('candidates', None)
    if not candidates:
        raise ExpectedError(f'{path} has no [candidates], so there is nothing to compare; it describes a single run.')
    recipe = config_from_dict(values)
    return {
        letter: dataclasses.replace(recipe, name=f'{recipe.name}-{letter}', network=parse_config(NetworkConfig, network))
        for letter, network in candidates.items()
    }


def train_candidate(config: Config, data: Path, folder: Path) -> None:
    """Trains one candidate into its own folder, or goes on with it, and writes its exports there; raises ExpectedError if it is stopped.

    Another core may train another one meanwhile.
    """
    run = folder / config.name
    run.mkdir(parents=True, exist_ok=True)
    state = load_checkpoint(run / CHECKPOINT) if (run / CHECKPOINT).exists() else None
    if state is not None:
        _require_same_recipe(state, config, run)
    trainer = Trainer(config, data, run, state)
    trainer.run()
    if not trainer.budget.is_over(trainer.step, trainer.hours):
        raise ExpectedError(f'{run} was stopped before its time; the same command goes on with it.')
    denoiser, _, _ = load_denoiser(run / CHECKPOINT)
    write_checked(denoiser, run / WEIGHTS)
    # Whatever it loses by the 8 bits: the table tells.
    write_quantised(run / WEIGHTS, run / INT8_WEIGHTS, data)


def _require_same_recipe(state: dict[str, Any], config: Config, run: Path) -> None:
    if config_from_dict(state['config']) != config:
        raise ExpectedError(f'{run} was trained with another recipe than the study has now; remove it to train it again.')


def measure_candidate(config: Config, data: Path, folder: Path, threads: int) -> dict[str, Any]:
    """One row of the table; PSNR in dB over held-out photographs, time in ms of one call on 256 x 256, training in hours."""
    run = folder / config.name
    denoiser, _, state = load_denoiser(run / CHECKPOINT)
    _require_same_recipe(state, config, run)
    exact = denoiser_of(open_session(run / WEIGHTS, threads))
    fast = denoiser_of(open_session(run / INT8_WEIGHTS, threads))
    squares = held_out_squares(data, PICTURES, SQUARE_PX)
    return {
        'parameters': sum(p.numel() for p in denoiser.parameters()),
        'gigaMacs': count_macs(denoiser) / 1e9,
        'hours': state['hours'],
        'steps': state['step'],
        'skipped': state['skipped'],
        'patches': round(state['patches']),
        'milliseconds': measure_milliseconds(exact, SIDE_PX),
        'int8Milliseconds': measure_milliseconds(fast, SIDE_PX),
        'psnr': {level: square_psnr(exact, squares, level) for level in LEVELS},
        'int8Psnr': {level: square_psnr(fast, squares, level) for level in LEVELS},
    }


def write_table(study: dict[str, Config], data: Path, folder: Path, output: Path, threads: int) -> None:
    """Measures what has been trained and writes it as JSON, a row a candidate."""
    rows = {
        letter: measure_candidate(config, data, folder, threads)
        for letter, config in study.items()
        if (folder / config.name / INT8_WEIGHTS).exists()
    }
    if not rows:
        raise ExpectedError(f'No candidate is trained in {folder} yet; train each with --train LETTER.')
    output.write_text(json.dumps(rows, indent=2) + '\n', encoding='utf-8')
    print(markdown_table(rows))


def markdown_table(rows: dict[str, dict[str, Any]]) -> str:
    """The rows for a person, as decision 0010 shows them."""
    lines = [
        '| | parameters, M | GMAC | ms, float / 8-bit | patches | ' + ' | '.join(f'{level} dB' for level in LEVELS) + ' |',
        '|' + '---|' * (5 + len(LEVELS)),
    ]
    for letter, row in rows.items():
        cells = [
            f'{row["parameters"] / 1e6:.2f}',
            f'{row["gigaMacs"]:.2f}',
            f'{row["milliseconds"]:.0f} / {row["int8Milliseconds"]:.0f}',
            f'{row["patches"]:,}',
            *(f'{_decibels(row["psnr"][level])} / {_decibels(row["int8Psnr"][level])}' for level in LEVELS),
        ]
        lines.append(f'| {letter} | ' + ' | '.join(cells) + ' |')
    return '\n'.join(lines)


def _decibels(psnr: float | None) -> str:
    return 'none' if psnr is None else f'{psnr:.2f}'


def count_macs(denoiser: AnyDenoiser) -> int:
    """Multiplications of the convolutions and linear layers for one picture of 256 x 256."""
    total = 0

    def add(layer: nn.Module, _: Any, output: torch.Tensor) -> None:
        nonlocal total
        weight = layer.weight
        # Each output of a transposed convolution without overlap has one value of each channel.
        inputs = len(weight) if isinstance(layer, nn.ConvTranspose2d) else weight[0].numel()
        total += output.numel() * inputs

    hooks = [
        layer.register_forward_hook(add)
        for layer in denoiser.modules()
        if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d | nn.Linear)
    ]
    with torch.inference_mode():
        denoiser(torch.zeros(1, 3, SIDE_PX, SIDE_PX), torch.ones(1, 1, SIDE_PX, SIDE_PX))
    for hook in hooks:
        hook.remove()
    return total


def square_psnr(denoise: Denoise, squares: list[Floats], level: int) -> float | None:
    """Mean PSNR in dB over pictures [3, h, w] in [-1, 1], for noise of `level` out of 255; None where an answer is no number."""
    return mean_psnr(denoise, squares, level / 127.5, level)
