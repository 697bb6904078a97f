"""Blurs are as wide as they say."""

import numpy as np
import pytest

from training.augment import _soften


class Uniform:
    """A generator that draws one number."""

    def __init__(self, value: float) -> None:
        self._value = value

    def uniform(self, low: float, high: float) -> float:
        assert low <= self._value <= high
        return self._value


@pytest.mark.parametrize('deviation', [0.3, 0.5, 0.77, 1.0, 1.2])
def test_a_point_becomes_as_wide_as_drawn_each_way(deviation: float) -> None:
    point = np.zeros((21, 25, 3), np.float32)
    point[10, 12] = (1, 0.5, -1)
    blurred = _soften(point, Uniform(deviation))  # type: ignore[arg-type]
    assert blurred.shape == point.shape and blurred.dtype == np.float32
    assert blurred.sum((0, 1)) == pytest.approx([1, 0.5, -1], abs=1e-5)
    for axis, middle in ((1, 10), (0, 12)):
        profile = blurred[..., 0].sum(axis)
        places = np.arange(len(profile)) - middle
        assert np.sqrt((profile * places**2).sum()) == pytest.approx(deviation, rel=0.01)


def test_what_is_even_stays_even_up_to_the_border() -> None:
    even = np.full((16, 16, 3), 0.25, np.float32)
    assert np.allclose(_soften(even, Uniform(1.2)), even, atol=1e-6)  # type: ignore[arg-type]
