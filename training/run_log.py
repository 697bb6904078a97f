"""What a run writes down for people: CSV files and a plot."""

from __future__ import annotations

import csv
import os
from pathlib import Path

TRAINING_LOG = 'log.csv'
VALIDATION_LOG = 'validation.csv'
PLOT = 'progress.png'


def append_row(path: Path, row: dict[str, float | int]) -> None:
    """Adds a row; the first one brings the header with it. A file of other columns is kept under another name."""
    _end_whole(path)
    if path.exists() and _complete_rows(path)[:1] != [list(row)]:
        path.replace(path.with_suffix(f'.until-{len(read_columns(path).get("step", []))}-rows.csv'))
    is_new = not path.exists()
    with path.open('a', newline='', encoding='utf-8') as file:
        writer = csv.DictWriter(file, row)
        if is_new:
            writer.writeheader()
        writer.writerow({k: f'{v:.6g}' if isinstance(v, float) else v for k, v in row.items()})


def read_columns(path: Path) -> dict[str, list[float]]:
    """The columns of a CSV file of numbers, without rows that were cut off while they were written."""
    header, *rows = _complete_rows(path) or [[]]
    return {name: [float(row[index]) for row in rows] for index, name in enumerate(header)}


def last_step(path: Path) -> int | None:
    """The step of the last row; None where there is none."""
    steps = read_columns(path).get('step', []) if path.exists() else []
    return int(steps[-1]) if steps else None


def drop_rows_after(path: Path, step: int) -> None:
    """Removes the rows of later steps than `step`, which a resumed run is about to take again, and rows that were cut off."""
    header, *rows = (_complete_rows(path) if path.exists() else []) or [[]]
    if 'step' not in header:
        return
    column = header.index('step')
    partial = path.with_suffix('.partial')
    with partial.open('w', newline='', encoding='utf-8') as file:
        csv.writer(file).writerows([header, *(row for row in rows if float(row[column]) <= step)])
    os.replace(partial, path)


def _complete_rows(path: Path) -> list[list[str]]:
    """The cells of all lines, header first, that have an end and as many cells as the header."""
    with path.open(newline='', encoding='utf-8') as file:
        lines = file.readlines()
    rows = list(csv.reader(line for line in lines if line.endswith('\n')))
    return [row for row in rows if len(row) == len(rows[0])]


def _end_whole(path: Path) -> None:
    """Cuts off a last line without an end, to which the next row would be glued; removes a file of which nothing is left."""
    content = path.read_bytes() if path.exists() else b''
    whole = content[: content.rfind(b'\n') + 1]
    if whole and len(whole) < len(content):
        path.write_bytes(whole)
    elif not whole:
        path.unlink(missing_ok=True)


def draw_plot(run_folder: Path) -> None:
    """Training loss, rate and validation loss per sigma against millions of patches, as one PNG."""
    import matplotlib

    matplotlib.use('Agg')
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(12, 4.5), layout='constrained')
    log = read_columns(run_folder / TRAINING_LOG)
    millions = [patches / 1e6 for patches in log['patches']]
    left.plot(millions, log['loss'], label='weighted loss')
    left.plot(millions, log['edm_loss'], label='EDM loss')
    left.set(xlabel='million 64 x 64 patches', yscale='log', title='training')
    left.legend()
    validation = read_columns(run_folder / VALIDATION_LOG)
    millions = [patches / 1e6 for patches in validation['patches']]
    for name, values in validation.items():
        if name.startswith('sigma_'):
            right.plot(millions, values, marker='.', label=name.removeprefix('sigma_'))
    right.set(xlabel='million 64 x 64 patches', yscale='log', title='validation: EDM loss per sigma')
    right.legend(ncols=2, fontsize='small')
    figure.savefig(run_folder / PLOT, dpi=90)
    pyplot.close(figure)
