import type { ImageShape, ImageTensor } from '../tensor/image-tensor';

/** The numbers of one iteration, taken from the plan. */
export interface StepSize {
  /** Relaxation of the step towards the denoised estimate (or a factor on the learning rate), in (0, 2). */
  readonly eta: number;
  /** Heavy-ball momentum in [0, 1): how much of the last change of mu is repeated. */
  readonly beta: number;
}

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
