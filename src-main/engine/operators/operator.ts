import type { ImageShape, ImageTensor } from '../tensor/image-tensor';

/**
 * What a photograph went through: y = A(x) + noise. `x` and `y` are CHW tensors; images lie in [-1, 1].
 * Every function fills `out` and keeps nothing of its arguments; `out` never aliases an input.
 * Asking twice gives the same bits.
 */
export interface MeasurementOperator {
  readonly name: string;
  readonly inputShape: ImageShape;
  readonly outputShape: ImageShape;
  /** A(x). */
  forward(x: ImageTensor, out: ImageTensor): void;
  /** Vector-Jacobian product: out = J(x)^T cotangent, with `cotangent` of the output's shape. */
  vjp(x: ImageTensor, cotangent: ImageTensor, out: ImageTensor): void;
}

/** A linear operator; its vjp is its adjoint, whatever x is. */
export interface LinearOperator extends MeasurementOperator {
  /** A^T y. */
  adjoint(y: ImageTensor, out: ImageTensor): void;
  /** An upper bound of the largest singular value of A. */
  readonly normBound: number;
  /**
   * Closed form of argmin_x ||A x - y||^2 + rho ||x - z||^2 where one exists (rho > 0; `z` and `out` of the input's shape).
   * Without it the optimiser falls back to conjugate gradients.
   */
  readonly prox?: (y: ImageTensor, z: ImageTensor, rho: number, out: ImageTensor) => void;
  /** Moore-Penrose pseudo-inverse A^+ y where a closed form exists; the start of RED-Diff and the projection of DDNM. */
  readonly pseudoInverse?: (y: ImageTensor, out: ImageTensor) => void;
}

/** True for operators that offer an adjoint. */
export function isLinear(operator: MeasurementOperator): operator is LinearOperator {
  return 'adjoint' in operator;
}
