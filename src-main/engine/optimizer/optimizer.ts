import type { ImageShape, ImageTensor } from '../tensor/image-tensor';

/** The numbers of one iteration, taken from the plan. */
export interface StepSize {
  /**
   * Factor on the gradient, or on the learning rate. Times `steepness` it is the relaxation of the step towards the denoised
   * estimate: 1 takes the estimate over, and what goes beyond `largestRelaxation` is not taken.
   */
  readonly eta: number;
  /** Heavy-ball momentum in [0, 1): how much of the last change of mu is repeated. */
  readonly beta: number;
  /** What the prior's part of the gradient multiplies mu - D with: lambda w(r) / r, above 0. */
  readonly steepness: number;
}

/**
 * Longest relaxation that an optimiser without step sizes of its own takes. A mode that the prior suppresses follows
 * mu <- (1 - f) mu + beta (mu - mu_previous) under a relaxation f, which runs away from f = 2 (1 + beta) on: from 2 without
 * momentum. Weightings that fall slower than r make f as large as one likes at low noise, and so does a large lambda. Half of
 * the way from 1 to 2 leaves room for what a network adds; the presets' own relaxations are at most 1.
 */
export const largestRelaxation = 1.5;

/** Everything an optimiser remembers between steps, as named tensors of mu's shape, so that a checkpoint can hold it. */
export interface OptimizerState {
  /** Steps taken so far. */
  stepCount: number;
  readonly buffers: Record<string, Float32Array>;
}

/**
 * A first-order optimiser of mu; its memory lives outside, in the state, so that a run can be stopped, stored and continued.
 * Deterministic: the same arguments give the same bits.
 */
export interface Optimizer {
  readonly name: string;
  createState(shape: ImageShape): OptimizerState;
  /** Updates `mu` in place from `gradient` (same shape, unchanged) and advances `state`. */
  step(mu: ImageTensor, gradient: ImageTensor, state: OptimizerState, size: StepSize): void;
}
