"""Noise levels of a batch: the sigma law of prior training, and maps with a noisier hole.

EDM draws ln(sigma) from a normal law (Karras et al. 2022, arXiv 2206.00364, table 1). Small batches miss its tails,
so levels are stratified, and a log-uniform share reaches up to pure noise. Some patches carry a map: a hole of the shape
of real damage at a level of its own in nearly clean surroundings, as in RAD (arXiv 2412.09191) and TD-Paint
(arXiv 2410.09306), which is what the solver asks of the prior.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from .config import SigmaConfig
from .holes import draw_hole

Floats = NDArray[np.float32]


def log_uniform(low: float, high: float, fraction: float) -> float:
    """The value a `fraction` of the way from low to high on a logarithmic axis."""
    return math.exp(math.log(low) + fraction * (math.log(high) - math.log(low)))


def sigma_quantile(config: SigmaConfig, fraction: float) -> float:
    """Maps [0, 1) to a level: the log-normal share first, then the log-uniform one."""
    share = config.log_normal_fraction
    if fraction < share:
        inside = min(max(fraction / share, 1e-6), 1 - 1e-6)
        sigma = math.exp(NormalDist(config.log_mean, config.log_std).inv_cdf(inside))
    else:
        rest = (fraction - share) / (1 - share)
        sigma = log_uniform(config.log_uniform_minimum, config.maximum, rest)
    return min(max(sigma, config.minimum), config.maximum)


def draw_noise_levels(
    config: SigmaConfig, count: int, side: int, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """Sigma maps and hole maps (1 in a hole, else 0), both [count, 1, side, side] float32.

    Patches without a hole have one level throughout and an all-zero hole map; levels are stratified in each kind.
    """
    sigma = np.empty((count, 1, side, side), np.float32)
    hole = np.zeros((count, 1, side, side), np.float32)
    # Not rounded: batches of two or of one patch would never have a hole.
    mapped = int(count * config.map_fraction + random.random())
    for index, fraction in enumerate(_stratified(count - mapped, random)):
        sigma[index] = sigma_quantile(config, fraction)
    for index, fraction in enumerate(_stratified(mapped, random), start=count - mapped):
        inside = draw_hole(side, random)
        level = log_uniform(*config.hole_range, fraction)
        known = log_uniform(*config.known_range, random.random())
        sigma[index, 0] = np.where(inside, level, known)
        hole[index, 0] = inside
    return sigma, hole


def _stratified(count: int, random: np.random.Generator) -> list[float]:
    """One fraction from each of `count` equal slices of [0, 1)."""
    return [float(f) for f in (np.arange(count) + random.random(count)) / max(count, 1)]
