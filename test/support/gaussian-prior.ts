import type { Prior } from '../../src-main/engine/prior/prior';

/** Mean and variance of independent Gaussian pixels. */
export interface GaussianPixels {
  readonly mean: number;
  readonly variance: number;
}

/**
 * The exact denoiser of independent Gaussian pixels, for which every posterior is known:
 *     D(x; sigma) = (variance x + sigma^2 mean) / (variance + sigma^2).
 * It honours a noise level per pixel.
 */
export function createGaussianPrior({ mean, variance }: GaussianPixels): Prior {
  return {
    sigmaRange: { min: 0, max: Infinity },
    takesSigmaMap: true,
    sizeMultiple: 1,
    haloPx: 0,
    denoise(x, sigma, out) {
      for (let i = 0; i < x.data.length; i++) {
        const level = typeof sigma === 'number' ? sigma : sigma.data[i % sigma.data.length]!;
        const power = level * level;
        out.data[i] = (variance * x.data[i]! + power * mean) / (variance + power);
      }
      return Promise.resolve();
    },
    dispose: () => Promise.resolve(),
  };
}
