import { EngineError } from '../errors';

/**
 * The weightings w(r) of the prior term, r = sigma = 1 / sqrt(SNR) (arXiv 2305.04391, section 4.3 and its ablation).
 * `linear` is the paper's choice: with it the prior gradient is the plain denoising residual mu - D(mu + r eps; r).
 */
const weightings = {
  linear: (sigma: number) => sigma,
  sqrt: (sigma: number) => Math.sqrt(sigma),
  square: (sigma: number) => sigma * sigma,
  log: (sigma: number) => Math.log1p(sigma),
  trunc_linear: (sigma: number) => Math.min(sigma, 1),
  power2over3: (sigma: number) => sigma ** (2 / 3),
  const: () => 1,
} as const;

export type WeightingName = keyof typeof weightings;

export const weightingNames = Object.keys(weightings) as WeightingName[];

/**
 * w(sigma) for sigma > 0 in the unit of the image.
 * @throws EngineError 'settings' when sigma is not a positive number.
 */
export function weightAt(name: WeightingName, sigma: number): number {
  if (!(sigma > 0) || !Number.isFinite(sigma)) {
    throw new EngineError('settings', `Expected a positive noise level but received ${sigma}.`);
  }
  return weightings[name](sigma);
}
