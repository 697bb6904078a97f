from pathlib import Path

import pytest

from training.config import config_from_dict, load_config
from training.expected_error import ExpectedError


# sources.toml is a list of pictures; damage-*.toml and study.toml have tests of their own.
CONFIGS = [path for path in sorted(Path('training/configs').glob('*.toml')) if not path.name.startswith(('sources', 'damage-', 'study'))]


@pytest.mark.parametrize('path', CONFIGS, ids=str)
def test_every_shipped_configuration_loads(path: Path) -> None:
    config = load_config(path)
    assert len(config.network.widths) == len(config.network.blocks)
    assert sum(share for _, _, share in config.data.crops) == pytest.approx(1)


def test_a_configuration_survives_the_checkpoint() -> None:
    config = load_config(Path('training/configs/k1.toml'))
    assert config_from_dict(config.to_dict()) == config
    assert config.network.size_multiple == 16


def test_a_setting_that_is_no_more_is_taken_from_old_checkpoints_where_it_did_nothing() -> None:
    old = load_config(Path('training/configs/k1.toml')).to_dict()
    old['data']['dead_leaves_fraction'] = 0.0
    assert config_from_dict(old) == load_config(Path('training/configs/k1.toml'))
    old['data']['dead_leaves_fraction'] = 0.2
    with pytest.raises(ExpectedError, match='dead_leaves_fraction'):
        config_from_dict(old)


def test_a_misspelt_setting_is_refused() -> None:
    with pytest.raises(ExpectedError, match='lerning_rate'):
        config_from_dict({'name': 'x', 'optimiser': {'lerning_rate': 1.0}})
