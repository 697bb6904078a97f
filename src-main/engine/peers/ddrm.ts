import { createImageTensor, type ImageTensor } from '../tensor/image-tensor';
import { flatSpectrumOf } from './flat-spectrum';
import { samplePeer, type PeerProblem, type PeerStep } from './peer';

/** DDRM's settings. */
export interface DdrmOptions {
  /** Falling noise levels, one call of the prior each. */
  readonly sigmas: readonly number[];
  /** Share of fresh noise where the prior decides; the authors' .85. */
  readonly eta?: number;
  /** Share of the measurement where it is better than the sample; the authors' 1. */
  readonly etaB?: number;
}

/**
 * DDRM (Kawar et al. 2022, arXiv 2201.11793, section 3) for operators of one singular value s (`flatSpectrumOf`), which needs
 * no decomposition. With x0 = D(x; sigma), ybar = A^+ y, tau = sigma_y / s and P = A^+ A:
 *     not measured:              x <- x0 + sqrt(1 - eta^2) sigma' (x - x0) / sigma + eta sigma' z,
 *     measured, sigma' < tau:    x <- x0 + sqrt(1 - eta^2) sigma' (ybar - x0) / tau + eta sigma' z,
 *     measured, sigma' >= tau:   x <- (1 - etaB) x0 + etaB ybar + sqrt(sigma'^2 - (etaB tau)^2) z.
 * @throws EngineError 'settings' for other operators.
 */
export function ddrm(
  problem: PeerProblem,
  { sigmas, eta = 0.85, etaB = 1 }: DdrmOptions,
): AsyncGenerator<PeerStep, void, void> {
  const { operator, measurement, measurementSigma } = problem;
  const squared = flatSpectrumOf(operator);
  const tau = measurementSigma / Math.sqrt(squared);
  const keep = Math.sqrt(1 - eta * eta);
  const ybar = createImageTensor(operator.inputShape);
  operator.adjoint(measurement, ybar);
  for (let i = 0; i < ybar.data.length; i++) ybar.data[i] = ybar.data[i]! / squared;
  const difference = createImageTensor(operator.inputShape);
  const measured = createImageTensor(operator.outputShape);

  /** x + P (row(i) - x): replaces the measured part of x. */
  const replaceMeasured = (x: ImageTensor, row: (i: number) => number) => {
    for (let i = 0; i < x.data.length; i++) difference.data[i] = row(i) - x.data[i]!;
    operator.forward(difference, measured);
    operator.adjoint(measured, difference);
    for (let i = 0; i < x.data.length; i++) x.data[i]! += difference.data[i]! / squared;
  };
  const spread = (sigma: number, share: number) =>
    Math.sqrt(Math.max(0, sigma ** 2 - (share * tau) ** 2));

  return samplePeer(problem, sigmas, {
    prepare(x, z, sigma) {
      if (sigma <= tau) return;
      const deviation = spread(sigma, 1);
      replaceMeasured(x, (i) => ybar.data[i]! + deviation * z.data[i]!);
    },
    update({ x, denoised, estimate, z, sigma, nextSigma }) {
      const [clean, fresh] = [denoised.data, z.data];
      estimate.data.set(clean);
      // A clean measurement holds exactly; a noisy one speaks through the samples alone.
      if (tau === 0)
        replaceMeasured(estimate, (i) => (1 - etaB) * clean[i]! + etaB * ybar.data[i]!);
      for (let i = 0; i < x.data.length; i++) {
        const d = clean[i]!;
        x.data[i] = d + nextSigma * ((keep * (x.data[i]! - d)) / sigma + eta * fresh[i]!);
      }
      if (nextSigma < tau) {
        replaceMeasured(x, (i) => {
          const towards = (keep * (ybar.data[i]! - clean[i]!)) / tau;
          return clean[i]! + nextSigma * (towards + eta * fresh[i]!);
        });
      } else {
        const deviation = spread(nextSigma, etaB);
        replaceMeasured(
          x,
          (i) => (1 - etaB) * clean[i]! + etaB * ybar.data[i]! + deviation * fresh[i]!,
        );
      }
    },
  });
}
