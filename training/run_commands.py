"""The commands of `python -m training` that train, and that carry weights from run to run."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .command import PACKAGE, add_command
from .expected_error import ExpectedError


def add_run_commands(commands: Any) -> None:
    """Adds them to the parser's commands; what is heavy is loaded when a command runs."""
    train = add_command(commands, 'train', _train, 'start a run')
    train.add_argument('config', type=Path)
    train.add_argument('--run', type=Path, help='folder of the run; default training/runs/NAME')
    train.add_argument('--weights', type=Path, help='an exported .onnx or kept .npz of the same shape to start from')
    train.add_argument('--threads', type=int, help='torch threads; one is the best use of a core that other work shares')

    resume = add_command(commands, 'resume', _resume, 'go on with a run')
    resume.add_argument('run', type=Path)
    resume.add_argument('--threads', type=int, help='torch threads, instead of as many as before')
    resume.add_argument('--decay', type=float, help='let the rate fall to zero from now on, within this many hours (steps, where the budget is in steps)')

    keep = add_command(
        commands, 'keep', _keep, "write a checkpoint's weights in half precision, to start another run from", needs_data=False
    )
    keep.add_argument('checkpoint', type=Path)
    keep.add_argument('file', type=Path)

    graft = add_command(
        commands, 'graft', _graft, 'make weights for a network of other levels and blocks, to start a run from', needs_data=False
    )
    graft.add_argument('source', type=Path, help='a checkpoint .pt, an exported .onnx or a kept .npz')
    graft.add_argument('config', type=Path, help='the configuration of the run that is to start')
    graft.add_argument('file', type=Path, help='an .npz')
    graft.add_argument('--source-config', type=Path, help='the configuration of an .onnx or .npz; a checkpoint knows its own')

    study = add_command(commands, 'study', _study, 'compare architectures at equal training time')
    study.add_argument('config', type=Path)
    study.add_argument('--train', metavar='LETTER', help='train this candidate; several may be trained at once, a core each')
    study.add_argument('--table', type=Path, help='measure all that are trained and write this JSON file')
    study.add_argument('--runs', type=Path, default=PACKAGE / 'runs')
    study.add_argument('--threads', type=int, default=2, help='of the measurement')

    curve = add_command(commands, 'curve', _curve, 'draw quality against hours of training', needs_data=False)
    curve.add_argument('table', type=Path, help='a CSV file, such as docs/benchmarks/training-curve.csv')
    curve.add_argument('file', type=Path, help='an .svg')


def _train(options: argparse.Namespace) -> None:
    from .checkpoint import CHECKPOINT
    from .config import load_config, with_threads
    from .start_weights import read_start
    from .trainer import Trainer

    config = with_threads(load_config(options.config), options.threads)
    run: Path = options.run or PACKAGE / 'runs' / config.name
    if (run / CHECKPOINT).exists():
        raise ExpectedError(f'{run} holds a run already, so none was started; go on with `python -m training resume {run}`.')
    start = None if options.weights is None else read_start(options.weights)
    run.mkdir(parents=True, exist_ok=True)
    Trainer(config, options.data, run, start=start).run()


def _resume(options: argparse.Namespace) -> None:
    from .checkpoint import CHECKPOINT, load_checkpoint
    from .config import config_from_dict, with_threads
    from .trainer import Trainer

    state = load_checkpoint(options.run / CHECKPOINT)
    config = with_threads(config_from_dict(state['config']), options.threads)
    trainer = Trainer(config, options.data, options.run, state)
    if options.decay is not None:
        trainer.decay_now(options.decay)
    trainer.run()


def _keep(options: argparse.Namespace) -> None:
    from .start_weights import keep

    keep(options.checkpoint, options.file)
    print(f'{options.file}: {options.file.stat().st_size} bytes')


def _graft(options: argparse.Namespace) -> None:
    from .graft import graft

    new = graft(options.source, options.config, options.file, options.source_config)
    print(f'{len(new)} tensors are new in {options.file}')


def _study(options: argparse.Namespace) -> None:
    from .study import read_study, train_candidate, write_table

    study = read_study(options.config)
    if options.train is None and options.table is None:
        raise ExpectedError('Nothing was done: --train LETTER trains a candidate, --table FILE measures those that are trained.')
    if options.train is not None:
        if options.train not in study:
            raise ExpectedError(f'{options.config} has no candidate {options.train}; it has {", ".join(study)}.')
        train_candidate(study[options.train], options.data, options.runs)
    if options.table is not None:
        write_table(study, options.data, options.runs, options.table, options.threads)


def _curve(options: argparse.Namespace) -> None:
    from .curve import draw_curve

    draw_curve(options.table, options.file)
    print(options.file)
