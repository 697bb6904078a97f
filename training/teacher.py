"""Learning from a trained denoiser: its answer is the target, instead of the one clean picture that the noise was added to.

Many clean pictures could lie under the same noise, and the best answer is their mean. Against one of them, nearly all of a good network's
error is what nobody could know, and so is nearly all of its gradient; a good teacher's answer is near the mean already
(Hinton et al. 2015, arXiv 1503.02531, for classes). Nobody gets better than the teacher so: the rest of a run is against clean pictures.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from .config import TeacherConfig, load_config
from .denoisers import create_denoiser
from .start_weights import load_into, read_weights


class Teacher:
    """A denoiser whose weights stay as they are, and how much it is listened to."""

    def __init__(self, options: TeacherConfig, device: torch.device) -> None:
        denoiser = create_denoiser(load_config(Path(options.config)).network)
        load_into(denoiser, read_weights(Path(options.weights)))
        self._denoiser = denoiser.eval().requires_grad_(False).to(device, memory_format=torch.channels_last)
        self._share = options.share

    @torch.no_grad()
    def target(self, truth: Tensor, x: Tensor, sigma: Tensor) -> Tensor:
        """Between `truth`, the scaled target of x [n, 3, h, w] at sigma [n, 1, h, w], and what the teacher answers in its place."""
        return truth.lerp(self._denoiser.scaled_output(x, sigma).float(), self._share)
