import type { NoiseSource } from '../random/noise-source';
import type { ImageTensor } from '../tensor/image-tensor';
import type { Region } from '../tensor/region';

/** Film grain (or scanner noise) of a photo: a stationary Gaussian field whose level depends on luma. */
export interface Grain {
  /** Lumas in [-1, 1], ascending, where the levels were measured (shadows, midtones, highlights). */
  readonly tones: readonly number[];
  /** Standard deviation by tone and channel; all 0 for a clean photo. */
  readonly levels: readonly (readonly number[])[];
  /** Spatial filter per channel, 7 x 7, unit energy: white noise through it has the grain's spectrum. */
  readonly filters: readonly Float32Array[];
  /** Correlation of the channels at the same pixel, channels x channels, row by row. */
  readonly correlation: readonly number[];
}

/** Observed surroundings of damage: an image and its hole (height x width, 0 = observed). */
export interface GrainArea {
  readonly image: ImageTensor;
  readonly hole: Uint8Array;
}

/**
 * Measures the grain on flat observed pixels of one or more areas (same channel count); edges and texture do not count.
 * Too few flat pixels, or a level below what 8-bit rounding leaves, give levels of 0.
 */
export function measureGrain(_areas: readonly GrainArea[]): Grain {
  throw new Error('not written yet');
}

/**
 * Adds to the hole of `image`, in place, the grain that its fill lacks. The noise is addressed in photo coordinates
 * (`region` is the image's place), so that neighbouring windows and re-runs agree.
 */
export function synthesiseGrain(
  _image: ImageTensor,
  _hole: Uint8Array,
  _grain: Grain,
  _noise: NoiseSource,
  _region: Region,
): void {
  throw new Error('not written yet');
}
