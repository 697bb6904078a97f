import type { LinearOperator } from '../operators/operator';
import { createImageTensor, type ImageTensor } from '../tensor/image-tensor';
import { squaredDistance } from '../tensor/ops';
import { conjugateGradient } from './conjugate-gradient';

/** Where an operator has no closed form: enough steps for blurs and downsamplings, which converge in a few dozen. */
const defaultIterations = 30;
const defaultTolerance = 1e-5;

/** Noise below this is not told from none, so that rho stays positive. */
const smallestMeasurementSigma = 1e-3;

/**
 * out = argmin_x ||A x - y||^2 + rho ||x - z||^2: in closed form where the operator has one, otherwise by conjugate
 * gradients from z, which stop early once ||A x - y|| <= residualTarget.
 */
export function solveProximal(
  operator: LinearOperator,
  y: ImageTensor,
  z: ImageTensor,
  rho: number,
  out: ImageTensor,
  residualTarget = 0,
): void {
  if (operator.prox) {
    operator.prox(y, z, rho, out);
    return;
  }
  out.data.set(z.data);
  conjugateGradient({ operator, y, z, rho }, out, {
    maxIterations: defaultIterations,
    tolerance: defaultTolerance,
    residualTarget,
  });
}

/** What a proximal data step needs to know. */
export interface ProximalOptions {
  readonly operator: LinearOperator;
  readonly measurement: ImageTensor;
  /** Standard deviation of the measurement's noise, unit of the image. */
  readonly measurementSigma: number;
  /** Factor on rho: above 1 trusts the prior more; 1 unless given. */
  readonly trust?: number;
}

/** rho of the data step at noise level sigma: trust sigma_y^2 / sigma^2 (DiffPIR, arXiv 2305.08995, section 3). */
export function proximalRho(measurementSigma: number, sigma: number, trust = 1): number {
  return (trust * Math.max(measurementSigma, smallestMeasurementSigma) ** 2) / sigma ** 2;
}

/**
 * A data step that replaces mu by the nearest picture which explains the measurement:
 *     mu <- argmin_x ||A x - y||^2 + rho(sigma) ||x - mu||^2.
 * It leaves a mu alone that explains the measurement up to its noise already, ||A mu - y||^2 <= m sigma_y^2 with m values
 * measured (discrepancy principle, Morozov 1966): to go on would fit the noise.
 */
export function createProximalDataStep({
  operator,
  measurement,
  measurementSigma,
  trust = 1,
}: ProximalOptions): (mu: ImageTensor, sigma: number) => void {
  const target = measurementSigma * Math.sqrt(countMeasuredValues(operator));
  const explained = createImageTensor(operator.outputShape);
  const before = createImageTensor(operator.inputShape);
  return (mu, sigma) => {
    operator.forward(mu, explained);
    if (squaredDistance(explained.data, measurement.data) <= target * target) return;
    before.data.set(mu.data);
    const rho = proximalRho(measurementSigma, sigma, trust);
    solveProximal(operator, measurement, before, rho, mu, target);
  };
}

/** Number of outputs that see the picture at all: a lost pixel of an inpainting operator measures nothing. */
function countMeasuredValues(operator: LinearOperator): number {
  const seen = createImageTensor(operator.outputShape);
  const ones = createImageTensor(operator.inputShape);
  ones.data.fill(1);
  operator.forward(ones, seen);
  return seen.data.reduce((count, value) => count + Number(value !== 0), 0);
}
