"""What stands out of a window is measured by itself."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.evaluate import Floats
from training.expected_error import ExpectedError
from training.reach import FAR, SIGMA, measure_reach


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dark room with a lamp, whose height is no multiple of what networks take."""
    room = np.full((70, 64, 3), (30, 20, 10), np.uint8)
    room[::2] += 40
    room[20:24, 20:24] = 250
    Image.fromarray(room).save(tmp_path / 'room.png')
    return tmp_path


def nothing(x: Floats, sigma: float) -> Floats:
    assert sigma == SIGMA and x.shape == (1, 3, 64, 64)
    return x


def test_who_changes_nothing_is_wrong_by_the_noise_everywhere(folder: Path) -> None:
    assert measure_reach(nothing, folder) == pytest.approx((SIGMA, SIGMA), rel=0.1)


def test_who_fails_beyond_the_range_is_found_out_there_alone(folder: Path) -> None:
    reach = measure_reach(lambda x, sigma: np.clip(x, -FAR, FAR), folder)
    assert reach.within == pytest.approx(SIGMA, rel=0.1)
    assert reach.beyond > 1


def test_even_pictures_tell_nothing(tmp_path: Path) -> None:
    half = np.zeros((64, 64, 3), np.uint8)
    half[:, 32:] = 200
    Image.fromarray(half).save(tmp_path / 'half.png')
    with pytest.raises(ExpectedError, match='stands out'):
        measure_reach(lambda x, sigma: x, tmp_path)
