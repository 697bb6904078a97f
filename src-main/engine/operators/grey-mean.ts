import { EngineError } from '../errors';
import type { ImageShape, ImageTensor } from '../tensor/image-tensor';
import type { LinearOperator } from './operator';
import { withTightFrame } from './tight-frame';

/**
 * A colour picture seen as grey: y = sum_c weights[c] x_c, by default the mean of the channels. A A^T = |weights|^2 I.
 * @throws EngineError 'settings' unless there is one weight a channel and one of them is not zero.
 */
export function createGreyMeanOperator(
  inputShape: ImageShape,
  weights: readonly number[] = new Array<number>(inputShape.channels).fill(1 / inputShape.channels),
): LinearOperator {
  const { channels, height, width } = inputShape;
  const squaredLength = weights.reduce((sum, weight) => sum + weight * weight, 0);
  if (weights.length !== channels || !(squaredLength > 0)) {
    throw new EngineError(
      'settings',
      `Expected ${channels} weights but received [${weights.join(', ')}].`,
    );
  }
  const planeLength = height * width;
  const adjoint = (y: ImageTensor, out: ImageTensor) => {
    for (let channel = 0; channel < channels; channel++) {
      const plane = channel * planeLength;
      for (let i = 0; i < planeLength; i++) out.data[plane + i] = weights[channel]! * y.data[i]!;
    }
  };
  return withTightFrame(
    {
      name: 'grey mean',
      inputShape: { channels, height, width },
      outputShape: { channels: 1, height, width },
      normBound: Math.sqrt(squaredLength),
      forward(x, out) {
        for (let i = 0; i < planeLength; i++) {
          let sum = 0;
          for (let channel = 0; channel < channels; channel++) {
            sum += weights[channel]! * x.data[channel * planeLength + i]!;
          }
          out.data[i] = sum;
        }
      },
      adjoint,
      vjp: (_x, cotangent, out) => adjoint(cotangent, out),
    },
    squaredLength,
  );
}
