"""Everything that defines a training run of the damage network, read from a TOML file into frozen dataclasses."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from ..config import HousekeepingConfig, ScheduleConfig, parse_config
from ..toml_file import read_toml


@dataclasses.dataclass(frozen=True)
class DamageNetworkConfig:
    """Shape of the U-Net, one entry a level, top first; `dilations` are those of the blocks at the bottom."""

    widths: tuple[int, ...] = (32, 48, 64, 96)
    encoder_blocks: tuple[int, ...] = (0, 1, 2, 3)
    decoder_blocks: tuple[int, ...] = (1, 1, 1)
    dilations: tuple[int, ...] = (1, 2, 4)
    shuffle: int = 2

    @property
    def size_multiple(self) -> int:
        """Height and width of an input must be multiples of this."""
        return self.shuffle * 2 ** (len(self.widths) - 1)


@dataclasses.dataclass(frozen=True)
class DamageDataConfig:
    """`pairs` scans with and as many without damage make a batch; a part of the clean ones come from the queue."""

    side: int = 160
    pairs: int = 12
    decoy_fraction: float = 0.4
    hard_fraction: float = 0.25
    hard_queue: int = 400
    validation_pairs: int = 48
    workers: int = 1


@dataclasses.dataclass(frozen=True)
class DamageLossConfig:
    """Weights of the parts of the loss; tuples have one entry for each of the five classes, then one for "any".

    `area_weight` is what a pixel of a tear or a stain counts: they cover a hundred times the pixels of a scratch, and
    at full weight one of them in a batch drowns everything else.
    """

    positive_weights: tuple[float, ...] = (3.0, 3.0, 2.5, 1.5, 1.5, 2.0)
    output_weights: tuple[float, ...] = (1.0, 1.0, 1.0, 0.3, 0.3, 1.0)
    area_weight: float = 0.1
    tversky_weight: float = 1.0
    tversky_false_positive: float = 0.6
    focal_gamma: float = 0.5


@dataclasses.dataclass(frozen=True)
class DamageOptimiserConfig:
    """AdamW with a cosine decay over the whole run, its guards and the moving average of the weights."""

    learning_rate: float = 2e-3
    betas: tuple[float, float] = (0.9, 0.99)
    weight_decay: float = 0.01
    clip_norm: float = 0.3
    skip_factor: float = 10.0
    ema_std: float = 0.05


@dataclasses.dataclass(frozen=True)
class DamageConfig:
    """One training run."""

    name: str
    seed: int = 1
    network: DamageNetworkConfig = DamageNetworkConfig()
    data: DamageDataConfig = DamageDataConfig()
    loss: DamageLossConfig = DamageLossConfig()
    optimiser: DamageOptimiserConfig = DamageOptimiserConfig()
    schedule: ScheduleConfig = ScheduleConfig()
    housekeeping: HousekeepingConfig = HousekeepingConfig()

    def to_dict(self) -> dict[str, Any]:
        """Plain nested dictionaries, for a checkpoint or a manifest."""
        return dataclasses.asdict(self)


def damage_config_from_dict(values: dict[str, Any]) -> DamageConfig:
    """Builds a DamageConfig; a section or setting that does not exist raises ExpectedError."""
    return parse_config(DamageConfig, values)


def load_damage_config(path: Path) -> DamageConfig:
    """Reads a TOML file such as configs/damage-s1.toml."""
    return damage_config_from_dict(read_toml(path))
