import type { Optimizer, OptimizerState } from '../optimizer/optimizer';
import { cloneImageTensor, type ImageTensor } from '../tensor/image-tensor';

/** All that a run remembers: with the same problem, plan and state the rest of a run is determined to the bit. */
export interface RedDiffState {
  /** The estimate, the mean of the variational distribution (arXiv 2305.04391, eq. 8). */
  readonly mu: ImageTensor;
  /** Noise of the last iteration whose plan reuses noise (standard normal); absent before it. */
  lastNoise: Float32Array | undefined;
  readonly optimizerState: OptimizerState;
  /** Index of the next iteration of the plan. */
  iteration: number;
}

/** The state before the first iteration; `start` is copied. */
export function createRedDiffState(start: ImageTensor, optimizer: Optimizer): RedDiffState {
  return {
    mu: cloneImageTensor(start),
    lastNoise: undefined,
    optimizerState: optimizer.createState(start),
    iteration: 0,
  };
}
