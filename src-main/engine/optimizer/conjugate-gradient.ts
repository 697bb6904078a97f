import type { LinearOperator } from '../operators/operator';
import { createImageTensor, type ImageTensor } from '../tensor/image-tensor';
import { addScaled, dot, norm, subtract } from '../tensor/ops';

/** min_x ||A x - y||^2 + rho ||x - z||^2; with rho = 0 `z` is not used and the data may leave x undetermined. */
export interface RegularisedProblem {
  readonly operator: LinearOperator;
  readonly y: ImageTensor;
  readonly z: ImageTensor;
  readonly rho: number;
}

/** When to stop; whichever comes first. */
export interface ConjugateGradientLimits {
  readonly maxIterations: number;
  /** Ratio of the gradient's norm to its first one at which the answer is good enough. */
  readonly tolerance: number;
  /** Norm ||A x - y|| at which the data count as explained (discrepancy principle); 0 for never. */
  readonly residualTarget?: number;
}

/** How a solve ended. */
export interface ConjugateGradientResult {
  readonly iterations: number;
  /** ||A x - y||. */
  readonly residualNorm: number;
}

/**
 * Solves (A^T A + rho I) x = A^T y + rho z, changing `x` in place from where it stands. The form is CGLS (Hestenes and
 * Stiefel 1952, section 10; Bjorck 1996, algorithm 7.4.1): it never forms A^T A, which would square the condition number.
 */
export function conjugateGradient(
  { operator, y, z, rho }: RegularisedProblem,
  x: ImageTensor,
  { maxIterations, tolerance, residualTarget = 0 }: ConjugateGradientLimits,
): ConjugateGradientResult {
  const residual = createImageTensor(operator.outputShape);
  const image = createImageTensor(operator.outputShape);
  const gradient = createImageTensor(operator.inputShape);
  operator.forward(x, image);
  subtract(y.data, image.data, residual.data);
  const formGradient = () => {
    operator.adjoint(residual, gradient);
    if (rho === 0) return;
    for (let i = 0; i < gradient.data.length; i++) {
      gradient.data[i] = gradient.data[i]! + rho * (z.data[i]! - x.data[i]!);
    }
  };
  formGradient();
  const direction = createImageTensor(operator.inputShape, gradient.data.slice());
  let power = dot(gradient.data, gradient.data);
  const enough = tolerance * tolerance * power;
  let iterations = 0;
  while (iterations < maxIterations && power > enough && norm(residual.data) > residualTarget) {
    operator.forward(direction, image);
    const curvature = dot(image.data, image.data) + rho * dot(direction.data, direction.data);
    if (!(curvature > 0)) break;
    const step = power / curvature;
    addScaled(x.data, step, direction.data, x.data);
    addScaled(residual.data, -step, image.data, residual.data);
    formGradient();
    const next = dot(gradient.data, gradient.data);
    addScaled(gradient.data, next / power, direction.data, direction.data);
    power = next;
    iterations += 1;
  }
  return { iterations, residualNorm: norm(residual.data) };
}
