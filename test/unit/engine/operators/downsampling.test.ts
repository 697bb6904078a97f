import { describe, expect, it } from 'vitest';
import { createAveragePoolingOperator } from '../../../../src-main/engine/operators/average-pooling';
import { createBicubicOperator } from '../../../../src-main/engine/operators/bicubic';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';
import { apply } from '../../../support/adjointness';
import { constantImage, largestDifference, randomImage } from '../../../support/random-image';

describe.each([
  ['average pooling', createAveragePoolingOperator],
  ['bicubic', createBicubicOperator],
])('%s', (_name, create) => {
  it.each([2, 3, 4, 6])('keeps the brightness of an even picture at factor %d', (factor) => {
    const operator = create({ channels: 3, height: 12, width: 24 }, factor);
    const small = apply(operator, constantImage(operator.inputShape, -0.6));
    expect(largestDifference(small, constantImage(operator.outputShape, -0.6))).toBeLessThan(1e-6);
  });

  it.each([2, 3, 4])('puts each pixel at the middle of its block at factor %d', (factor) => {
    const shape = { channels: 1, height: 1 * factor, width: 12 * factor };
    const ramp = createImageTensor(shape);
    ramp.data.forEach((_value, i) => (ramp.data[i] = i % shape.width));
    const small = apply(create(shape, factor), ramp);
    for (let x = 3; x < 9; x++) {
      expect(small.data[x]).toBeCloseTo(x * factor + (factor - 1) / 2, 4);
    }
  });

  it('is the same picture at factor 1', () => {
    const picture = randomImage({ channels: 2, height: 5, width: 7 }, 1);
    expect(largestDifference(apply(create(picture, 1), picture), picture)).toBeLessThan(1e-6);
  });

  it.each([5, 0, -2, 2.5, NaN])('refuses factor %d for a picture of 12 x 24', (factor) => {
    expect(() => create({ channels: 1, height: 12, width: 24 }, factor)).toThrow(/multiples/);
  });
});

describe('createAveragePoolingOperator', () => {
  it('takes means of blocks', () => {
    const picture = createImageTensor(
      { channels: 1, height: 2, width: 4 },
      Float32Array.of(1, 2, 5, 6, 3, 4, 7, 8),
    );
    expect(Array.from(apply(createAveragePoolingOperator(picture, 2), picture).data)).toEqual([
      2.5, 6.5,
    ]);
  });

  it('starts a restoration from repeated pixels', () => {
    const operator = createAveragePoolingOperator({ channels: 1, height: 2, width: 4 }, 2);
    const start = createImageTensor(operator.inputShape);
    operator.pseudoInverse!(createImageTensor(operator.outputShape, Float32Array.of(3, 5)), start);
    expect(Array.from(start.data)).toEqual([3, 3, 5, 5, 3, 3, 5, 5]);
  });
});

describe('createBicubicOperator', () => {
  it('suppresses what the small picture cannot hold', () => {
    const shape = { channels: 1, height: 16, width: 64 };
    const stripes = createImageTensor(shape);
    stripes.data.forEach((_value, i) => (stripes.data[i] = Math.cos(Math.PI * 0.9 * (i % 64))));
    const small = apply(createBicubicOperator(shape, 4), stripes);
    for (let x = 3; x < 13; x++) expect(Math.abs(small.data[x]!)).toBeLessThan(0.02);
  });
});
