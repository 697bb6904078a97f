"""Loss on held-out pictures, one number per noise level, with the same noise every time."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from .augment import reduce_patch
from .denoisers import AnyDenoiser
from .expected_error import ExpectedError
from .holes import draw_hole
from .network import SIGMA_DATA
from .silence import silent_share
from .store import VALIDATION, PictureStore

SIDE = 128
HOLE_SIGMAS = (0.3, 1.0)
KNOWN_SIGMA = 0.01
# Pictures among which a channel has to be heard.
LISTENED_TO = 8


class Validation:
    """Fixed centre squares of the held-out pictures; large pictures are halved first."""

    def __init__(self, store: PictureStore, sigmas: tuple[float, ...], seed: int = 0) -> None:
        squares = [_centre_square(store.pixels(picture)) for picture in store.split(VALIDATION)]
        if not squares:
            raise ExpectedError('No picture of the prepared data is held out, so there is nothing to validate on.')
        stacked = np.stack(squares).astype(np.float32).transpose(0, 3, 1, 2) / 127.5 - 1
        self._x0 = torch.from_numpy(np.ascontiguousarray(stacked))
        self._noise = torch.randn(self._x0.shape, generator=torch.Generator().manual_seed(seed))
        random = np.random.default_rng(seed)
        holes = np.stack([draw_hole(SIDE, random) for _ in squares])[:, None]
        self._holes = torch.from_numpy(holes)
        self._sigmas = sigmas

    def measure(self, denoiser: AnyDenoiser) -> dict[str, float]:
        """EDM loss per sigma (`sigma_*`), and that inside noisy holes of nearly clean pictures (`hole_*`); share of `silent` channels.

        A hole's loss is to be below the loss at the same sigma throughout: its surroundings say more.
        """
        result = {}
        for sigma in self._sigmas:
            error = self._squared_error(denoiser, torch.full_like(self._x0[:, :1], sigma))
            result[f'sigma_{sigma:g}'] = error.mean().item() / _c_out_squared(sigma)
        for sigma in HOLE_SIGMAS if denoiser.takes_sigma_map else ():
            error = self._squared_error(denoiser, torch.where(self._holes, sigma, KNOWN_SIGMA))
            result[f'hole_{sigma:g}'] = error[self._holes.expand_as(error)].mean().item() / _c_out_squared(sigma)
        silent = silent_share(denoiser, self._x0[:LISTENED_TO].to(next(denoiser.parameters()).device))
        return result if silent is None else result | {'silent': silent}

    @torch.inference_mode()
    def _squared_error(self, denoiser: AnyDenoiser, sigma: Tensor) -> Tensor:
        device = next(denoiser.parameters()).device
        parts = []
        for n in range(0, len(self._x0), 8):
            x0, noise, level = (t[n : n + 8].to(device) for t in (self._x0, self._noise, sigma))
            parts.append((denoiser(x0 + level * noise, level) - x0).square().cpu())
        return torch.cat(parts)


def _c_out_squared(sigma: float) -> float:
    return (sigma * SIGMA_DATA) ** 2 / (sigma**2 + SIGMA_DATA**2)


def _centre_square(pixels: np.ndarray) -> np.ndarray:
    height, width, _ = pixels.shape
    extent = SIDE * 2 if min(height, width) >= 600 else min(SIDE, height, width)
    top, left = (height - extent) // 2, (width - extent) // 2
    return reduce_patch(pixels[top : top + extent, left : left + extent], SIDE)
