import { describe, expect, it } from 'vitest';
import { createBlurOperator, gaussianPsf } from '../../../../src-main/engine/operators/blur';
import { createInpaintingOperator } from '../../../../src-main/engine/operators/inpainting';
import {
  createProximalDataStep,
  proximalRho,
  solveProximal,
} from '../../../../src-main/engine/optimizer/proximal';
import {
  cloneImageTensor,
  createImageTensor,
} from '../../../../src-main/engine/tensor/image-tensor';
import { norm, squaredDistance } from '../../../../src-main/engine/tensor/ops';
import { apply, applyAdjoint } from '../../../support/adjointness';
import { constantImage, largestDifference, randomImage } from '../../../support/random-image';

const shape = { channels: 3, height: 9, width: 14 };
const psf = gaussianPsf(0.8);

/** Left half observed. */
function createHalf() {
  const observed = createImageTensor({ ...shape, channels: 1 });
  observed.data.forEach((_value, i) => (observed.data[i] = i % shape.width < 7 ? 1 : 0));
  return createInpaintingOperator(shape, observed);
}

describe('solveProximal', () => {
  it('makes the gradient of its objective vanish where there is no closed form', () => {
    const operator = createBlurOperator(shape, psf, psf, 'reflect');
    const y = randomImage(shape, 1);
    const z = randomImage(shape, 2);
    const x = createImageTensor(shape);
    solveProximal(operator, y, z, 0.1, x);
    const misfit = apply(operator, x);
    misfit.data.forEach((value, i) => (misfit.data[i] = value - y.data[i]!));
    const gradient = applyAdjoint(operator, misfit);
    gradient.data.forEach(
      (value, i) => (gradient.data[i] = value + 0.1 * (x.data[i]! - z.data[i]!)),
    );
    expect(norm(gradient.data)).toBeLessThan(1e-4 * norm(y.data));
  });
});

describe('proximalRho', () => {
  it('is the ratio of the noise powers times the trust', () => {
    expect(proximalRho(0.1, 0.5)).toBeCloseTo(0.04, 12);
    expect(proximalRho(0.1, 0.5, 3)).toBeCloseTo(0.12, 12);
  });

  it('stays positive without measurement noise', () => {
    expect(proximalRho(0, 1)).toBeGreaterThan(0);
  });
});

describe('createProximalDataStep', () => {
  it('restores observed pixels of a clean measurement and leaves the lost ones alone', () => {
    const operator = createHalf();
    const measurement = apply(operator, randomImage(shape, 3));
    const mu = randomImage(shape, 4);
    const before = cloneImageTensor(mu);
    createProximalDataStep({ operator, measurement, measurementSigma: 0 })(mu, 0.5);
    for (let i = 0; i < mu.data.length; i++) {
      const isObserved = i % shape.width < 7;
      expect(mu.data[i]).toBeCloseTo(
        (isObserved ? measurement : before).data[i]!,
        isObserved ? 4 : 6,
      );
    }
  });

  it('weighs the measurement against mu by their noise', () => {
    const operator = createHalf();
    const mu = constantImage(shape, 0);
    const measurement = apply(operator, constantImage(shape, 1));
    createProximalDataStep({ operator, measurement, measurementSigma: 0.3 })(mu, 0.3);
    expect(mu.data[0]).toBeCloseTo(0.5, 6);
  });

  it('leaves a mu alone that explains the measurement up to its noise, counting observed pixels only', () => {
    const operator = createHalf();
    const truth = randomImage(shape, 5, 0.5);
    const measurement = apply(operator, truth);
    const step = createProximalDataStep({ operator, measurement, measurementSigma: 0.1 });
    const shifted = (by: number) => {
      const mu = cloneImageTensor(truth);
      mu.data.forEach((value, i) => (mu.data[i] = value + by));
      return mu;
    };
    const inside = shifted(0.099);
    step(inside, 0.2);
    expect(inside.data).toEqual(shifted(0.099).data);
    const outside = shifted(0.101);
    step(outside, 0.2);
    expect(largestDifference(outside, shifted(0.101))).toBeGreaterThan(0.05);
  });

  it('brings a blurred picture towards its measurement down to the noise, not below', () => {
    const operator = createBlurOperator(shape, psf, psf, 'reflect');
    const measurementSigma = 0.05;
    const measurement = apply(operator, randomImage(shape, 6));
    const noise = randomImage(shape, 7, measurementSigma);
    measurement.data.forEach((value, i) => (measurement.data[i] = value + noise.data[i]!));
    const mu = createImageTensor(shape);
    createProximalDataStep({ operator, measurement, measurementSigma })(mu, 10);
    const rms = Math.sqrt(
      squaredDistance(apply(operator, mu).data, measurement.data) / measurement.data.length,
    );
    expect(rms).toBeLessThanOrEqual(measurementSigma);
    expect(rms).toBeGreaterThan(0.5 * measurementSigma);
  });
});
