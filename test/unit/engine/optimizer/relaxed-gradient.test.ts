import { describe, expect, it } from 'vitest';
import { largestRelaxation } from '../../../../src-main/engine/optimizer/optimizer';
import { createRelaxedGradient } from '../../../../src-main/engine/optimizer/relaxed-gradient';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';

const shape = { channels: 1, height: 1, width: 1 };
const tensor = (value: number) => createImageTensor(shape, Float32Array.of(value));

describe('createRelaxedGradient', () => {
  it('goes the share eta of the way to the denoised picture', () => {
    const optimizer = createRelaxedGradient();
    const mu = tensor(1);
    const denoised = 0.2;
    optimizer.step(mu, tensor(1 - denoised), optimizer.createState(shape), {
      eta: 0.5,
      beta: 0.9,
      steepness: 1,
    });
    expect(mu.data[0]).toBeCloseTo(0.6, 6);
  });

  it.each([
    [0.5, 2, 1],
    [0.5, 3, largestRelaxation],
    [0.5, 40, largestRelaxation],
    [0.01, 40, 0.4],
  ])('with eta %f and a gradient of steepness %f relaxes by %f', (eta, steepness, relaxation) => {
    const optimizer = createRelaxedGradient();
    const mu = tensor(1);
    const state = optimizer.createState(shape);
    optimizer.step(mu, tensor(steepness), state, { eta, beta: 0.5, steepness });
    expect(mu.data[0]).toBeCloseTo(1 - relaxation, 6);
  });

  it('repeats the share beta of the last change of mu, a data step included', () => {
    const optimizer = createRelaxedGradient();
    const state = optimizer.createState(shape);
    const mu = tensor(0);
    optimizer.step(mu, tensor(-1), state, { eta: 0.5, beta: 0.5, steepness: 1 });
    expect(mu.data[0]).toBeCloseTo(0.5, 6);
    mu.data[0] = 0.3;
    optimizer.step(mu, tensor(0), state, { eta: 0.5, beta: 0.5, steepness: 1 });
    expect(mu.data[0]).toBeCloseTo(0.3 + 0.5 * 0.3, 6);
  });

  it('converges faster with momentum on an ill-conditioned quadratic', () => {
    const remaining = (beta: number) => {
      const optimizer = createRelaxedGradient();
      const plane = { channels: 1, height: 1, width: 2 };
      const state = optimizer.createState(plane);
      const mu = createImageTensor(plane, Float32Array.of(1, 1));
      for (let i = 0; i < 40; i++) {
        const gradient = Float32Array.of(mu.data[0]!, 0.02 * mu.data[1]!);
        optimizer.step(mu, createImageTensor(plane, gradient), state, {
          eta: 1,
          beta,
          steepness: 1,
        });
      }
      return Math.hypot(...mu.data);
    };
    expect(remaining(0.7)).toBeLessThan(remaining(0) / 3);
  });

  it('refuses the state of another optimiser', () => {
    const foreign = { stepCount: 0, buffers: {} };
    expect(() =>
      createRelaxedGradient().step(tensor(0), tensor(1), foreign, {
        eta: 1,
        beta: 0,
        steepness: 1,
      }),
    ).toThrow(/relaxed gradient/);
  });
});
