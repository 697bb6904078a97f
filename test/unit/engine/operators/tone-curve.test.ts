import { describe, expect, it } from 'vitest';
import { createToneCurveOperator } from '../../../../src-main/engine/operators/tone-curve';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';
import { apply } from '../../../support/adjointness';
import { constantImage, largestDifference, randomImage } from '../../../support/random-image';

const shape = { channels: 1, height: 1, width: 5 };
const unfaded = { gain: 1, offset: 0, gamma: 1 };

describe('createToneCurveOperator', () => {
  it('changes nothing without fading', () => {
    const picture = randomImage({ channels: 3, height: 4, width: 5 }, 1, 0.6);
    const operator = createToneCurveOperator(picture, [unfaded, unfaded, unfaded]);
    expect(largestDifference(apply(operator, picture), picture)).toBeLessThan(1e-6);
  });

  it('maps black, middle grey and white as the curve says', () => {
    const operator = createToneCurveOperator(shape, [{ gain: 0.5, offset: 0.25, gamma: 2 }]);
    const picture = createImageTensor(shape, Float32Array.of(-1, 0, 1, 0.5, 0));
    const faded = apply(operator, picture);
    // White: 0.5 + 0.25; grey: 0.5 / 4 + 0.25; black within the toe: about 0.25.
    expect(faded.data[2]).toBeCloseTo(2 * 0.75 - 1, 6);
    expect(faded.data[1]).toBeCloseTo(2 * 0.375 - 1, 6);
    expect(faded.data[0]).toBeCloseTo(2 * 0.25 - 1, 3);
  });

  it.each([0.4, 1, 2.2])(
    'rises everywhere, below black too, without a jump at gamma %d',
    (gamma) => {
      const operator = createToneCurveOperator({ channels: 1, height: 1, width: 4000 }, [
        { gain: 1, offset: 0, gamma },
      ]);
      const ramp = createImageTensor(operator.inputShape);
      ramp.data.forEach((_value, i) => (ramp.data[i] = -1.2 + i / 2000));
      const curve = apply(operator, ramp).data;
      for (let i = 1; i < curve.length; i++) {
        expect(curve[i]! - curve[i - 1]!).toBeGreaterThan(0);
        expect(curve[i]! - curve[i - 1]!).toBeLessThan(0.01);
      }
    },
  );

  it('fades each channel by its own curve', () => {
    const picture = constantImage({ channels: 2, height: 1, width: 1 }, 1);
    const operator = createToneCurveOperator(picture, [unfaded, { ...unfaded, gain: 0.5 }]);
    expect(Array.from(apply(operator, picture).data)).toEqual([1, 0]);
  });

  it('refuses curves that fall or do not fit the channels', () => {
    expect(() => createToneCurveOperator(shape, [])).toThrow(/1 fades/);
    expect(() => createToneCurveOperator(shape, [{ ...unfaded, gamma: 0 }])).toThrow(/positive/);
    expect(() => createToneCurveOperator(shape, [{ ...unfaded, gain: -1 }])).toThrow(/positive/);
  });
});
