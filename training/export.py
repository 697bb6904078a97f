"""Writes a checkpoint's averaged weights as the application loads them, with a manifest and where they come from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .checkpoint import load_denoiser
from .config import Config
from .evaluate import Floats, denoiser_of, open_session
from .expected_error import ExpectedError
from .halo import LARGEST_RMS, PICTURE_PX, TILE_PX, halo_px, measure_halo
from .held_out import held_out_squares
from .onnx_file import write_checked
from .prior_draft import draft_of
from .prior_manifest import MANIFEST, WEIGHTS, describe_prior, write_json

PROVENANCE = 'training.json'
HALO_PICTURES = 6
# Stronger noise is asked about at smaller sizes first, where a tile holds more of the picture.
HALO_SIGMAS = (0.02, 0.1, 0.3)


def export(checkpoint: Path, folder: Path, data: Path, ema: int = 0) -> dict[str, Any]:
    """Writes denoiser.onnx, manifest.json (but for its checksums) and training.json; returns the manifest.

    `data` is a prepared data folder, `ema` one of the run's averages. Raises ExpectedError where the ONNX file would not be
    the checkpoint, or its halo would be too wide; `folder` is then as it was.
    """
    with draft_of(folder) as draft:
        return export_into(draft, checkpoint, data, ema)


def export_into(folder: Path, checkpoint: Path, data: Path, ema: int) -> dict[str, Any]:
    """The same, but what fails may be left half done."""
    denoiser, config, state = load_denoiser(checkpoint, ema)
    pictures = held_out_squares(data, HALO_PICTURES, PICTURE_PX)
    difference = write_checked(denoiser, folder / WEIGHTS)
    halo, criterion = _measure_halo(folder / WEIGHTS, pictures)
    manifest = describe_prior(folder, config, halo, criterion)
    write_json(folder / MANIFEST, manifest)
    write_json(folder / PROVENANCE, _provenance(config, state, ema) | {'largestDifferenceToCheckpoint': difference})
    return manifest


def _measure_halo(model: Path, pictures: list[Floats]) -> tuple[int, str]:
    """The context in px that answers need, and how it was measured."""
    rows = measure_halo(denoiser_of(open_session(model, 1)), pictures, HALO_SIGMAS)
    halo = halo_px(rows, HALO_SIGMAS[-1])
    if halo >= TILE_PX // 2:
        raise ExpectedError(
            f'Answers depend on what lies more than half a tile of {TILE_PX} px away, so nothing was exported; train on.'
        )
    criterion = (
        f'The middle {TILE_PX} x {TILE_PX} cut out of {PICTURE_PX} x {PICTURE_PX}, {len(pictures)} photographs, '
        f'sigma {HALO_SIGMAS[0]:g} to {HALO_SIGMAS[-1]:g}: from {halo} px inside the cut on, the answers differ by '
        f'rms < {LARGEST_RMS:g} and at most one 8-bit step (2/255).'
    )
    return halo, criterion


def _provenance(config: Config, state: dict[str, Any], ema: int) -> dict[str, Any]:
    return {
        'run': config.name,
        'steps': state['step'],
        'patches': round(state['patches']),
        'hours': round(state['hours'], 2),
        'emaStd': config.optimiser.ema_stds[ema],
        'dataSha256': state['data'],
        # What the run began with and how many processes shared it: neither is in older checkpoints.
        'startSha256': state.get('start'),
        'processes': state.get('team'),
        'parameters': sum(tensor.numel() for tensor in state['emas'][ema]),
        'config': config.to_dict(),
    }
