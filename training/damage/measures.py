"""Average precision from histograms of probabilities, so that any number of pixels can be added up."""

from __future__ import annotations

import numpy as np

from .labels import IGNORE, INTACT
from .layer import CLASSES, Floats

BINS = 2000
THRESHOLDS = (0.2, 0.35, 0.5, 0.65, 0.8, 0.9)


class PixelScores:
    """Counts decided pixels by probability, truth and output."""

    def __init__(self) -> None:
        outputs = len(CLASSES) + 1
        self._hits = np.zeros((outputs, BINS), np.int64)
        self._others = np.zeros((outputs, BINS), np.int64)

    def add(self, probabilities: Floats, label: np.ndarray) -> None:
        """Probabilities [6, h, w] and the label [h, w] of one square."""
        decided = label != IGNORE
        bins = np.minimum((probabilities * BINS).astype(np.int64), BINS - 1)
        for output in range(len(bins)):
            truth = (label == output + 1) if output < len(CLASSES) else (label != INTACT)
            for counts, chosen in ((self._hits, truth & decided), (self._others, ~truth & decided)):
                counts[output] += np.bincount(bins[output][chosen], minlength=BINS)

    def average_precision(self) -> dict[str, float]:
        """Per class and for any damage; not a number where there is no example."""
        result = {}
        for output, name in enumerate((*CLASSES, 'any')):
            hits = self._hits[output][::-1].cumsum()
            others = self._others[output][::-1].cumsum()
            precision = hits / np.maximum(hits + others, 1)
            steps = np.diff(hits, prepend=0)
            result[name] = float((precision * steps).sum() / hits[-1]) if hits[-1] else float('nan')
        return result

    def at(self, threshold: float) -> tuple[float, float]:
        """Recall and precision of "any" at a threshold."""
        first = int(threshold * BINS)
        hits, others = self._hits[-1][first:].sum(), self._others[-1][first:].sum()
        return float(hits / max(1, self._hits[-1].sum())), float(hits / max(1, hits + others))

    def best_f1(self) -> dict[str, float]:
        """The best harmonic mean of recall and precision over all thresholds, per output."""
        result = {}
        for output, name in enumerate((*CLASSES, 'any')):
            hits = self._hits[output][::-1].cumsum()
            others = self._others[output][::-1].cumsum()
            score = 2 * hits / np.maximum(hits + others + hits[-1], 1)
            result[name] = float(score.max())
        return result
