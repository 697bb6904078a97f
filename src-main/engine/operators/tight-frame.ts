import { createImageTensor } from '../tensor/image-tensor';
import type { LinearOperator } from './operator';

/**
 * Adds the closed forms of an operator whose rows are orthogonal and equally long, A A^T = c I:
 *     A^+ y = A^T y / c,
 *     prox(y, z, rho) = z + A^T (y - A z) / (c + rho)   (matrix inversion lemma).
 */
export function withTightFrame(operator: LinearOperator, c: number): LinearOperator {
  const residual = createImageTensor(operator.outputShape);
  return {
    ...operator,
    pseudoInverse(y, out) {
      operator.adjoint(y, out);
      for (let i = 0; i < out.data.length; i++) out.data[i] = out.data[i]! / c;
    },
    prox(y, z, rho, out) {
      operator.forward(z, residual);
      for (let i = 0; i < residual.data.length; i++) {
        residual.data[i] = (y.data[i]! - residual.data[i]!) / (c + rho);
      }
      operator.adjoint(residual, out);
      for (let i = 0; i < out.data.length; i++) out.data[i] = z.data[i]! + out.data[i]!;
    },
  };
}
