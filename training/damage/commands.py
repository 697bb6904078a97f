"""The `damage-*` commands of `python -m training`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ..command import PACKAGE, add_command
from ..expected_error import ExpectedError


def add_damage_commands(commands: Any) -> None:
    """Adds them to the parser's commands; what is heavy is loaded when a command runs."""
    sheet = add_command(commands, 'damage-sheet', _sheet, 'draw contact sheets of synthetic damage')
    sheet.add_argument('file', type=Path)
    sheet.add_argument('--seed', type=int, default=0)

    examples = add_command(commands, 'damage-set', _set, 'write damaged and clean scans of held-out photographs')
    examples.add_argument('folder', type=Path)
    examples.add_argument('--count', type=int, default=48)
    examples.add_argument('--seed', type=int, default=1)

    train = add_command(commands, 'damage-train', _train, 'start a run of the network that finds damage')
    train.add_argument('config', type=Path)
    train.add_argument('--run', type=Path, help='folder of the run; default training/runs/NAME')
    train.add_argument('--hours', type=float, help='the budget, instead of that of the config')

    resume = add_command(commands, 'damage-resume', _resume, 'go on with a run')
    resume.add_argument('run', type=Path)
    resume.add_argument('--hours', type=float, help='a new budget in hours, those spent included')

    average = add_command(commands, 'damage-average', _average, 'average the weights of several checkpoints of one run')
    average.add_argument('checkpoints', type=Path, nargs='+')
    average.add_argument('target', type=Path)

    evaluate = add_command(commands, 'damage-evaluate', _evaluate, 'measure an exported network')
    evaluate.add_argument('file', type=Path)
    evaluate.add_argument('--set', type=Path, help='a folder of damage-set')
    evaluate.add_argument('--clean', type=Path, action='append', default=[], help='a folder of clean photographs')
    evaluate.add_argument('--context', type=Path, help='a photograph to measure the reach of the network on')
    evaluate.add_argument('--maps', type=Path, help='a folder of photographs to draw probability maps of')
    evaluate.add_argument('--maps-out', type=Path, default=PACKAGE / 'runs' / 'damage-maps')
    evaluate.add_argument('--threads', type=int, default=2)

    export = add_command(commands, 'damage-export', _export, 'write a checkpoint as ONNX with a manifest')
    export.add_argument('checkpoint', type=Path)
    export.add_argument('folder', type=Path)


def _sheet(options: argparse.Namespace) -> None:
    from .sheet import draw_sheets

    for path in draw_sheets(options.file, options.data, options.seed):
        print(path)


def _set(options: argparse.Namespace) -> None:
    from .example_set import write_example_set

    write_example_set(options.folder, options.data, options.count, options.seed)


def _train(options: argparse.Namespace) -> None:
    import dataclasses

    from ..checkpoint import CHECKPOINT
    from .config import load_damage_config
    from .trainer import DamageTrainer

    config = load_damage_config(options.config)
    if options.hours is not None:
        config = dataclasses.replace(config, schedule=dataclasses.replace(config.schedule, hours=options.hours))
    run: Path = options.run or PACKAGE / 'runs' / config.name
    if (run / CHECKPOINT).exists():
        raise ExpectedError(f'{run} holds a run already, so none was started; go on with `python -m training damage-resume {run}`.')
    run.mkdir(parents=True, exist_ok=True)
    DamageTrainer(config, options.data, run).run()


def _resume(options: argparse.Namespace) -> None:
    from ..checkpoint import CHECKPOINT, load_checkpoint
    from .config import damage_config_from_dict
    from .trainer import DamageTrainer

    state = load_checkpoint(options.run / CHECKPOINT)
    trainer = DamageTrainer(damage_config_from_dict(state['config']), options.data, options.run, state)
    if options.hours is not None:
        trainer.budget.total = options.hours
    trainer.run()


def _average(options: argparse.Namespace) -> None:
    from .average import average_checkpoints

    average_checkpoints(options.checkpoints, options.target)


def _evaluate(options: argparse.Namespace) -> None:
    from .evaluate import evaluate

    evaluate(
        options.file, options.set, options.clean, options.context, options.maps, options.maps_out, options.threads
    )


def _export(options: argparse.Namespace) -> None:
    from .export import export_checkpoint

    manifest = export_checkpoint(options.checkpoint, options.folder)
    print(f'{options.folder / manifest["weights"]["file"]}: sha256 {manifest["weights"]["sha256"]}')
