"""Everything that defines a training run, read from a TOML file into frozen dataclasses.

The defaults are the recipe of photo-unet-s5 (configs/s7.toml): a configuration says what is different.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from .expected_error import ExpectedError
from .toml_file import read_toml


# In px. The application repairs windows whose sides are multiples of this.
LARGEST_SIZE_MULTIPLE = 16


@dataclasses.dataclass(frozen=True)
class NetworkConfig:
    """Shape of the U-Net: one entry of `widths` and `blocks` per level, top first."""

    widths: tuple[int, ...] = (48, 96, 192)
    blocks: tuple[int, ...] = (3, 3, 1)
    shuffle: int = 2
    block: str = 'residual'
    """What it is made of: one of `BLOCKS` in blocks.py."""
    embedding: int = 128
    """Channels of the noise level's embedding; 0: the level is a map beside the picture."""

    def __post_init__(self) -> None:
        if self.size_multiple > LARGEST_SIZE_MULTIPLE:
            raise ExpectedError(
                f'Pictures would have to be multiples of {self.size_multiple} px, so this network was not made; '
                f'take fewer levels or a smaller shuffle, for {LARGEST_SIZE_MULTIPLE} at most.'
            )

    @property
    def size_multiple(self) -> int:
        """Height and width of an input must be multiples of this."""
        return self.shuffle * 2 ** (len(self.widths) - 1)


@dataclasses.dataclass(frozen=True)
class SigmaConfig:
    """Law of the noise levels; unit: standard deviation in the image range [-1, 1]."""

    minimum: float = 0.003
    maximum: float = 20.0
    log_normal_fraction: float = 0.95
    log_mean: float = -1.2
    log_std: float = 1.2
    log_uniform_minimum: float = 0.005
    map_fraction: float = 0.0
    """How many patches have a hole with a level of its own, for a network that takes a map."""
    hole_range: tuple[float, float] = (0.01, 20.0)
    known_range: tuple[float, float] = (0.003, 0.03)


@dataclasses.dataclass(frozen=True)
class DataConfig:
    """What a batch is made of. `crops` lists (side in px, patches per batch, share of the batches)."""

    crops: tuple[tuple[int, int, float], ...] = ((64, 32, 0.7), (128, 8, 0.22), (192, 4, 0.08))
    scale_range: tuple[float, float] = (0.35, 1.0)
    full_scale_fraction: float = 0.4
    grey_fraction: float = 0.15
    tinted_fraction: float = 0.1
    grain_fraction: float = 0.0
    normalised_fraction: float = 0.0
    """How many patches look as a window does in a repair (normalisation.py), which reaches beyond [-1, 1]."""
    workers: int = 1


@dataclasses.dataclass(frozen=True)
class OptimiserConfig:
    """The optimisers, their guards, the moving averages of the weights, and what pixels in and around holes count in the loss."""

    learning_rate: float = 6e-4
    betas: tuple[float, float] = (0.9, 0.99)
    weight_decay: float = 0.0
    muon_share: float = 1.2
    """What share of the rate the inner kernels take with Muon; 0: AdamW for all."""
    clip_norm: float = 1.0
    skip_factor: float = 20.0
    ema_stds: tuple[float, ...] = (0.05, 0.10)
    known_weight: float = 0.05
    hole_weight: float = 8.0


@dataclasses.dataclass(frozen=True)
class ScheduleConfig:
    """Warm-up, constant, linear decay to zero, over hours or (when `steps` > 0) over steps."""

    hours: float = 1.0
    steps: int = 0
    warmup_steps: int = 100
    decay_fraction: float = 0.85


@dataclasses.dataclass(frozen=True)
class TeacherConfig:
    """A trained denoiser that says what to answer (teacher.py)."""

    share: float = 0.0
    """Its share of the target, in [0, 1]; the clean picture has the rest. 0: no teacher."""
    weights: str = ''
    """Its .onnx or .npz file."""
    config: str = ''
    """The configuration that it was trained with, which says its shape."""


@dataclasses.dataclass(frozen=True)
class HousekeepingConfig:
    """How often a run writes things down, and how many torch threads it takes."""

    checkpoint_minutes: float = 10.0
    log_seconds: float = 60.0
    validation_minutes: float = 20.0
    validation_sigmas: tuple[float, ...] = (0.01, 0.03, 0.118, 0.196, 0.392, 1.0, 3.0, 10.0)
    threads: int = 1


@dataclasses.dataclass(frozen=True)
class Config:
    """One training run."""

    name: str
    seed: int = 1
    network: NetworkConfig = NetworkConfig()
    sigma: SigmaConfig = SigmaConfig()
    data: DataConfig = DataConfig()
    optimiser: OptimiserConfig = OptimiserConfig()
    schedule: ScheduleConfig = ScheduleConfig()
    teacher: TeacherConfig = TeacherConfig()
    housekeeping: HousekeepingConfig = HousekeepingConfig()

    def __post_init__(self) -> None:
        if self.optimiser.muon_share < 0 or self.optimiser.muon_share and self.optimiser.weight_decay:
            raise ExpectedError('muon_share is at least 0, and above 0 there is no weight decay.')
        if self.network.embedding and self.network.block != 'residual':
            raise ExpectedError('A network with an embedding has blocks of its own: leave out `block`.')
        if not 0 <= self.teacher.share <= 1 or self.teacher.share and not (self.teacher.weights and self.teacher.config):
            raise ExpectedError("A teacher's share lies in [0, 1]; above 0 it needs `weights` and `config`.")
        if self.teacher.share and self.sigma.map_fraction:
            raise ExpectedError('A teacher knows one noise level a picture: set map_fraction to 0.')
        if self.network.embedding and self.sigma.map_fraction:
            raise ExpectedError('A network with an embedding knows one noise level a picture: set map_fraction to 0.')

    def to_dict(self) -> dict[str, Any]:
        """Plain nested dictionaries, for a checkpoint or a manifest."""
        return dataclasses.asdict(self)


# Settings that are no more, by their section, with the value at which they did nothing: older checkpoints hold them so.
RETIRED = {'data': {'dead_leaves_fraction': 0.0}}


def _freeze(value: Any) -> Any:
    return tuple(_freeze(item) for item in value) if isinstance(value, list | tuple) else value


def _section(kind: type, values: dict[str, Any]) -> Any:
    known = {field.name for field in dataclasses.fields(kind)}
    unknown = set(values) - known
    if unknown:
        raise ExpectedError(f'Unknown settings {sorted(unknown)}; {kind.__name__} knows {sorted(known)}.')
    missing = {f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING} - set(values)
    if missing:
        raise ExpectedError(f'{sorted(missing)} is missing from the configuration, so nothing was done; add it.')
    return kind(**{key: _freeze(value) for key, value in values.items()})


def parse_config(kind: type, values: dict[str, Any]) -> Any:
    """Builds a dataclass of sections; a section or setting that does not exist raises ExpectedError."""
    sections = {f.name: type(f.default) for f in dataclasses.fields(kind) if dataclasses.is_dataclass(f.default)}
    parsed = {
        key: _section(sections[key], _without_retired(key, value)) if key in sections else value
        for key, value in values.items()
    }
    return _section(kind, parsed)


def _without_retired(section: str, values: dict[str, Any]) -> dict[str, Any]:
    retired = RETIRED.get(section, {}).items()
    return {key: value for key, value in values.items() if (key, value) not in retired}


def config_from_dict(values: dict[str, Any]) -> Config:
    """Builds a Config; a section or setting that does not exist raises ExpectedError."""
    return parse_config(Config, values)


def with_threads(config: Config, threads: int | None) -> Config:
    """The same run on so many torch threads; None leaves them as they are."""
    if threads is None:
        return config
    return dataclasses.replace(config, housekeeping=dataclasses.replace(config.housekeeping, threads=threads))


def load_config(path: Path) -> Config:
    """Reads a TOML file such as configs/k1.toml."""
    return config_from_dict(read_toml(path))
