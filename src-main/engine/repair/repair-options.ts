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
  /** Noise level of the first iteration at full size, in the unit of the image; by the widest hole where it is not given. */
  readonly noiseStart?: number | null;
  /** Noise level of the last iteration; 0.02 where it is not given. */
  readonly noiseEnd?: number | null;
  /** Longest side of a window in pixels; 384 where it is not given. */
  readonly windowSide?: number | null;
}
