import type { Region } from '../tensor/region';
import type { ImageTensor } from '../tensor/image-tensor';

/**
 * Where an iteration's standard normal noise comes from. The value at a pixel depends on (seed, iteration, x, y, channel)
 * alone, in coordinates of the whole photo (or pyramid level), so that windows, re-runs and restarts agree.
 */
export interface NoiseSource {
  /** Fills `out` (channels x region.height x region.width) with N(0, 1) for that iteration and place. */
  fill(out: ImageTensor, iteration: number, region: Region): void;
}
