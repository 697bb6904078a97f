"""Prepared pictures: whole or as they were, and recognised by their bytes."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from training import prepare as preparation
from training.expected_error import ExpectedError
from training.prepare import prepare
from training.store import INDEX, PIXELS, PictureStore

SOURCES = Path('training/tests/tiny-sources.toml')


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    prepare(SOURCES, tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def smaller_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on pictures are packed otherwise."""
    read = preparation._read_picture
    monkeypatch.setattr(preparation, '_read_picture', lambda path, source: read(path, source)[:100])  # type: ignore[index]


def test_the_same_sources_give_the_same_bytes_and_other_pixels_another_fingerprint(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = tmp_path_factory.mktemp('again')
    prepare(SOURCES, again)
    assert contents(again) == contents(prepared)
    assert json.loads((again / INDEX).read_text())['pixelsSha256'] == hashlib.sha256((again / PIXELS).read_bytes()).hexdigest()
    read = preparation._read_picture
    monkeypatch.setattr(preparation, '_read_picture', lambda path, source: 255 - read(path, source))  # type: ignore[operator]
    prepare(SOURCES, again)
    assert [p.sha256 for p in PictureStore(again).pictures] == [p.sha256 for p in PictureStore(prepared).pictures]
    assert PictureStore(again).fingerprint != PictureStore(prepared).fingerprint


def test_whoever_reads_while_it_is_prepared_anew_goes_on_with_what_it_has(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = PictureStore(prepared)
    before = [store.pixels(picture).copy() for picture in store.pictures]
    smaller_pictures(monkeypatch)
    prepare(SOURCES, prepared)
    assert all(np.array_equal(store.pixels(picture), pixels) for picture, pixels in zip(store.pictures, before, strict=True))
    assert {picture.height for picture in PictureStore(prepared).pictures} == {100}


def test_what_is_interrupted_leaves_what_was_there(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(prepared)
    read, taken = preparation._read_picture, []

    def read_three(path: Path, source: preparation.Source) -> object:
        taken.append(path)
        if len(taken) > 3:
            raise KeyboardInterrupt
        return read(path, source)

    monkeypatch.setattr(preparation, '_read_picture', read_three)
    with pytest.raises(KeyboardInterrupt):
        prepare(SOURCES, prepared)
    assert contents(prepared) == before


def test_pixels_of_another_length_than_the_index_says_are_refused(prepared: Path) -> None:
    pixels = prepared / PIXELS
    whole = pixels.read_bytes()
    for content in (whole[:-1], whole + b'0', b''):
        pixels.write_bytes(content)
        with pytest.raises(ExpectedError, match='prepare'):
            PictureStore(prepared)
    pixels.unlink()
    with pytest.raises(ExpectedError, match='prepare'):
        PictureStore(prepared)


def test_an_index_without_the_hash_of_the_pixels_still_opens(prepared: Path) -> None:
    new = PictureStore(prepared)
    text = json.dumps(json.loads((prepared / INDEX).read_text())['pictures'], indent=1)
    (prepared / INDEX).write_text(text)
    old = PictureStore(prepared)
    assert old.pictures == new.pictures
    assert old.fingerprint == hashlib.sha256(text.encode()).hexdigest()
    # What was trained on the older ones goes on with the new ones, which are the same.
    assert new.is_known_as(old.fingerprint) and new.is_known_as(new.fingerprint)
    assert not old.is_known_as(new.fingerprint)
    assert np.array_equal(old.pixels(old.pictures[2]), new.pixels(new.pictures[2]))


def test_sources_of_which_nothing_can_be_used_replace_nothing(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(prepared)
    monkeypatch.setattr(preparation, '_read_picture', lambda path, source: None)
    with pytest.raises(ExpectedError, match='nothing was packed'):
        prepare(SOURCES, prepared)
    assert contents(prepared) == before
