import { elementCount } from '../tensor/image-tensor';
import type { Optimizer } from './optimizer';

/** Adam's numbers; RED-Diff uses betas (0.9, 0.99) and epsilon 1e-8. */
export interface AdamOptions {
  readonly learningRate: number;
  readonly betas?: readonly [number, number];
  readonly epsilon?: number;
}

/**
 * Adam (arXiv 1412.6980, algorithm 1), bias-corrected, without weight decay. The plan's `eta` multiplies the learning rate;
 * its `beta` is not used, since the first moment is a momentum already, nor is the steepness, which Adam divides out.
 */
export function createAdam({
  learningRate,
  betas: [beta1, beta2] = [0.9, 0.99],
  epsilon = 1e-8,
}: AdamOptions): Optimizer {
  return {
    name: 'adam',
    createState: (shape) => ({
      stepCount: 0,
      buffers: {
        firstMoment: new Float32Array(elementCount(shape)),
        secondMoment: new Float32Array(elementCount(shape)),
      },
    }),
    step(mu, gradient, state, { eta }) {
      const { firstMoment, secondMoment } = state.buffers;
      if (!firstMoment || !secondMoment) throw new TypeError('This state is not one of Adam.');
      state.stepCount += 1;
      const rate = (eta * learningRate) / (1 - beta1 ** state.stepCount);
      const correction2 = 1 - beta2 ** state.stepCount;
      for (let i = 0; i < mu.data.length; i++) {
        const slope = gradient.data[i]!;
        const first = beta1 * firstMoment[i]! + (1 - beta1) * slope;
        const second = beta2 * secondMoment[i]! + (1 - beta2) * slope * slope;
        firstMoment[i] = first;
        secondMoment[i] = second;
        mu.data[i] = mu.data[i]! - (rate * first) / (Math.sqrt(second / correction2) + epsilon);
      }
    },
  };
}
