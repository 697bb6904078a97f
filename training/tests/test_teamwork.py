"""Two processes that train together must take the same step."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from training.batches import BatchSource
from training.checkpoint import CHECKPOINT, load_checkpoint
from training.config import config_from_dict, load_config
from training.run_log import TRAINING_LOG, VALIDATION_LOG, read_columns
from training.trainer import Trainer

SCRIPT = """
import torch
from training.teamwork import Team
team = Team()
layer = torch.nn.Conv2d(2, 3, 3).to(memory_format=torch.channels_last)
for number, parameter in enumerate(layer.parameters()):
    parameter.grad = torch.full_like(parameter, team.rank + 1.0 + number)
    parameter.grad.flatten()[0] = 0
layer.weight.grad[0, 1, 2, 0] = 10 * team.rank
numbers = team.average(layer.parameters(), [float(team.rank), 4.0])
assert numbers == [0.5, 4.0], numbers
assert layer.weight.grad[0, 1, 2, 0] == 5
assert layer.weight.grad[1].eq(1.5).all()
assert layer.bias.grad[1:].eq(2.5).all()
print('leads' if team.leads else 'follows')
"""


def run_team(command: list[str]) -> list[str]:
    """Runs it in two processes that know of each other, as torchrun would; returns what they print."""
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        port = free.getsockname()[1]
    address = {'MASTER_ADDR': '127.0.0.1', 'MASTER_PORT': str(port), 'WORLD_SIZE': '2', 'OMP_NUM_THREADS': '1'}
    team = [
        subprocess.Popen(
            [sys.executable, *command], env=os.environ | address | {'RANK': str(rank)}, stdout=subprocess.PIPE, text=True
        )
        for rank in range(2)
    ]
    outputs = [process.communicate(timeout=240)[0].strip() for process in team]
    assert [process.returncode for process in team] == [0, 0]
    return outputs


def test_gradients_and_numbers_are_averaged_over_the_team() -> None:
    assert run_team(['-c', SCRIPT]) == ['leads', 'follows']


def test_two_processes_train_one_network_on_twice_the_batches(data: Path, tmp_path: Path) -> None:
    run_team(['-m', 'training', 'train', 'training/tests/tiny.toml', '--data', str(data), '--run', str(tmp_path)])
    state = load_checkpoint(tmp_path / CHECKPOINT)
    assert (state['step'], state['batches'], state['skipped']) == (20, 40, 0)
    log, validation = read_columns(tmp_path / TRAINING_LOG), read_columns(tmp_path / VALIDATION_LOG)
    assert log['step'] == [20]  # the leader alone writes
    assert len(validation['step']) == 1
    config = config_from_dict(state['config'])
    patches = sum(BatchSource(config, data)[k].sigma.numel() for k in range(40)) / 64**2
    assert state['patches'] == pytest.approx(patches)


# Whoever leads says what it has at the end, and whoever follows as well.
SESSION = """
import hashlib, sys
from pathlib import Path
from training.checkpoint import CHECKPOINT, load_checkpoint
from training.config import load_config
from training.trainer import Trainer
data, run, until = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
state = load_checkpoint(run / CHECKPOINT) if (run / CHECKPOINT).exists() else None
trainer = Trainer(load_config(Path('training/tests/tiny.toml')), data, run, state)
trainer.run(until_step=until)
print(hashlib.sha256(b''.join(p.detach().numpy().tobytes() for p in trainer.denoiser.parameters())).hexdigest())
"""


def test_all_of_a_team_have_the_same_weights_and_a_team_that_was_interrupted_too(data: Path, tmp_path: Path) -> None:
    whole, parts = tmp_path / 'whole', tmp_path / 'parts'
    for run in (whole, parts):
        run.mkdir()
    leads, follows = run_team(['-c', SESSION, str(data), str(whole), '8'])
    assert leads == follows
    first = run_team(['-c', SESSION, str(data), str(parts), '3'])
    assert first[0] == first[1] != leads
    assert run_team(['-c', SESSION, str(data), str(parts), '8']) == [leads, follows]
    # Alone it goes on with the next batch of those that the team has not taken.
    alone = Trainer(load_config(Path('training/tests/tiny.toml')), data, parts, load_checkpoint(parts / CHECKPOINT))
    alone.run(until_step=9)
    assert alone.batches == 17


def test_alone_nothing_changes() -> None:
    from training.teamwork import Team

    team = Team()
    assert team.leads
    assert team.average([], [3.0]) == [3.0]
