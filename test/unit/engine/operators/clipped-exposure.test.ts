import { describe, expect, it } from 'vitest';
import { createClippedExposureOperator } from '../../../../src-main/engine/operators/clipped-exposure';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';
import { apply } from '../../../support/adjointness';
import { constantImage } from '../../../support/random-image';

const picture = createImageTensor(
  { channels: 1, height: 1, width: 5 },
  Float32Array.of(-0.75, -0.5, 0.25, 0.5, 0.75),
);

describe('createClippedExposureOperator', () => {
  const operator = createClippedExposureOperator(picture);

  it('doubles and clips', () => {
    expect(Array.from(apply(operator, picture).data)).toEqual([-1, -1, 0.5, 1, 1]);
  });

  it('passes a gradient where nothing was clipped, the edges included', () => {
    const gradient = createImageTensor(picture);
    operator.vjp(picture, constantImage(picture, 1), gradient);
    expect(Array.from(gradient.data)).toEqual([0, 2, 2, 2, 0]);
  });
});
