import type { RepairStep } from '../../engine/repair/repair-step';
import { regionArea, uniteRegions, type Region } from '../../engine/tensor/region';

/** One iteration over all windows that advance together; residuals are root mean squares over all their pixels. */
export interface IterationFigures {
  /** Mean over the windows. */
  readonly sigma: number;
  readonly dataResidual: number;
  readonly priorResidual: number;
  /** Where the picture has changed. */
  readonly changedRegion: Region;
}

/** Sums up the windows of an iteration, each by its pixels. */
export class FigureCollector {
  private pixels = 0;
  private sigmas = 0;
  private dataSquares = 0;
  private priorSquares = 0;
  private changedRegion: Region | undefined;

  add({ sigma, dataResidual, priorResidual, window, changedRegion }: RepairStep): void {
    const pixels = regionArea(window.region);
    this.pixels += pixels;
    this.sigmas += pixels * sigma;
    this.dataSquares += pixels * dataResidual * dataResidual;
    this.priorSquares += pixels * priorResidual * priorResidual;
    this.changedRegion = this.changedRegion
      ? uniteRegions(this.changedRegion, changedRegion)
      : changedRegion;
  }

  /** The figures of what was added, at least one window; the next iteration begins at nothing. */
  take(): IterationFigures {
    const figures = {
      sigma: this.sigmas / this.pixels,
      dataResidual: Math.sqrt(this.dataSquares / this.pixels),
      priorResidual: Math.sqrt(this.priorSquares / this.pixels),
      changedRegion: this.changedRegion!,
    };
    this.pixels = this.sigmas = this.dataSquares = this.priorSquares = 0;
    this.changedRegion = undefined;
    return figures;
  }
}
