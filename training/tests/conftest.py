"""What several tests share: the tiny configuration and the tiny prepared data."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from training.config import Config, load_config
from training.prepare import prepare

HERE = Path(__file__).parent

# The generator's tests run without PyTorch.
if importlib.util.find_spec('torch'):
    import torch

    torch.set_num_threads(1)  # the tests are too small for more, and leave the other cores alone


@pytest.fixture(scope='session')
def config() -> Config:
    return load_config(HERE / 'tiny.toml')


@pytest.fixture(scope='session')
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp('data')
    prepare(HERE / 'tiny-sources.toml', folder)
    return folder
