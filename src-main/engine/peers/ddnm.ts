import type { LinearOperator } from '../operators/operator';
import { conjugateGradient } from '../optimizer/conjugate-gradient';
import { createImageTensor, type ImageTensor } from '../tensor/image-tensor';
import { addScaled, subtract } from '../tensor/ops';
import { samplePeer, type PeerProblem, type PeerStep } from './peer';

/** DDNM's settings. */
export interface DdnmOptions {
  /** Falling noise levels, one call of the prior each. */
  readonly sigmas: readonly number[];
  /** Share of fresh noise; the authors' .85. */
  readonly eta?: number;
}

/**
 * DDNM, and DDNM+ for a noisy measurement (Wang et al. 2023, arXiv 2212.00490, section 3), in variance-exploding form, with one
 * scale l for all singular values instead of one each. With x0 = D(x; sigma), l = min(1, sigma' / sigma_y), P = A^+ A:
 *     e  = x0 - l A^+ (A x0 - y),
 *     x <- e + sqrt(1 - eta^2) sigma' (x - e) / sigma + eta (sigma' (I - P) + sqrt(sigma'^2 - (l sigma_y)^2) P) z.
 * The measured part gets less fresh noise, because y brings its own. The noise that is kept is (x - e) / sigma, which belongs to
 * the corrected e, and not the network's own (x - x0) / sigma.
 */
export function ddnm(
  problem: PeerProblem,
  { sigmas, eta = 0.85 }: DdnmOptions,
): AsyncGenerator<PeerStep, void, void> {
  const { operator, measurement, measurementSigma } = problem;
  const invert = pseudoInverseOf(operator);
  const measured = createImageTensor(operator.outputShape);
  const correction = createImageTensor(operator.inputShape);
  return samplePeer(problem, sigmas, {
    update({ x, denoised, estimate, z, sigma, nextSigma }) {
      operator.forward(denoised, measured);
      subtract(measured.data, measurement.data, measured.data);
      invert(measured, correction);
      const share = measurementSigma > 0 ? Math.min(1, nextSigma / measurementSigma) : 1;
      addScaled(denoised.data, -share, correction.data, estimate.data);
      const keep = (Math.sqrt(1 - eta * eta) * nextSigma) / sigma;
      for (let i = 0; i < x.data.length; i++) {
        const e = estimate.data[i]!;
        x.data[i] = e + keep * (x.data[i]! - e) + eta * nextSigma * z.data[i]!;
      }
      if (measurementSigma === 0 || nextSigma === 0) return;
      operator.forward(z, measured);
      invert(measured, correction);
      const fresh = Math.sqrt(Math.max(0, nextSigma ** 2 - (share * measurementSigma) ** 2));
      addScaled(x.data, eta * (fresh - nextSigma), correction.data, x.data);
    },
  });
}

/** A^+ in closed form, or as the least-squares answer of least norm, which conjugate gradients find from zero. */
function pseudoInverseOf(operator: LinearOperator): (y: ImageTensor, out: ImageTensor) => void {
  if (operator.pseudoInverse) return operator.pseudoInverse;
  return (y, out) => {
    out.data.fill(0);
    conjugateGradient({ operator, y, z: out, rho: 0 }, out, { maxIterations: 50, tolerance: 1e-4 });
  };
}
