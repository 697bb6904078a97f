import { elementCount } from '../tensor/image-tensor';
import { largestRelaxation, type Optimizer, type StepSize } from './optimizer';

/**
 * Gradient descent with heavy-ball momentum (Polyak 1964, "Some methods of speeding up the convergence of iteration methods"):
 *     mu <- mu - eta gradient + beta (mu - mu_previous).
 * With the gradient mu - D(x; r) the step eta is a relaxation towards the denoised picture: 1 takes it over. A steeper gradient
 * gets a shorter step where the relaxation would go beyond `largestRelaxation`. The momentum follows the true iterates, so a
 * data step between two steps counts in it.
 */
export function createRelaxedGradient(): Optimizer {
  return {
    name: 'relaxed gradient',
    createState: (shape) => ({
      stepCount: 0,
      buffers: { previous: new Float32Array(elementCount(shape)) },
    }),
    step(mu, gradient, state, size) {
      const { previous } = state.buffers;
      if (!previous) throw new TypeError('This state is not one of the relaxed gradient.');
      const eta = boundEta(size);
      const momentum = state.stepCount === 0 ? 0 : size.beta;
      state.stepCount += 1;
      for (let i = 0; i < mu.data.length; i++) {
        const current = mu.data[i]!;
        mu.data[i] = current - eta * gradient.data[i]! + momentum * (current - previous[i]!);
        previous[i] = current;
      }
    },
  };
}

function boundEta({ eta, steepness }: StepSize): number {
  return Math.min(eta, largestRelaxation / steepness);
}
