"""The training loss: squared error of x0 weighted by 1 / c_out^2, evened out over noise levels.

lambda(sigma) = 1 / c_out^2 makes it the plain squared error of F (Karras et al. 2022, arXiv 2206.00364, equation 8).
Its floor still differs tenfold between levels, so every pixel's error is divided by a running mean of its sigma bin:
the cheap form of the learned uncertainty of EDM2 (arXiv 2312.02696, section 2).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from .batches import Batch
from .config import OptimiserConfig, SigmaConfig
from .network import Denoiser, scaled_target

MEAN_DECAY = 0.98
# One batch may raise a bin's mean by this factor at most: a single wild error would else silence the loss for good.
LARGEST_RISE = 4.0


class LevelledLoss:
    """Keeps the running mean error of each sigma bin; `means` is part of a checkpoint."""

    def __init__(self, optimiser: OptimiserConfig, sigma: SigmaConfig, device: torch.device) -> None:
        self._known_weight = optimiser.known_weight
        self._hole_weight = optimiser.hole_weight
        bins = optimiser.sigma_bins
        edges = torch.linspace(math.log(sigma.minimum), math.log(sigma.maximum), bins + 1)
        self._inner_edges = edges[1:-1].exp().to(device)
        self.means = torch.ones(bins, device=device)

    def __call__(self, denoiser: Denoiser, batch: Batch) -> tuple[Tensor, Tensor]:
        """The scalar to minimise, and the plain EDM loss of the batch for the log."""
        x = batch.x0 + batch.sigma * batch.noise
        output = denoiser.scaled_output(x, batch.sigma).float()
        target = scaled_target(batch.x0, batch.noise, batch.sigma)
        error = (output - target).square().mean(1, keepdim=True)
        bins = torch.bucketize(batch.sigma, self._inner_edges)
        self._update_means(bins.flatten(), error.detach().flatten())
        levelled = self._pixel_weights(batch.hole) * error / self.means[bins]
        return levelled.mean(), error.detach().mean()

    def _pixel_weights(self, hole: Tensor) -> Tensor:
        """Holes are what the solver asks about, their surroundings it knows: these count less."""
        has_hole = hole.amax(dim=(1, 2, 3), keepdim=True)
        known = 1 + has_hole * (self._known_weight - 1)
        return torch.where(hole > 0, self._hole_weight, known)

    def _update_means(self, bins: Tensor, error: Tensor) -> None:
        count = torch.bincount(bins, minlength=len(self.means)).float()
        total = torch.bincount(bins, weights=error, minlength=len(self.means)).float()
        # A bin moves as far as the share of the batch that fell into it is large: a few pixels say little.
        trust = (1 - MEAN_DECAY) * (count * len(self.means) / count.sum()).clamp(max=1)
        mean = torch.where(count > 0, total / count.clamp(min=1), self.means)
        # `fmin` also takes the bound where the error is not a number.
        new_mean = torch.fmin(mean, LARGEST_RISE * self.means)
        self.means = torch.lerp(self.means, new_mean, trust).clamp(min=1e-4)
