import { describe, expect, it } from 'vitest';
import { createGreyMeanOperator } from '../../../../src-main/engine/operators/grey-mean';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';
import { apply } from '../../../support/adjointness';

const picture = createImageTensor(
  { channels: 3, height: 1, width: 2 },
  Float32Array.of(0.25, 1, 0.5, 0, 0.75, -1),
);

describe('createGreyMeanOperator', () => {
  it('takes the mean of the channels', () => {
    const grey = apply(createGreyMeanOperator(picture), picture);
    expect(grey.data[0]).toBeCloseTo(0.5, 6);
    expect(grey.data[1]).toBeCloseTo(0, 6);
  });

  it('starts from equal channels that have that mean', () => {
    const operator = createGreyMeanOperator(picture);
    const start = createImageTensor(picture);
    operator.pseudoInverse!(apply(operator, picture), start);
    [0.5, 0, 0.5, 0, 0.5, 0].forEach((value, i) => expect(start.data[i]).toBeCloseTo(value, 6));
  });

  it('refuses weights that do not fit', () => {
    expect(() => createGreyMeanOperator(picture, [1, 1])).toThrow(/3 weights/);
    expect(() => createGreyMeanOperator(picture, [0, 0, 0])).toThrow(/3 weights/);
  });
});
