"""Command line of the training pipeline; see README.md."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .damage.commands import add_damage_commands

# Threads that wait must not spin: on a shared machine that costs everybody a core. Read when torch is loaded.
os.environ.setdefault('OMP_WAIT_POLICY', 'passive')

PACKAGE = Path('training')


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit status; expected failures end in one sentence."""
    options = _parser().parse_args(arguments)
    try:
        options.command(options)
    except (FileNotFoundError, FileExistsError, ValueError, RuntimeError) as error:
        print(f'error: {error}', file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog='python -m training', description=__doc__)
    commands = parser.add_subparsers(required=True)

    prepare = commands.add_parser('prepare', help='pack the training pictures')
    prepare.add_argument('--sources', type=Path, default=PACKAGE / 'configs' / 'sources.toml')
    prepare.add_argument('--data', type=Path, default=PACKAGE / 'data')
    prepare.set_defaults(command=_prepare)

    held_out = commands.add_parser('held-out', help='write photographs that no training sees, to choose settings on')
    held_out.add_argument('folder', type=Path)
    held_out.add_argument('--count', type=int, default=24)
    held_out.add_argument('--data', type=Path, default=PACKAGE / 'data')
    held_out.set_defaults(command=_held_out)

    train = commands.add_parser('train', help='start a run')
    train.add_argument('config', type=Path)
    train.add_argument('--data', type=Path, default=PACKAGE / 'data')
    train.add_argument('--run', type=Path, help='folder of the run; default training/runs/NAME')
    train.add_argument('--weights', type=Path, help='an exported .onnx or kept .npz of the same shape to start from')
    train.add_argument('--threads', type=int, help='torch threads; one is the best use of a core that other work shares')
    train.set_defaults(command=_train)

    resume = commands.add_parser('resume', help='go on with a run')
    resume.add_argument('run', type=Path)
    resume.add_argument('--data', type=Path, default=PACKAGE / 'data')
    resume.add_argument('--threads', type=int, help='torch threads, instead of as many as before')
    resume.add_argument('--decay', type=float, help='start the decay now, to end after this many hours')
    resume.set_defaults(command=_resume)

    evaluate = commands.add_parser('evaluate', help='measure an ONNX file or a checkpoint')
    evaluate.add_argument('file', type=Path, help='an exported .onnx or a checkpoint .pt')
    evaluate.add_argument('--testset', type=Path, default=Path('../shared/testsets/CBSD68'))
    evaluate.add_argument('--limit', type=int, help='only the first pictures of the test set')
    evaluate.add_argument('--data', type=Path, default=PACKAGE / 'data')
    evaluate.add_argument('--threads', type=int, default=2)
    evaluate.set_defaults(command=_evaluate)

    halo = commands.add_parser('halo', help='measure how far an exported prior looks beyond a tile')
    halo.add_argument('model', type=Path)
    halo.add_argument('--pictures', type=int, default=6)
    halo.add_argument('--data', type=Path, default=PACKAGE / 'data')
    halo.set_defaults(command=_halo)

    export = commands.add_parser('export', help='write a checkpoint as ONNX with a manifest')
    export.add_argument('checkpoint', type=Path)
    export.add_argument('folder', type=Path)
    export.add_argument('--ema', type=int, default=0, help="which of the run's averages")
    export.set_defaults(command=_export)

    keep = commands.add_parser('keep', help="write a checkpoint's weights in half precision, to start another run from")
    keep.add_argument('checkpoint', type=Path)
    keep.add_argument('file', type=Path)
    keep.set_defaults(command=_keep)

    graft = commands.add_parser('graft', help='make weights for a network of other levels and blocks, to start a run from')
    graft.add_argument('checkpoint', type=Path)
    graft.add_argument('config', type=Path, help='the configuration of that run')
    graft.add_argument('file', type=Path, help='an .npz')
    graft.set_defaults(command=_graft)

    quantise = commands.add_parser('quantise', help='write the 8-bit version of an exported prior')
    quantise.add_argument('model', type=Path)
    quantise.add_argument('output', type=Path)
    quantise.add_argument('--data', type=Path, default=PACKAGE / 'data')
    quantise.set_defaults(command=_quantise)

    half = commands.add_parser('half', help='write the half-precision version of an exported prior')
    half.add_argument('model', type=Path)
    half.add_argument('output', type=Path)
    half.set_defaults(command=_half)
    study = commands.add_parser('study', help='compare architectures at equal training time')
    study.add_argument('config', type=Path)
    study.add_argument('--train', metavar='LETTER', help='train this candidate; several may be trained at once, a core each')
    study.add_argument('--table', type=Path, help='measure all that are trained and write this JSON file')
    study.add_argument('--data', type=Path, default=PACKAGE / 'data')
    study.add_argument('--runs', type=Path, default=PACKAGE / 'runs')
    study.add_argument('--threads', type=int, default=2, help='of the measurement')
    study.set_defaults(command=_study)
    add_damage_commands(commands)
    return parser


def _prepare(options: argparse.Namespace) -> None:
    from .prepare import prepare

    prepare(options.sources, options.data)


def _held_out(options: argparse.Namespace) -> None:
    from .held_out import write_held_out

    for path in write_held_out(options.data, options.folder, options.count):
        print(path)


def _train(options: argparse.Namespace) -> None:
    from .checkpoint import CHECKPOINT
    from .config import load_config, with_threads
    from .trainer import Trainer

    config = with_threads(load_config(options.config), options.threads)
    run: Path = options.run or PACKAGE / 'runs' / config.name
    if (run / CHECKPOINT).exists():
        raise FileExistsError(f'{run} holds a run already; go on with `python -m training resume {run}`.')
    run.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(config, options.data, run)
    if options.weights is not None:
        from .export import read_weights

        trainer.denoiser.load_state_dict(read_weights(options.weights))
    trainer.run()


def _resume(options: argparse.Namespace) -> None:
    from .checkpoint import CHECKPOINT, load_checkpoint
    from .config import config_from_dict, with_threads
    from .trainer import Trainer

    state = load_checkpoint(options.run / CHECKPOINT)
    config = with_threads(config_from_dict(state['config']), options.threads)
    trainer = Trainer(config, options.data, options.run, state)
    if options.decay is not None:
        trainer.budget.decay_now(trainer.step, trainer.hours, options.decay)
    trainer.run()


def _evaluate(options: argparse.Namespace) -> None:
    if options.file.suffix == '.pt':
        _evaluate_checkpoint(options)
        return
    from .evaluate import denoiser_of, measure_milliseconds, measure_psnr, open_session

    denoise = denoiser_of(open_session(options.file, options.threads))
    print(f'{measure_milliseconds(denoise):.0f} ms per 256 x 256 on {options.threads} threads')
    for level, psnr in measure_psnr(denoise, options.testset, options.limit).items():
        print(f'{options.testset.name} sigma {level}: {psnr:.2f} dB', flush=True)


def _evaluate_checkpoint(options: argparse.Namespace) -> None:
    from .checkpoint import load_denoiser
    from .store import PictureStore
    from .validation import Validation

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

    manifest = export(options.checkpoint, options.folder, options.ema)
    print(f'{options.folder / manifest["file"]}: sha256 {manifest["sha256"]}')


def _keep(options: argparse.Namespace) -> None:
    from .export import keep

    keep(options.checkpoint, options.file)
    print(f'{options.file}: {options.file.stat().st_size} bytes')


def _graft(options: argparse.Namespace) -> None:
    from .graft import graft

    new = graft(options.checkpoint, options.config, options.file)
    print(f'{len(new)} tensors are new in {options.file}')


def _quantise(options: argparse.Namespace) -> None:
    from .quantise import quantise

    entry = quantise(options.model, options.output, options.data)
    print(f'{options.output}: {entry["byteLength"]} bytes, sha256 {entry["sha256"]}')


def _half(options: argparse.Namespace) -> None:
    from .half import halve

    entry = halve(options.model, options.output)
    print(f'{options.output}: {entry["byteLength"]} bytes, sha256 {entry["sha256"]}')


def _study(options: argparse.Namespace) -> None:
    from .study import read_study, train_candidate, write_table

    study = read_study(options.config)
    if options.train is None and options.table is None:
        raise ValueError('Nothing was done: --train LETTER trains a candidate, --table FILE measures those that are trained.')
    if options.train is not None:
        if options.train not in study:
            raise ValueError(f'{options.config} has no candidate {options.train}; it has {", ".join(study)}.')
        train_candidate(study[options.train], options.data, options.runs)
    if options.table is not None:
        write_table(study, options.data, options.runs, options.table, options.threads)


if __name__ == '__main__':
    sys.exit(main())
