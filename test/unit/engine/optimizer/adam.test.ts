import { describe, expect, it } from 'vitest';
import { createAdam } from '../../../../src-main/engine/optimizer/adam';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';

const shape = { channels: 1, height: 1, width: 3 };
const size = { eta: 1, beta: 0, steepness: 1 };
const tensor = (...values: number[]) => createImageTensor(shape, Float32Array.from(values));

describe('createAdam', () => {
  it('takes a first step of the learning rate against the sign of the gradient, whatever its size', () => {
    const adam = createAdam({ learningRate: 0.1 });
    const mu = tensor(1, 1, 1);
    adam.step(mu, tensor(1e-3, -5, 200), adam.createState(shape), size);
    // epsilon shortens the step at 1e-3 by 1e-8 / 1e-3.
    [0.9, 1.1, 0.9].forEach((value, i) => expect(mu.data[i]).toBeCloseTo(value, 5));
  });

  it('stands still where the gradient is small against epsilon', () => {
    const adam = createAdam({ learningRate: 0.1 });
    const mu = tensor(0, 0, 0);
    adam.step(mu, tensor(1e-8, 1e-10, 0), adam.createState(shape), size);
    [-0.05, -0.1 / 101, 0].forEach((value, i) => expect(mu.data[i]).toBeCloseTo(value, 6));
  });

  it('follows the published recursion over several steps', () => {
    const [rate, beta1, beta2, epsilon] = [0.3, 0.8, 0.95, 1e-6];
    const adam = createAdam({ learningRate: rate, betas: [beta1, beta2], epsilon });
    const state = adam.createState(shape);
    const mu = tensor(0.5, 0.5, 0.5);
    let [expected, m, v] = [0.5, 0, 0];
    for (let t = 1; t <= 5; t++) {
      const gradient = Math.sin(3 * t) / t;
      adam.step(mu, tensor(gradient, 0, -gradient), state, size);
      m = beta1 * m + (1 - beta1) * gradient;
      v = beta2 * v + (1 - beta2) * gradient ** 2;
      expected -= (rate * (m / (1 - beta1 ** t))) / (Math.sqrt(v / (1 - beta2 ** t)) + epsilon);
    }
    expect(mu.data[0]).toBeCloseTo(expected, 6);
    expect(mu.data[1]).toBe(0.5);
    expect(mu.data[2]).toBeCloseTo(1 - expected, 6);
    expect(state.stepCount).toBe(5);
  });

  it('scales its learning rate by the eta of the plan', () => {
    const adam = createAdam({ learningRate: 0.1 });
    const mu = tensor(0, 0, 0);
    adam.step(mu, tensor(1, 1, 1), adam.createState(shape), { ...size, eta: 0.5 });
    expect(mu.data[0]).toBeCloseTo(-0.05, 6);
  });

  it('is held back by no bound, as it divides the steepness of the gradient out', () => {
    const adam = createAdam({ learningRate: 0.1 });
    const mu = tensor(0, 0, 0);
    adam.step(mu, tensor(50, 50, 50), adam.createState(shape), { ...size, steepness: 50 });
    expect(mu.data[0]).toBeCloseTo(-0.1, 6);
  });

  it('refuses the state of another optimiser', () => {
    const adam = createAdam({ learningRate: 0.1 });
    const foreign = { stepCount: 0, buffers: {} };
    expect(() => adam.step(tensor(0, 0, 0), tensor(1, 1, 1), foreign, size)).toThrow(/Adam/);
  });
});
