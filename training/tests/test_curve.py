"""The picture of quality against hours: what its lines are, and that it is the same every time."""

import math
from pathlib import Path

import pytest

from training.__main__ import main
from training.curve import LABEL_DISTANCE, changes, distances, read_table, spread
from training.expected_error import ExpectedError

HEADER = 'release,hours,psnr15,psnr25,psnr50,loss_118,loss_196,loss_392,loss_1,loss_3\n'
TABLE = f'''{HEADER}b,3.5,33.61,30.92,27.69,.1754,.1273,.0940,.1027,.1862
,2.5,,,,.177,,,,
a,1.5,33.56,30.84,27.58,.180,.131,.096,.105,.189
'''


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / 'table.csv'
    path.write_text(TABLE, encoding='utf-8')
    return path


def test_lines_are_relative_to_the_first_hours_and_to_ffdnet(table: Path) -> None:
    rows = read_table(table)
    assert [(row.release, row.hours) for row in rows] == [('a', 1.5), ('', 2.5), ('b', 3.5)]
    assert changes(rows, 'loss_118') == pytest.approx([0, -100 / 60, -100 * 0.0046 / 0.18])
    assert distances(rows, 'psnr15')[::2] == pytest.approx([-0.31, -0.26])
    assert distances(rows, 'psnr25')[::2] == pytest.approx([-0.37, -0.29])
    assert distances(rows, 'psnr50')[::2] == pytest.approx([-0.38, -0.27])
    assert math.isnan(distances(rows, 'psnr15')[1])


@pytest.mark.parametrize(
    ('heights', 'expected'),
    [
        ([0.1, 0.5, 0.9], [0.1, 0.5, 0.9]),
        ([0.5, 0.5, 0.5], [0.5 - LABEL_DISTANCE, 0.5, 0.5 + LABEL_DISTANCE]),
        ([0.2, 0.5, 0.52], [0.2, 0.51 - LABEL_DISTANCE / 2, 0.51 + LABEL_DISTANCE / 2]),
    ],
)
def test_names_of_lines_that_end_together_leave_each_other_room(heights: list[float], expected: list[float]) -> None:
    assert spread(heights) == pytest.approx(expected)


def test_the_picture_is_the_same_every_time_and_names_its_releases(table: Path, tmp_path: Path) -> None:
    pictures = [tmp_path / 'one.svg', tmp_path / 'two.svg']
    for picture in pictures:
        assert main(['curve', str(table), str(picture)]) == 0
    first, second = (picture.read_text(encoding='utf-8') for picture in pictures)
    assert first == second
    assert '<dc:date>' not in first
    assert '<!-- a -->' in first and '<!-- b -->' in first


def test_the_table_in_the_docs_is_drawn_as_it_is(tmp_path: Path) -> None:
    assert main(['curve', 'docs/benchmarks/training-curve.csv', str(tmp_path / 'curve.svg')]) == 0
    shown = Path('docs/benchmarks/training-curve.svg').read_text(encoding='utf-8')
    assert (tmp_path / 'curve.svg').read_text(encoding='utf-8') == shown


@pytest.mark.parametrize(('text', 'reason'), [(HEADER, 'no rows'), ('release,hours\na,1\n', 'loss_118'), ('', 'lacks')])
def test_a_table_without_rows_or_columns_is_refused(text: str, reason: str, table: Path) -> None:
    table.write_text(text, encoding='utf-8')
    with pytest.raises(ExpectedError, match=reason):
        read_table(table)
