"""The generator of synthetic damage: what it draws, and that its labels say exactly that."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

import numpy as np
import pytest

from training.damage import compose
from training.damage.compose import KINDS, LAYERS, choose_kinds, make_scans
from training.damage.decoys import DECOYS
from training.damage.example_set import write_example_set
from training.damage.labels import IGNORE, INTACT, UNCHANGED, VISIBLE, make_label
from training.damage.layer import CLASSES, Floats, Page
from training.damage.layers.scratch import scratch
from training.damage.planes import to_planes, tone_range
from training.damage.scanner import to_bytes

SIDE = 96


def ground(seed: int = 0, side: int = SIDE) -> Floats:
    """A picture of soft patches in mid tones."""
    random = np.random.default_rng(seed)
    coarse = random.uniform(0.3, 0.7, (4, 4, 3)).astype(np.float32)
    return np.ascontiguousarray(coarse.repeat(side // 4, 0).repeat(side // 4, 1))


def page(seed: int = 0) -> Page:
    return Page(SIDE, 12.0, float(seed), np.array([0.97, 0.95, 0.9], np.float32))


@pytest.mark.parametrize('kind', KINDS)
def test_same_seed_same_bytes(kind: str) -> None:
    hashes = set()
    for seed in (3, 3, 4):
        scans = make_scans(ground(), SIDE, np.random.default_rng(seed), (kind,), with_decoys=True)
        hashes.add(hashlib.sha256(b''.join(part.tobytes() for part in scans[:3])).hexdigest())
    assert len(hashes) == 2


@pytest.mark.parametrize('kind', KINDS)
def test_a_layer_changes_what_it_covers_and_nothing_else(kind: str) -> None:
    layer = LAYERS[kind][0]
    covered = 0.0
    for seed in range(12):
        picture = ground(seed)
        drawn = layer(picture.copy(), page(seed), np.random.default_rng([zlib.crc32(kind.encode()), seed]))
        assert drawn.picture.dtype == drawn.coverage.dtype == np.float32
        assert np.isfinite(drawn.picture).all()
        assert drawn.coverage.min() >= 0 and drawn.coverage.max() <= 1
        covered += float(drawn.coverage.mean())
        # Shading, shadows and ridges reach beyond the coverage, by a few pixels at most.
        far = _grow(drawn.coverage > 0, 8)
        if kind not in ('stain', 'foxing', 'crease', 'tear'):  # these fade out, or soil their surroundings
            assert np.abs(drawn.picture - picture).max(-1)[~far].max(initial=0) < 0.02
    assert 0.001 < covered / 12 < 0.8


@pytest.mark.parametrize('kinds', [(), *((kind,) for kind in KINDS), ('scratch', 'crease', 'tear', 'dust')])
def test_pixels_that_are_called_damaged_are_those_that_changed(
    kinds: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compose, 'through_jpeg', lambda pixels, *_: pixels)
    found = 0
    for seed in range(10):
        random = np.random.default_rng([seed, 77])
        scans = make_scans(ground(seed), SIDE, random, kinds, with_decoys=seed % 2 == 0)
        change = np.abs(scans.damaged.astype(int) - scans.clean.astype(int)).max(-1)
        damaged = (scans.label != INTACT) & (scans.label != IGNORE)
        found += int(damaged.sum())
        # Both scans have the same noise, so what is left is the rounding of each to whole bytes.
        assert change[damaged].min(initial=255) >= 255 * VISIBLE - 1
        assert change[scans.label == INTACT].max(initial=0) <= 255 * UNCHANGED + 1
        allowed = {INTACT, IGNORE} | {CLASSES.index(LAYERS[kind][1]) + 1 for kind in kinds}
        assert set(np.unique(scans.label)) <= allowed
    assert (found > 0) == bool(kinds)


def test_decoys_are_drawn_and_not_labelled() -> None:
    for index, decoy in enumerate(DECOYS):
        strongest = 0.0
        for seed in range(6):
            picture = ground(seed)
            drawn = decoy(picture.copy(), np.random.default_rng([index, seed]))
            strongest = max(strongest, float(np.abs(drawn - picture).max()))
        assert strongest > 0.1, decoy.__name__
    for seed in range(6):
        scans = make_scans(ground(seed), SIDE, np.random.default_rng(seed), (), with_decoys=True)
        assert (scans.label == INTACT).all()
        assert np.array_equal(scans.damaged, scans.clean)


def test_scratches_have_both_polarities() -> None:
    lighter = darker = 0
    for seed in range(40):
        picture = np.full((SIDE, SIDE, 3), 0.5, np.float32)
        drawn = scratch(picture, page(seed), np.random.default_rng(seed))
        core = drawn.coverage > 0.8
        if core.any():
            change = float((drawn.picture - picture)[core].mean())
            lighter += change > 0.01
            darker += change < -0.01
    assert lighter > 10
    assert darker > 4


def test_labels_follow_coverage_change_and_order() -> None:
    coverages = np.zeros((len(CLASSES), 1, 6), np.float32)
    coverages[0] = [1, 1, 0.1, 0, 1, 0]  # dust
    coverages[2] = [0, 1, 0, 0, 0, 0]  # a crease under it
    change = np.array([[0.2, 0.2, 0.1, 0, 0.001, 0.001]], np.float32)
    order = np.array([2, 0, 1, 0, 0], np.float32)
    flat = np.zeros((1, 6), np.float32)
    label = make_label(change, coverages, order, 0.01, flat)
    # Core, the upper one of two, a skirt, nothing, an object too faint to be seen, nothing.
    assert label.tolist() == [[1, 1, IGNORE, INTACT, IGNORE, INTACT]]
    assert make_label(change, coverages, order[::-1].copy(), 0.01, flat)[0, 1] == 3
    # In a busy picture the same change is hidden.
    assert make_label(change, coverages, order, 0.01, flat + 0.4)[0, 0] == IGNORE


def test_what_was_enlarged_stays_in_range() -> None:
    for seed in range(8):
        random = np.random.default_rng(seed)
        scans = make_scans(ground(side=128), SIDE, random, choose_kinds(random), with_decoys=True)
        assert scans.damaged.shape == scans.clean.shape == (SIDE, SIDE, 3)
        assert scans.damaged.dtype == scans.label.dtype == np.uint8
        assert 0 <= scans.tone.black < scans.tone.white <= 1


def test_planes_have_the_range_of_the_photo() -> None:
    grey = np.repeat(np.linspace(60, 180, 64, dtype=np.uint8)[None, :, None], 3, 2).repeat(8, 0)
    planes = to_planes(grey, *tone_range(grey))
    assert planes[0].min() == pytest.approx(-1, abs=0.03)
    assert planes[0].max() == pytest.approx(1, abs=0.03)
    assert np.abs(planes[1:]).max() < 1e-5
    flat = np.full((8, 8, 3), 90, np.uint8)
    low, high = tone_range(flat)
    assert high - low == pytest.approx(0.25)
    red = np.zeros((2, 2, 3), np.uint8)
    red[..., 0] = 255
    assert to_planes(red, 0, 1)[2, 0, 0] == pytest.approx(2 * 0.713 * (1 - 0.299), abs=1e-5)


def test_example_sets_hold_what_the_benchmark_reads(data: Path, tmp_path: Path) -> None:
    for folder in ('a', 'b'):
        write_example_set(tmp_path / folder, data, 3, seed=5)
    files = sorted(p.relative_to(tmp_path / 'a') for p in (tmp_path / 'a').rglob('*') if p.is_file())
    assert len(files) == 1 + 3 * 4
    for file in files:
        assert (tmp_path / 'a' / file).read_bytes() == (tmp_path / 'b' / file).read_bytes()


def test_bytes_are_rounded_not_cut() -> None:
    assert to_bytes(np.array([[[0.499, -1, 2]]], np.float32)).tolist() == [[[127, 0, 255]]]


def _grow(mask: np.ndarray, steps: int) -> np.ndarray:
    grown = mask.copy()
    for _ in range(steps):
        padded = np.pad(grown, 1)
        grown = grown | padded[2:, 1:-1] | padded[:-2, 1:-1] | padded[1:-1, 2:] | padded[1:-1, :-2]
    return grown
