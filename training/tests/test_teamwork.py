"""Two processes that train together must take the same step."""

from __future__ import annotations

import os
import subprocess
import sys

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


def test_gradients_and_numbers_are_averaged_over_the_team() -> None:
    command = [sys.executable, '-c', SCRIPT]
    address = {'MASTER_ADDR': '127.0.0.1', 'MASTER_PORT': '29613', 'WORLD_SIZE': '2', 'OMP_NUM_THREADS': '1'}
    team = [
        subprocess.Popen(command, env=os.environ | address | {'RANK': str(rank)}, stdout=subprocess.PIPE, text=True)
        for rank in range(2)
    ]
    outputs = [process.communicate(timeout=120)[0].strip() for process in team]
    assert [process.returncode for process in team] == [0, 0]
    assert outputs == ['leads', 'follows']


def test_alone_nothing_changes() -> None:
    from training.teamwork import Team

    team = Team()
    assert team.leads
    assert team.average([], [3.0]) == [3.0]
