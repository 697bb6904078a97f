"""How good and how fast an exported damage network is, measured with ONNX Runtime as the application runs it."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

from ..evaluate import open_session
from ..expected_error import ExpectedError, require
from .layer import CLASSES, Floats
from .measures import THRESHOLDS, PixelScores
from .planes import to_planes, tone_range
from .sheet import COLOURS

SIZE_MULTIPLE = 16
PICTURES = ('.png', '.jpg', '.jpeg', '.tif', '.bmp')


def evaluate(
    model: Path,
    examples: Path | None,
    clean: list[Path],
    context: Path | None,
    maps: Path | None,
    maps_out: Path,
    threads: int,
) -> None:
    """Prints what is asked for, a line a figure, and draws maps of probability."""
    session = open_session(model, threads)
    print(f'{measure_milliseconds(session):.0f} ms per 256 x 256 on {threads} threads')
    if examples is not None:
        _print_scores(session, examples)
    for folder in clean:
        _print_clean_shares(session, folder)
    if context is not None:
        for distance, change in measure_context(session, np.asarray(Image.open(require(context, 'photo')).convert('RGB'))).items():
            print(f'{distance} px from the border: probability changes by up to {change:.4f}')
    if maps is not None:
        maps_out.mkdir(parents=True, exist_ok=True)
        for path in _pictures(maps):
            draw_map(session, path, maps_out / f'{path.stem}.png')


def probabilities(session: onnxruntime.InferenceSession, picture: np.ndarray) -> Floats:
    """[h, w, 3] bytes of a whole photo to probabilities [6, h, w], in one call."""
    height, width, _ = picture.shape
    planes = to_planes(picture, *tone_range(picture))
    padding = [(0, 0), (0, -height % SIZE_MULTIPLE), (0, -width % SIZE_MULTIPLE)]
    padded = np.pad(planes, padding, mode='reflect')[None].astype(np.float32)
    (logits,) = session.run(None, {'planes': padded})
    return _sigmoid(logits[0, :, :height, :width])


def measure_milliseconds(session: onnxruntime.InferenceSession, side: int = 256, runs: int = 15) -> float:
    """Median time of one call on a side x side square, after a warm-up."""
    planes = np.random.default_rng(0).uniform(-1, 1, (1, 3, side, side)).astype(np.float32)
    session.run(None, {'planes': planes})
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        session.run(None, {'planes': planes})
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def measure_context(session: onnxruntime.InferenceSession, picture: np.ndarray, side: int = 256) -> dict[int, float]:
    """Largest change of a probability, by distance from the border in pixels, when a square is cut out of a photo."""
    planes = to_planes(picture, *tone_range(picture))[None].astype(np.float32)
    margin = side // 2
    whole = planes[..., : 2 * side, : 2 * side]
    if whole.shape[2:] != (2 * side, 2 * side):
        raise ExpectedError(f'The photo is too small to measure the context on; name one that is {2 * side} pixels high and wide at least.')
    inner = slice(margin, margin + side)
    (expected,) = session.run(None, {'planes': whole})
    (actual,) = session.run(None, {'planes': np.ascontiguousarray(whole[..., inner, inner])})
    difference = np.abs(_sigmoid(expected[0, :, inner, inner]) - _sigmoid(actual[0])).max(0)
    result = {}
    for distance in (0, 16, 32, 48, 64, 80, 96):
        result[distance] = float(difference[distance : side - distance, distance : side - distance].max())
    return result


def _sigmoid(logits: Floats) -> Floats:
    return 1 / (1 + np.exp(-logits))


def draw_map(session: onnxruntime.InferenceSession, path: Path, target: Path) -> None:
    """Writes the photo, the probability of any damage, and the likeliest class where it is above one half."""
    picture = np.asarray(Image.open(path).convert('RGB'))
    found = probabilities(session, picture)
    heat = np.repeat((found[-1] * 255).astype(np.uint8)[..., None], 3, -1)
    marked = np.repeat((picture.mean(-1, keepdims=True) * 0.55).astype(np.uint8), 3, -1)
    best = found[: len(CLASSES)].argmax(0)
    above = found[-1] > 0.5
    marked[above] = COLOURS[best[above]].astype(np.uint8)
    Image.fromarray(np.concatenate([picture, heat, marked], 1)).save(target)


def _print_scores(session: onnxruntime.InferenceSession, examples: Path) -> None:
    scores = PixelScores()
    clean = {threshold: 0.0 for threshold in THRESHOLDS}
    names = json.loads(require(examples / 'index.json', 'set of examples').read_text(encoding='utf-8'))['examples']
    for name in names:
        found = probabilities(session, np.asarray(Image.open(examples / name / 'picture.png')))
        scores.add(found, np.asarray(Image.open(examples / name / 'label.png')))
        found = probabilities(session, np.asarray(Image.open(examples / name / 'clean.png')))
        for threshold in THRESHOLDS:
            clean[threshold] += float((found[-1] > threshold).mean()) / len(names)
    best = scores.best_f1()
    for name, value in scores.average_precision().items():
        print(f'{examples.name} {name}: average precision {value:.3f}, best F1 {best[name]:.3f}')
    for threshold in THRESHOLDS:
        recall, precision = scores.at(threshold)
        print(
            f'{examples.name} above {threshold}: recall {recall:.3f}, precision {precision:.3f}, '
            f'of their clean twins marked {100 * clean[threshold]:.3f} %'
        )


def _print_clean_shares(session: onnxruntime.InferenceSession, folder: Path) -> None:
    shares: dict[float, list[float]] = {threshold: [] for threshold in THRESHOLDS}
    for path in _pictures(folder):
        found = probabilities(session, np.asarray(Image.open(path).convert('RGB')))
        for threshold in THRESHOLDS:
            shares[threshold].append(100 * float((found[-1] > threshold).mean()))
    for threshold, values in shares.items():
        low, high = np.percentile(values, [50, 95])
        mean, most = np.mean(values), np.max(values)
        print(f'{folder.name} above {threshold}: mean {mean:.3f} %, median {low:.3f}, P95 {high:.3f}, most {most:.3f}')


def _pictures(folder: Path) -> list[Path]:
    return sorted(path for path in require(folder, 'folder of pictures').iterdir() if path.suffix.lower() in PICTURES)
