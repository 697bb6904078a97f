import { proximalRho, solveProximal } from '../optimizer/proximal';
import type { ImageTensor } from '../tensor/image-tensor';
import { samplePeer, type ChannelRange, type PeerProblem, type PeerStep } from './peer';

/** DiffPIR's settings. */
export interface DiffPirOptions {
  /** Falling noise levels, one call of the prior each. */
  readonly sigmas: readonly number[];
  /** Share of fresh noise in the re-noising, in [0, 1]: 0 is deterministic. */
  readonly zeta?: number;
  /** Factor on rho, the authors' lambda; in units where sigma_y and sigma are both those of the image. */
  readonly lambda?: number;
}

/**
 * DiffPIR (Zhu et al. 2023, arXiv 2305.08995, algorithm 1) in variance-exploding form:
 *     x0 = clip D(x; sigma),
 *     e  = argmin_v ||A v - y||^2 + rho ||v - x0||^2,   rho = lambda sigma_y^2 / sigma^2,
 *     x <- e + sigma' (sqrt(1 - zeta) (x - e) / sigma + sqrt(zeta) z).
 * Clipped is to black and white, wherever the problem's contrast has put them.
 * The last level takes x0 as it is, unless the measurement is free of noise and therefore holds exactly.
 */
export function diffPir(
  problem: PeerProblem,
  { sigmas, zeta = 0.3, lambda = 1 }: DiffPirOptions,
): AsyncGenerator<PeerStep, void, void> {
  const { operator, measurement, measurementSigma, ranges } = problem;
  return samplePeer(problem, sigmas, {
    update({ x, denoised, estimate, z, sigma, nextSigma }) {
      clip(denoised, ranges);
      if (nextSigma > 0 || measurementSigma === 0) {
        const rho = proximalRho(measurementSigma, sigma, lambda);
        solveProximal(operator, measurement, denoised, rho, estimate);
      } else {
        estimate.data.set(denoised.data);
      }
      const keep = (nextSigma * Math.sqrt(1 - zeta)) / sigma;
      const fresh = nextSigma * Math.sqrt(zeta);
      for (let i = 0; i < x.data.length; i++) {
        const e = estimate.data[i]!;
        x.data[i] = e + keep * (x.data[i]! - e) + fresh * z.data[i]!;
      }
    },
  });
}

function clip({ data, channels }: ImageTensor, ranges: readonly ChannelRange[] | undefined): void {
  const plane = data.length / channels;
  for (let channel = 0; channel < channels; channel++) {
    const { black, white } = ranges?.[channel] ?? { black: -1, white: 1 };
    for (let i = channel * plane; i < (channel + 1) * plane; i++) {
      data[i] = Math.min(white, Math.max(black, data[i]!));
    }
  }
}
