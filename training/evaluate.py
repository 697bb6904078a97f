"""How good and how fast an exported prior is, measured with ONNX Runtime as the application runs it."""

from __future__ import annotations

import statistics
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image

from .config import LARGEST_SIZE_MULTIPLE
from .expected_error import ExpectedError, require

Floats = NDArray[np.float32]
Denoise = Callable[[Floats, float], Floats]

NOISE_LEVELS = (15, 25, 50)


def open_session(model: Path, threads: int) -> onnxruntime.InferenceSession:
    """A CPU session with the application's settings."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry('session.intra_op.allow_spinning', '0')
    return onnxruntime.InferenceSession(require(model, 'exported network'), options, providers=['CPUExecutionProvider'])


def denoiser_of(session: onnxruntime.InferenceSession) -> Denoise:
    """Calls a session whose sigma is a map [n, 1, h, w], or one number a picture [n]."""
    takes_map = len(session.get_inputs()[1].shape) == 4

    def denoise(x: Floats, sigma: float) -> Floats:
        shape = (x.shape[0], 1, *x.shape[2:]) if takes_map else (x.shape[0],)
        return session.run(None, {'x': x, 'sigma': np.full(shape, sigma, np.float32)})[0]

    return denoise


def measure_psnr(denoise: Denoise, testset: Path, limit: int | None = None) -> dict[int, float]:
    """Mean colour PSNR in dB over a folder of pictures, for white Gaussian noise of each level out of 255.

    Noise is not clipped, results are rounded to bytes; the seed of the noise is that of the picture's name and level.
    """
    scores: dict[int, list[float]] = {level: [] for level in NOISE_LEVELS}
    for name, picture in read_testset(testset, limit):
        clean = np.round((picture + 1) * 127.5)
        for level in NOISE_LEVELS:
            random = np.random.default_rng([zlib.crc32(name.encode()), level])
            noisy = clean + level * random.standard_normal(clean.shape, np.float32)
            restored = _denoise_picture(denoise, noisy, level)
            error = np.square(np.clip(np.round(restored), 0, 255) - clean).mean()
            scores[level].append(10 * np.log10(255**2 / max(error, 1e-12)))
    return {level: statistics.fmean(values) for level, values in scores.items()}


def read_testset(testset: Path, limit: int | None = None) -> Iterator[tuple[str, Floats]]:
    """The name, without its ending, and the pixels [h, w, 3] in [-1, 1] of each picture of a folder; at least one, or ExpectedError."""
    paths = sorted(p for p in require(testset, 'test set').iterdir() if p.suffix.lower() in ('.png', '.tif', '.bmp', '.jpg'))
    if not paths[:limit]:
        raise ExpectedError(f'There is no picture to measure on in {testset}, so nothing was measured; name a folder of PNG, TIFF, BMP or JPEG files.')
    for path in paths[:limit]:
        yield path.stem, np.asarray(Image.open(path).convert('RGB'), np.float32) / 127.5 - 1


def mean_psnr(denoise: Denoise, squares: list[Floats], sigma: float, seed: int = 0) -> float | None:
    """Mean PSNR in dB over pictures [3, h, w] in [-1, 1], for white Gaussian noise of `sigma` in that unit, the same every time.

    None where an answer holds what is no number.
    """
    scores = []
    for index, clean in enumerate(squares):
        noise = np.random.default_rng([index, seed]).standard_normal(clean.shape, np.float32)
        restored = denoise((clean + sigma * noise)[None], sigma)[0]
        if not np.isfinite(restored).all():
            return None
        error = np.square(np.clip(restored, -1, 1) - clean).mean() / 4
        scores.append(-10 * np.log10(max(error, 1e-12)))
    return statistics.fmean(scores)


def measure_milliseconds(denoise: Denoise, side: int = 256, runs: int = 15) -> float:
    """Median time of one call on a side x side picture, after a warm-up."""
    x = np.random.default_rng(0).standard_normal((1, 3, side, side), np.float32)
    denoise(x, 0.2)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        denoise(x, 0.2)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def _denoise_picture(denoise: Denoise, noisy: Floats, level: int) -> Floats:
    """Denoises [h, w, 3] in 0..255 of any size, mirrored out to a multiple of what the network takes."""
    height, width, _ = noisy.shape
    padding = [(0, -height % LARGEST_SIZE_MULTIPLE), (0, -width % LARGEST_SIZE_MULTIPLE), (0, 0)]
    x = np.pad(noisy / 127.5 - 1, padding, mode='reflect').transpose(2, 0, 1)[None]
    output = denoise(np.ascontiguousarray(x, np.float32), level / 127.5)[0]
    return (output.transpose(1, 2, 0)[:height, :width] + 1) * 127.5
