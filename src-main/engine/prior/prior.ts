import type { ImageTensor } from '../tensor/image-tensor';

/**
 * Noise level of an input: one number for the whole image, or one value a pixel (1 x height x width).
 * Unit: standard deviation in the image's own range [-1, 1].
 */
export type NoiseLevel = number | ImageTensor;

/** Tells a long computation that its answer is no longer wanted; an AbortSignal is one. */
export interface CancelSignal {
  readonly aborted: boolean;
}

/** Smallest and largest noise level on which a prior was trained, in the unit of NoiseLevel. */
export interface SigmaRange {
  readonly min: number;
  readonly max: number;
}

/**
 * A diffusion prior as the solver sees it: the posterior-mean denoiser D(x; sigma) = E[x0 | x0 + sigma n = x],
 * n ~ N(0, I), in the variance-exploding form (Karras et al. 2022, arXiv 2206.00364).
 * Whatever a network wants otherwise (time steps, scaled inputs, learned variances) ends in its adapter.
 */
export interface Prior {
  readonly sigmaRange: SigmaRange;
  /** True when `denoise` honours a noise level per pixel; otherwise a map counts as its maximum. */
  readonly takesSigmaMap: boolean;
  /** Height and width of an input must be multiples of this. */
  readonly sizeMultiple: number;
  /** Pixels at a border of an input whose answer the missing context may change. */
  readonly haloPx: number;
  /**
   * Denoises `x` (3 x height x width, RGB, clean range [-1, 1]) into `out` (same shape; may be `x` itself).
   * @throws EngineError 'shape' for sizes it cannot take, 'prior' when the network fails.
   */
  denoise(
    x: ImageTensor,
    sigma: NoiseLevel,
    out: ImageTensor,
    signal?: CancelSignal,
  ): Promise<void>;
  dispose(): Promise<void>;
}

/** The largest noise level of `sigma`: what a prior that takes only one number is given. */
export function maximumSigma(sigma: NoiseLevel): number {
  if (typeof sigma === 'number') return sigma;
  return sigma.data.reduce((largest, value) => Math.max(largest, value), 0);
}
