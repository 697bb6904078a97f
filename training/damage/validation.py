"""Held-out pairs, always the same: average precision on damaged squares, false alarms on clean ones."""

from __future__ import annotations

import numpy as np
import torch

from ..store import VALIDATION, PictureStore
from .compose import choose_kinds, make_scans, render_side
from .measures import PixelScores
from .network import DamageNetwork
from .pictures import CleanSquares
from .planes import to_planes, widen

SIDE = 160


class DamageValidation:
    """Pairs of scans of held-out pictures, drawn once from their own seed."""

    def __init__(self, store: PictureStore, pairs: int, seed: int = 987_654) -> None:
        squares = CleanSquares(store, VALIDATION)
        planes, self._labels = [], []
        for index in range(pairs):
            random = np.random.default_rng([seed, index])
            picture = squares.draw(render_side(SIDE, random), random)
            scans = make_scans(picture, SIDE, random, choose_kinds(random, evenly=True), index % 2 == 0)
            low, high = widen(scans.tone.black, scans.tone.white)
            planes += [to_planes(scans.damaged, low, high), to_planes(scans.clean, low, high)]
            self._labels += [scans.label, np.zeros_like(scans.label)]
        self._planes = torch.from_numpy(np.stack(planes))

    @torch.inference_mode()
    def measure(self, network: DamageNetwork) -> dict[str, float]:
        """`ap_*` at a natural half of damaged squares, recall and precision at .5, and the clean share above .5."""
        device = next(network.parameters()).device
        scores = PixelScores()
        clean_share = 0.0
        for start in range(0, len(self._planes), 8):
            planes = self._planes[start : start + 8].to(device)
            probabilities = network(planes).sigmoid().cpu().numpy()
            for offset, maps in enumerate(probabilities):
                scores.add(maps, self._labels[start + offset])
                if (start + offset) % 2:
                    clean_share += float((maps[-1] > 0.5).mean()) / (len(self._planes) / 2)
        result = {f'ap_{name}': value for name, value in scores.average_precision().items()}
        recall, precision = scores.at(0.5)
        return result | {'recall': recall, 'precision': precision, 'clean_share': clean_share}
