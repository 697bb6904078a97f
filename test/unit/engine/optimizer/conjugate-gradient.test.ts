import { describe, expect, it } from 'vitest';
import { createAveragePoolingOperator } from '../../../../src-main/engine/operators/average-pooling';
import { createBicubicOperator } from '../../../../src-main/engine/operators/bicubic';
import { createBlurOperator, gaussianPsf } from '../../../../src-main/engine/operators/blur';
import { conjugateGradient } from '../../../../src-main/engine/optimizer/conjugate-gradient';
import {
  cloneImageTensor,
  createImageTensor,
} from '../../../../src-main/engine/tensor/image-tensor';
import { norm, squaredDistance } from '../../../../src-main/engine/tensor/ops';
import { apply } from '../../../support/adjointness';
import { largestDifference, randomImage } from '../../../support/random-image';

const shape = { channels: 2, height: 12, width: 20 };
const exact = { maxIterations: 200, tolerance: 1e-7 };

describe('conjugateGradient', () => {
  it('finds the closed form of average pooling', () => {
    const operator = createAveragePoolingOperator(shape, 4);
    const y = randomImage(operator.outputShape, 1);
    const z = randomImage(shape, 2);
    const expected = createImageTensor(shape);
    operator.prox!(y, z, 0.03, expected);
    const x = cloneImageTensor(z);
    const { iterations } = conjugateGradient({ operator, y, z, rho: 0.03 }, x, exact);
    expect(largestDifference(x, expected)).toBeLessThan(1e-5);
    // A^T A + rho I has two distinct eigenvalues, so two steps are enough in exact arithmetic.
    expect(iterations).toBeLessThanOrEqual(4);
  });

  it('finds the pseudo-inverse from zero with rho = 0', () => {
    const operator = createBicubicOperator(shape, 2);
    const y = randomImage(operator.outputShape, 3);
    const expected = createImageTensor(shape);
    operator.pseudoInverse!(y, expected);
    const x = createImageTensor(shape);
    conjugateGradient({ operator, y, z: x, rho: 0 }, x, exact);
    expect(largestDifference(x, expected)).toBeLessThan(1e-4);
  });

  it('stops as soon as the data are explained', () => {
    const psf = gaussianPsf(1.2);
    const operator = createBlurOperator(shape, psf, psf, 'reflect');
    const y = apply(operator, randomImage(shape, 4));
    const solve = (residualTarget: number) => {
      const x = createImageTensor(shape);
      const limits = { ...exact, residualTarget };
      const result = conjugateGradient({ operator, y, z: x, rho: 0 }, x, limits);
      expect(result.residualNorm).toBeCloseTo(
        Math.sqrt(squaredDistance(apply(operator, x).data, y.data)),
        4,
      );
      return result;
    };
    const target = 0.1 * norm(y.data);
    const early = solve(target);
    expect(early.residualNorm).toBeLessThanOrEqual(target);
    expect(early.iterations).toBeLessThan(solve(0).iterations);
  });

  it('does nothing when the start is the answer', () => {
    const operator = createAveragePoolingOperator(shape, 2);
    const x = randomImage(shape, 5);
    const before = cloneImageTensor(x);
    const y = apply(operator, x);
    expect(conjugateGradient({ operator, y, z: x, rho: 0 }, x, exact).iterations).toBe(0);
    expect(x.data).toEqual(before.data);
  });
});
