"""What a run writes down for people: CSV files and a plot."""

from __future__ import annotations

import csv
from pathlib import Path

TRAINING_LOG = 'log.csv'
VALIDATION_LOG = 'validation.csv'
PLOT = 'progress.png'


def append_row(path: Path, row: dict[str, float | int]) -> None:
    """Adds a row; the first one brings the header with it. A file of other columns is kept under another name."""
    if path.exists() and _header(path) != list(row):
        path.replace(path.with_suffix(f'.until-{len(read_columns(path).get("step", []))}-rows.csv'))
    is_new = not path.exists()
    with path.open('a', newline='', encoding='utf-8') as file:
        writer = csv.DictWriter(file, row)
        if is_new:
            writer.writeheader()
        writer.writerow({k: f'{v:.6g}' if isinstance(v, float) else v for k, v in row.items()})


def _header(path: Path) -> list[str]:
    with path.open(newline='', encoding='utf-8') as file:
        return next(csv.reader(file), [])


def read_columns(path: Path) -> dict[str, list[float]]:
    """The columns of a CSV file of numbers."""
    with path.open(newline='', encoding='utf-8') as file:
        rows = list(csv.DictReader(file))
    return {name: [float(row[name]) for row in rows] for name in (rows[0] if rows else {})}


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
