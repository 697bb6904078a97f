"""The picture of quality against hours of training, drawn from a table of releases."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from .expected_error import ExpectedError, require

# Columns of the two panels, by noise: sigma in [-1, 1] on the left, out of 255 on the right, where it is the same.
LOSSES = {'loss_118': '.118', 'loss_196': '.196', 'loss_392': '.392'}
PSNRS = {'psnr15': '15', 'psnr25': '25', 'psnr50': '50'}
# FFDNet (Zhang et al. 2018, arXiv 1710.04026) on CBSD68 in colour, dB.
FFDNET = {'psnr15': 33.87, 'psnr25': 31.21, 'psnr50': 27.96}

# Told apart without colour vision too; one for each level of noise.
COLOURS = ('#0072b2', '#d55e00', '#117a5b')
INK, PALE = '#333333', '#dddddd'
STYLE = {
    'svg.hashsalt': 'training-curve',
    'font.size': 10,
    'text.color': INK,
    'axes.labelcolor': INK,
    'axes.edgecolor': '#888888',
    'xtick.color': INK,
    'ytick.color': INK,
    'axes.titlelocation': 'left',
    'axes.titlesize': 11,
    'axes.titleweight': 'bold',
    'axes.titlepad': 24,
    'axes.spines.top': False,
    'axes.spines.right': False,
}
# Names of lines stand at least so far apart, as a share of the height of a panel.
LABEL_DISTANCE = 0.055


class Row(NamedTuple):
    """One state of the network: `release` names it where it was released, values are NaN where nothing was measured."""

    release: str
    hours: float
    values: dict[str, float]


def read_table(path: Path) -> list[Row]:
    """Rows of a CSV file with the columns release, hours and those of LOSSES and PSNRS, by their hours; cells may be empty."""
    with require(path, 'table').open(newline='', encoding='utf-8') as file:
        reader = csv.DictReader(file)
        missing = {'release', 'hours', *LOSSES, *PSNRS}.difference(reader.fieldnames or ())
        if missing:
            raise ExpectedError(f'{path} lacks {", ".join(sorted(missing))}, so nothing was drawn; add what is missing.')
        rows = [Row(row['release'], float(row['hours']), {name: _number(row[name]) for name in (*LOSSES, *PSNRS)}) for row in reader]
    if not rows:
        raise ExpectedError(f'{path} has no rows, so nothing was drawn; add one a release.')
    return sorted(rows, key=lambda row: row.hours)


def _number(cell: str) -> float:
    return float(cell) if cell.strip() else math.nan


def changes(rows: list[Row], name: str) -> list[float]:
    """A column relative to its first row, in per cent."""
    first = rows[0].values[name]
    return [100 * (row.values[name] / first - 1) for row in rows]


def distances(rows: list[Row], name: str) -> list[float]:
    """A column of PSNR relative to FFDNet's, in dB."""
    return [row.values[name] - FFDNET[name] for row in rows]


def draw_curve(table: Path, output: Path) -> None:
    """Draws the table as an SVG, the same bytes every time."""
    import matplotlib

    matplotlib.use('Agg')
    from matplotlib import pyplot

    rows = read_table(table)
    with pyplot.rc_context(STYLE):
        figure, (left, right) = pyplot.subplots(1, 2, figsize=(11.5, 4.8), layout='constrained')
        left.set_title('Loss on held-out photographs, by sigma')
        left.set_ylabel(f'change since {_short(rows[0].release)}')
        left.yaxis.set_major_formatter('{x:.0f} %')
        _draw_lines(left, rows, LOSSES, changes, lambda noise, value: f'sigma {noise}: {value:.4f}'.replace(' 0.', ' .'))
        right.set_title('PSNR on CBSD68, by noise out of 255')
        right.set_ylabel('difference to FFDNet')
        right.yaxis.set_major_formatter(lambda y, _: f'{round(y, 3) + 0:g} dB'.replace('-', '−'))
        right.axhline(0, color=INK, linewidth=1)
        right.margins(y=0.1)
        right.annotate('FFDNet', (0, 0), (4, 4), xycoords=('axes fraction', 'data'), textcoords='offset points', fontsize=9)
        _draw_lines(right, rows, PSNRS, distances, lambda noise, value: f'noise {noise}: {value:.2f} dB')
        for axes in (left, right):
            _mark_releases(axes, rows)
        figure.get_layout_engine().set(wspace=0.06)
        figure.savefig(output, format='svg', metadata={'Title': 'Quality against hours of training', 'Date': None, 'Creator': None})
        pyplot.close(figure)


def _draw_lines(
    axes: Any,
    rows: list[Row],
    columns: dict[str, str],
    relative: Callable[[list[Row], str], list[float]],
    label: Callable[[str, float], str],
) -> None:
    """A line for each column over the rows that have it, named beside its end with the last value; releases have larger dots."""
    ends = []
    for (name, noise), colour in zip(columns.items(), COLOURS, strict=True):
        points = [(row, y) for row, y in zip(rows, relative(rows, name), strict=True) if not math.isnan(y)]
        if not points:
            continue
        hours, heights = [row.hours for row, _ in points], [y for _, y in points]
        axes.plot(hours, heights, color=colour, linewidth=1.8)
        axes.scatter(hours, heights, [44 if row.release else 10 for row, _ in points], color=colour, zorder=3)
        last, y = points[-1]
        ends.append(((last.hours, y), label(noise, last.values[name]), colour))
    axes.set_xlabel('hours of training, two cores')
    axes.grid(axis='y', color=PALE, linewidth=0.6)
    axes.set_axisbelow(True)
    _name_lines(axes, ends)


def _name_lines(axes: Any, ends: list[tuple[tuple[float, float], str, str]]) -> None:
    """Writes each name right of the panel at the height of its line's end, as far as they leave each other room."""
    low, high = axes.get_ylim()
    axes.set_ylim(low, high)
    ends = sorted(ends, key=lambda end: end[0][1])
    heights = spread([(y - low) / (high - low) for (_, y), _, _ in ends])
    for height, (end, name, colour) in zip(heights, ends, strict=True):
        axes.annotate(
            name,
            end,
            (1.03, height),
            textcoords='axes fraction',
            color=colour,
            va='center',
            annotation_clip=False,
            arrowprops={'arrowstyle': '-', 'color': colour, 'linewidth': 0.6, 'alpha': 0.6, 'shrinkA': 2, 'shrinkB': 4},
        )


def spread(heights: list[float]) -> list[float]:
    """Ascending heights moved as little as it takes to be LABEL_DISTANCE apart; those that meet keep their mean."""
    groups: list[tuple[float, int]] = []  # the mean height of those that meet, and how many they are
    for height in heights:
        groups.append((height, 1))
        while len(groups) > 1 and _gap(*groups[-2:]) < 0:
            (b, n), (a, m) = groups.pop(), groups.pop()
            groups.append(((a * m + b * n) / (m + n), m + n))
    return [mean + (index - (count - 1) / 2) * LABEL_DISTANCE for mean, count in groups for index in range(count)]


def _gap(below: tuple[float, int], above: tuple[float, int]) -> float:
    """Room between two groups of names, each at its mean with so many members."""
    return above[0] - below[0] - (below[1] + above[1]) / 2 * LABEL_DISTANCE


def _mark_releases(axes: Any, rows: list[Row]) -> None:
    """A pale line at each release, its name above."""
    released = [row for row in rows if row.release]
    for row in released:
        axes.axvline(row.hours, color=PALE, linewidth=1, zorder=0)
        place = (row.hours, 1)
        axes.annotate(
            _short(row.release), place, (0, 3), xycoords=('data', 'axes fraction'), textcoords='offset points', ha='center', fontsize=9
        )


def _short(release: str) -> str:
    """photo-unet-s4 is s4: above a line is little room."""
    return release.rpartition('-')[2]
