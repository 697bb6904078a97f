import { describe, expect, it } from 'vitest';
import { createAveragePoolingOperator } from '../../../../src-main/engine/operators/average-pooling';
import { createClippedExposureOperator } from '../../../../src-main/engine/operators/clipped-exposure';
import { composeOperators } from '../../../../src-main/engine/operators/compose';
import { createGreyMeanOperator } from '../../../../src-main/engine/operators/grey-mean';
import { isLinear } from '../../../../src-main/engine/operators/operator';
import { apply } from '../../../support/adjointness';
import { randomImage } from '../../../support/random-image';

const shape = { channels: 3, height: 6, width: 8 };
const grey = createGreyMeanOperator(shape);
const pooling = createAveragePoolingOperator(grey.outputShape, 2);

describe('composeOperators', () => {
  it('applies the first, then the second', () => {
    const x = randomImage(shape, 1);
    const composed = composeOperators(grey, pooling);
    expect(apply(composed, x).data).toEqual(apply(pooling, apply(grey, x)).data);
    expect(composed.outputShape).toEqual({ channels: 1, height: 3, width: 4 });
  });

  it('is linear only if both are', () => {
    const clipping = createClippedExposureOperator(shape);
    expect(isLinear(composeOperators(grey, pooling))).toBe(true);
    expect(isLinear(composeOperators(clipping, grey))).toBe(false);
    expect(isLinear(composeOperators(grey, createClippedExposureOperator(grey.outputShape)))).toBe(
      false,
    );
  });

  it('refuses parts that do not fit', () => {
    expect(() => composeOperators(pooling, grey)).toThrow(/3 x 6 x 8 .* 1 x 3 x 4/);
  });
});
