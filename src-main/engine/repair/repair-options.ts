import type { WeightingName } from '../red-diff/weighting';

/** The settings of a repair as the engine needs them. */
export interface RepairOptions {
  readonly preset: 'photo' | 'paper';
  /** Calls of the prior for each window at full size. */
  readonly iterations: number;
  readonly seed: number;
  /** 0 smooth ... 1 lively: length and noise of the stochastic leg. */
  readonly strength: number;
  readonly weighting: WeightingName;
  readonly lambda: number;
  readonly optimizer: 'relaxed' | 'adam';
  /** Share of the missing film grain that is added, [0, 1]. */
  readonly grain: number;
}
