"""The commands of `python -m training` that measure networks and make files of them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from .command import add_command
from .expected_error import ExpectedError

TESTSET = Path('../shared/testsets/CBSD68')


def add_model_commands(commands: Any) -> None:
    """Adds them to the parser's commands; what is heavy is loaded when a command runs."""
    evaluate = add_command(commands, 'evaluate', _evaluate, 'measure an ONNX file or a checkpoint')
    evaluate.add_argument('file', type=Path, help='an exported .onnx or a checkpoint .pt')
    evaluate.add_argument('--testset', type=Path, help=f'for an .onnx; default {TESTSET}')
    evaluate.add_argument('--limit', type=int, help='only the first pictures of the test set')
    evaluate.add_argument('--threads', type=int, default=2)

    halo = add_command(commands, 'halo', _halo, 'measure how far an exported prior looks beyond a tile')
    halo.add_argument('model', type=Path)
    halo.add_argument('--pictures', type=int, default=6)

    export = add_command(commands, 'export', _export, "write a checkpoint as ONNX with the application's manifest, but for its checksums")
    release = add_command(commands, 'release', _release, 'export, make the 8-bit and half-precision versions and complete the manifest')
    for parser in (export, release):
        parser.add_argument('checkpoint', type=Path)
        parser.add_argument('folder', type=Path, help='models/ID')
        parser.add_argument('--ema', type=int, default=0, help="which of the run's averages")

    quantise = add_command(commands, 'quantise', _quantise, 'write the 8-bit version of an exported prior')
    half = add_command(commands, 'half', _half, 'write the half-precision version of an exported prior')
    for parser in (quantise, half):
        parser.add_argument('model', type=Path)
        parser.add_argument('output', type=Path)


def _evaluate(options: argparse.Namespace) -> None:
    if options.file.suffix == '.pt':
        _evaluate_checkpoint(options)
        return
    from .evaluate import denoiser_of, measure_milliseconds, measure_psnr, open_session
    from .reach import FAR, SIGMA, measure_reach

    testset = options.testset or TESTSET
    denoise = denoiser_of(open_session(options.file, options.threads))
    print(f'{measure_milliseconds(denoise):.0f} ms per 256 x 256 on {options.threads} threads')
    for level, psnr in measure_psnr(denoise, testset, options.limit).items():
        print(f'{testset.name} sigma {level}: {psnr:.2f} dB', flush=True)
    reach = measure_reach(denoise, testset, options.limit)
    print(f'as windows of a repair, noise {SIGMA:g}: rms error {reach.within:.4f} within {FAR:g}, {reach.beyond:.4f} beyond')


def _evaluate_checkpoint(options: argparse.Namespace) -> None:
    import torch

    from .checkpoint import load_denoiser
    from .store import PictureStore
    from .validation import Validation

    if options.testset is not None or options.limit is not None:
        raise ExpectedError(
            'A checkpoint is measured on the held-out pictures, so nothing was measured; leave out --testset and --limit, or '
            '`export` it first.'
        )
    torch.set_num_threads(options.threads)
    _, config, state = load_denoiser(options.file)
    validation = Validation(PictureStore(options.data), config.housekeeping.validation_sigmas)
    print(f'step {state["step"]}, {state["patches"]:.0f} patches, {state["hours"]:.2f} hours')
    for index, std in enumerate(config.optimiser.ema_stds):
        denoiser, _, _ = load_denoiser(options.file, index)
        for name, value in validation.measure(denoiser).items():
            print(f'average {std:g} {name}: {value:.4f}', flush=True)


def _halo(options: argparse.Namespace) -> None:
    from .evaluate import denoiser_of, open_session
    from .halo import PICTURE_PX, halo_px, measure_halo
    from .held_out import held_out_squares

    squares = held_out_squares(options.data, options.pictures, PICTURE_PX)
    rows = measure_halo(denoiser_of(open_session(options.model, 1)), squares, (0.02, 0.1, 0.3, 1.0, 3.0))
    for row in rows:
        if row.distance_px in (16, 32, 40, 48, 64, 80, 96):
            print(f'sigma {row.sigma:g}, {row.distance_px} px: rms {row.rms:.0e}, at most {row.largest:.0e}')
    for sigma in (0.3, 1.0, 3.0):
        print(f'halo up to sigma {sigma:g}: {halo_px(rows, sigma)} px')


def _export(options: argparse.Namespace) -> None:
    from .export import export

    manifest = export(options.checkpoint, options.folder, options.data, options.ema)
    print(f'{options.folder / manifest["weights"]["file"]}; `node scripts/record-prior.mjs {options.folder}` completes its manifest.')


def _release(options: argparse.Namespace) -> None:
    from .release import release

    release(options.checkpoint, options.folder, options.data, options.ema)


def _quantise(options: argparse.Namespace) -> None:
    from .quantise import quantise

    print(json.dumps(quantise(options.model, options.output, options.data), indent=2))


def _half(options: argparse.Namespace) -> None:
    from .half import halve

    print(json.dumps(halve(options.model, options.output, options.data), indent=2))
