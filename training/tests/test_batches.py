import dataclasses
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch

from training.augment import augment
from training.batches import BatchSource, stream_batches
from training.config import Config, DataConfig
from training.expected_error import ExpectedError
from training.normalisation import GAIN_RANGE, USUAL_DEVIATION
from training.store import TRAINING, VALIDATION, Picture, PictureStore


def test_a_batch_depends_on_its_number_alone(config: Config, data: Path) -> None:
    source = BatchSource(config, data)
    source[3]
    here = source[7]
    (elsewhere,) = islice(stream_batches(config, data, 7), 1)  # made in a worker process
    assert all(torch.equal(a, b) for a, b in zip(here, elsewhere, strict=True))
    assert not torch.equal(here.noise, source[8].noise[: len(here.noise)])


def test_patches_are_in_range_and_noise_is_white(config: Config, data: Path) -> None:
    source = BatchSource(config, data)
    batches = [source[k] for k in range(30)]
    assert {batch.x0.shape[-1] for batch in batches} == {32, 64}
    assert all(batch.x0.abs().max() <= 1 for batch in batches)
    noise = torch.cat([batch.noise.flatten() for batch in batches])
    assert abs(noise.mean()) < 0.02
    assert abs(noise.std() - 1) < 0.02


def test_no_held_out_picture_is_trained_on(config: Config, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = PictureStore(data)
    training, held_out = store.split(TRAINING), store.split(VALIDATION)
    assert {p.name for p in held_out} == {'discs-5.png'}
    read: set[str] = set()
    pixels = PictureStore.pixels

    def look(self: PictureStore, picture: Picture) -> np.ndarray:
        read.add(picture.name)
        return pixels(self, picture)

    monkeypatch.setattr(PictureStore, 'pixels', look)
    source = BatchSource(config, data)
    for number in range(20):
        source[number]
    assert read == {p.name for p in training}


def test_crops_larger_than_every_picture_are_refused(config: Config, data: Path) -> None:
    def cropped(side: int) -> Config:
        return dataclasses.replace(config, data=dataclasses.replace(config.data, crops=((32, 1, 0.9), (side, 1, 0.1))))

    assert BatchSource(cropped(144), data)[0].x0.shape[0] == 1
    with pytest.raises(ExpectedError, match='145 px'):
        BatchSource(cropped(145), data)


def test_augmentation_makes_grey_grain_and_leaves_some_alone() -> None:
    random = np.random.default_rng(0)
    kinds = DataConfig(grey_fraction=0.35, tinted_fraction=0.2, grain_fraction=0.1)
    patch = random.integers(0, 256, (32, 32, 3), dtype=np.uint8)
    sorted_values = np.sort(patch.astype(np.float32).ravel() / 127.5 - 1)
    untouched = grey = 0
    for _ in range(400):
        image, is_grey = augment(patch, patch, kinds, random)
        grey += is_grey
        assert is_grey == bool((image[0] == image[1]).all())
        untouched += np.array_equal(np.sort(image.ravel()), sorted_values)
    assert 0.27 < grey / 400 < 0.43
    assert 0.30 < untouched / 400 < 0.47


def test_a_lamp_in_a_dark_room_stands_beyond_the_range_where_patches_are_normalised() -> None:
    random = np.random.default_rng(0)
    room = np.full((64, 64, 3), (30, 20, 10), np.uint8)
    room[::2] += 4
    room[20:24, 20:24] = 250
    kinds = DataConfig(grey_fraction=0.0, tinted_fraction=0.0, normalised_fraction=1.0)
    image, _ = augment(room[8:40, 8:40], room, kinds, random)
    assert image.max() > 3
    kinds = dataclasses.replace(kinds, normalised_fraction=0.0)
    assert augment(room[8:40, 8:40], room, kinds, random)[0].max() <= 1


def test_a_normalised_patch_loses_the_mean_and_contrast_of_its_surroundings_whatever_its_colours() -> None:
    random = np.random.default_rng(0)
    window = (random.uniform(0.3, 0.5, (64, 64, 3)) * (255, 200, 150)).astype(np.uint8)
    for grey, tinted in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)):
        kinds = DataConfig(grey_fraction=grey, tinted_fraction=tinted, normalised_fraction=1.0)
        for _ in range(20):
            image, _ = augment(window, window, kinds, random)
            assert np.abs(image.mean((1, 2))).max() < 0.02
            assert image.std() <= 0.51


def test_a_share_of_the_patches_is_normalised(config: Config, data: Path) -> None:
    def means(fraction: float) -> torch.Tensor:
        data_config = dataclasses.replace(config.data, normalised_fraction=fraction)
        source = BatchSource(dataclasses.replace(config, data=data_config), data)
        return torch.cat([source[k].x0.amax((1, 2, 3)) for k in range(30)])

    assert means(0).max() <= 1
    beyond = (means(0.6) > 1).float().mean()
    assert 0.05 < beyond < 0.6
    assert means(1).max() < 8.1


def test_the_application_normalises_alike() -> None:
    source = Path('src-main/engine/repair/normalisation.ts').read_text(encoding='utf-8')
    assert f'usualDeviation = {USUAL_DEVIATION}' in source
    assert 'min: {:g}, max: {:g}'.format(*GAIN_RANGE) in source
