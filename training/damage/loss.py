"""The loss of the damage network: focal cross entropy everywhere, and a Tversky term where there is damage.

The Tversky index (arXiv 1706.05721) counts the whole object and is indifferent to how rare a class is; false alarms
weigh more in it than misses, since a false mark harms a photograph and a missed one is found by a person.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, one_hot

from .config import DamageLossConfig
from .labels import IGNORE, INTACT
from .layer import CLASSES

AREA_LABELS = (CLASSES.index('tear') + 1, CLASSES.index('stain') + 1)


def targets_of(labels: Tensor) -> tuple[Tensor, Tensor]:
    """Labels [n, s, s] to targets [n, 6, s, s] (five classes and any) and weights [n, 1, s, s], 0 where undecided."""
    decided = labels != IGNORE
    classes = torch.where(decided, labels, INTACT).long()
    hot = one_hot(classes, len(CLASSES) + 1).permute(0, 3, 1, 2)
    targets = torch.cat([hot[:, 1:], 1 - hot[:, :1]], 1).float()
    return targets, decided[:, None].float()


def damage_loss(logits: Tensor, labels: Tensor, config: DamageLossConfig) -> Tensor:
    """One number for logits [2 n, 6, s, s], of which the first n squares have damage."""
    targets, weights = targets_of(labels)
    large = (labels == AREA_LABELS[0]) | (labels == AREA_LABELS[1])
    weights = torch.where(large[:, None], weights * config.area_weight, weights)
    shape = (1, -1, 1, 1)
    positive_weights = torch.tensor(config.positive_weights, device=logits.device).view(shape)
    output_weights = torch.tensor(config.output_weights, device=logits.device).view(shape)
    entropy = binary_cross_entropy_with_logits(logits, targets, reduction='none')
    # 1 - exp(-entropy) is the probability given to the untruth; no gradient, that of a root at zero is infinite.
    focus = (-torch.expm1(-entropy.detach())).pow(config.focal_gamma)
    positive = 1 + (positive_weights - 1) * targets
    entropy = entropy * focus * positive * weights * output_weights
    damaged = len(logits) // 2
    index = _tversky(logits[:damaged].sigmoid() * weights[:damaged], targets[:damaged], config)
    return entropy.sum(1).mean() + config.tversky_weight * (1 - index)


def _tversky(probabilities: Tensor, targets: Tensor, config: DamageLossConfig) -> Tensor:
    """The mean over those classes that the batch holds."""
    axes = (0, 2, 3)
    hit = (probabilities * targets).sum(axes)
    false_alarm = (probabilities * (1 - targets)).sum(axes)
    missed = ((1 - probabilities) * targets).sum(axes)
    share = config.tversky_false_positive
    smoothing = 50.0
    index = (hit + smoothing) / (hit + share * false_alarm + (1 - share) * missed + smoothing)
    present = (targets.sum(axes) > 0).float()
    return (index * present).sum() / present.sum().clamp(min=1)
