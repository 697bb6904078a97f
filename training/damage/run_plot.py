"""The picture of a run of the damage network."""

from __future__ import annotations

from pathlib import Path

from ..run_log import PLOT, TRAINING_LOG, VALIDATION_LOG, read_columns


def draw_plot(run: Path) -> None:
    """Training loss and average precision per class over the hours, as one PNG."""
    import matplotlib

    matplotlib.use('Agg')
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(12, 4.5), layout='constrained')
    log = read_columns(run / TRAINING_LOG)
    left.plot(log['hours'], log['loss'])
    left.set(xlabel='hours', yscale='log', title='training loss')
    validation = read_columns(run / VALIDATION_LOG)
    for name, values in validation.items():
        if name.startswith('ap_'):
            right.plot(validation['hours'], values, marker='.', label=name.removeprefix('ap_'))
    right.set(xlabel='hours', title='validation: average precision of pixels', ylim=(0, 1))
    right.legend(ncols=2, fontsize='small')
    figure.savefig(run / PLOT, dpi=90)
    pyplot.close(figure)
