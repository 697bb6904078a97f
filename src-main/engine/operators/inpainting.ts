import { EngineError } from '../errors';
import { describeShape, shapeOf, type ImageShape, type ImageTensor } from '../tensor/image-tensor';
import type { LinearOperator } from './operator';

/** Weights below this count as unobserved in the pseudo-inverse, which divides by them. */
const smallestWeight = 1e-3;

/**
 * A = diag(m): m = 1 keeps a pixel, m = 0 loses it, values between weigh its evidence. Lost pixels stay in the output as
 * zeros, so that y has the picture's shape.
 * @param observedMask m in [0, 1]; 1 channel for all of the picture's, or one each; taken over, not copied
 * @throws EngineError 'shape' when it does not fit, 'settings' for weights outside [0, 1].
 */
export function createInpaintingOperator(
  inputShape: ImageShape,
  observedMask: ImageTensor,
): LinearOperator {
  const shape = shapeOf(inputShape);
  expectObservedMask(observedMask, shape);
  const weights = observedMask.data;
  const count = weights.length;
  const multiply = (x: ImageTensor, out: ImageTensor) => {
    for (let i = 0; i < out.data.length; i++) out.data[i] = weights[i % count]! * x.data[i]!;
  };
  return {
    name: 'inpainting',
    inputShape: shape,
    outputShape: shape,
    normBound: weights.reduce((largest, weight) => Math.max(largest, weight), 0),
    forward: multiply,
    adjoint: multiply,
    vjp: (_x, cotangent, out) => multiply(cotangent, out),
    pseudoInverse(y, out) {
      for (let i = 0; i < out.data.length; i++) {
        const weight = weights[i % count]!;
        out.data[i] = weight < smallestWeight ? 0 : y.data[i]! / weight;
      }
    },
    prox(y, z, rho, out) {
      for (let i = 0; i < out.data.length; i++) {
        const weight = weights[i % count]!;
        out.data[i] = (weight * y.data[i]! + rho * z.data[i]!) / (weight * weight + rho);
      }
    },
  };
}

function expectObservedMask(observedMask: ImageTensor, shape: ImageShape): void {
  const { channels, height, width } = observedMask;
  const fits = channels === 1 || channels === shape.channels;
  if (!fits || height !== shape.height || width !== shape.width) {
    throw new EngineError(
      'shape',
      `Expected an observed mask of 1 or ${shape.channels} x ${shape.height} x ${shape.width} but received ${describeShape(observedMask)}.`,
    );
  }
  if (!observedMask.data.every((weight) => weight >= 0 && weight <= 1)) {
    throw new EngineError('settings', 'Expected weights from 0 to 1 in the observed mask.');
  }
}
