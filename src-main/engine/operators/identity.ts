import { shapeOf, type ImageShape } from '../tensor/image-tensor';
import type { LinearOperator } from './operator';

/** A = I: nothing happened to the picture but noise; restoring it is denoising. */
export function createIdentityOperator(inputShape: ImageShape): LinearOperator {
  const shape = shapeOf(inputShape);
  return {
    name: 'identity',
    inputShape: shape,
    outputShape: shape,
    normBound: 1,
    forward: (x, out) => out.data.set(x.data),
    adjoint: (y, out) => out.data.set(y.data),
    vjp: (_x, cotangent, out) => out.data.set(cotangent.data),
    pseudoInverse: (y, out) => out.data.set(y.data),
    prox(y, z, rho, out) {
      for (let i = 0; i < out.data.length; i++) {
        out.data[i] = (y.data[i]! + rho * z.data[i]!) / (1 + rho);
      }
    },
  };
}
