"""The training loss: squared error of x0 weighted by 1 / c_out^2, and by whether a pixel is asked about.

lambda(sigma) = 1 / c_out^2 makes it the plain squared error of F (Karras et al. 2022, arXiv 2206.00364, equation 8).
"""

from __future__ import annotations

import torch
from torch import Tensor

from .batches import Batch
from .config import OptimiserConfig
from .denoisers import AnyDenoiser
from .network import scaled_target
from .teacher import Teacher


def weighted_loss(
    denoiser: AnyDenoiser, batch: Batch, options: OptimiserConfig, teacher: Teacher | None = None
) -> tuple[Tensor, Tensor]:
    """The scalar to minimise, and the plain EDM loss of the patches without a hole, against the clean pictures, for the log."""
    x = batch.x0 + batch.sigma * batch.noise
    output = denoiser.scaled_output(x, batch.sigma).float()
    truth = scaled_target(batch.x0, batch.noise, batch.sigma)
    target = truth if teacher is None else teacher.target(truth, x, batch.sigma)
    error = (output - target).square().mean(1, keepdim=True)
    has_hole = batch.hole.amax(dim=(1, 2, 3), keepdim=True)
    # Around a hole the picture is known, and nearly clean: what noise it has cannot be told from texture.
    known = 1 + has_hole * (options.known_weight - 1)
    weights = torch.where(batch.hole > 0, options.hole_weight, known)
    uniform = 1 - has_hole
    deviation = error if teacher is None else (output - truth).square().mean(1, keepdim=True)
    plain = (deviation.detach() * uniform).mean() / uniform.mean().clamp(min=1e-6)
    return (weights * error).mean(), plain
