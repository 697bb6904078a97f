from pathlib import Path

import pytest

from training.config import config_from_dict, load_config


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


def test_a_misspelt_setting_is_refused() -> None:
    with pytest.raises(ValueError, match='lerning_rate'):
        config_from_dict({'name': 'x', 'optimiser': {'lerning_rate': 1.0}})
