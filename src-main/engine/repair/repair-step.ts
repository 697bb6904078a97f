import type { RedDiffStep } from '../red-diff/red-diff';
import type { Region } from '../tensor/region';
import type { RepairWindow } from './windows';

/** What one call of the prior achieved, as the window's group sees it. */
export interface WindowStep extends Omit<RedDiffStep, 'denoised'> {
  /** Pyramid level, 0 = full size. */
  readonly level: number;
  readonly window: RepairWindow;
  /** Iterations that this window's plan holds. */
  readonly iterations: number;
  /** True for the last window of its group: the whole group has then done this iteration. */
  readonly completesIteration: boolean;
}

/** How far a run is, counted by iterations and by pixels. */
export interface RunPlace {
  /** The iteration that the windows in work have completed, of how many; both count the coarser levels in. */
  readonly runIteration: number;
  readonly runIterations: number;
  /** Damage of very many pixels is solved part after part: which of how many, from 1. */
  readonly part: number;
  readonly parts: number;
  /** Pixels given to the prior so far, and in all: progress and time left follow from them. */
  readonly pixelsDone: number;
  readonly pixelsTotal: number;
}

/** What one call of the prior achieved; its `runIteration` is that of the window of the call, from 1. */
export interface RepairStep extends WindowStep, RunPlace {
  /** Where the picture has changed, in pixels of the photo. */
  readonly changedRegion: Region;
}
