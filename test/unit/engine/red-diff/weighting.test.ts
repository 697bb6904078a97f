import { describe, expect, it } from 'vitest';
import { weightAt, weightingNames } from '../../../../src-main/engine/red-diff/weighting';

describe('weightAt', () => {
  it.each([
    ['linear', 3],
    ['sqrt', Math.sqrt(3)],
    ['square', 9],
    ['log', Math.log(4)],
    ['trunc_linear', 1],
    ['power2over3', Math.cbrt(9)],
    ['const', 1],
  ] as const)('%s at noise level 3 is %f', (name, expected) => {
    expect(weightAt(name, 3)).toBeCloseTo(expected, 12);
  });

  it('truncates only above 1', () => expect(weightAt('trunc_linear', 0.25)).toBe(0.25));

  it('knows seven weightings', () => expect(weightingNames).toHaveLength(7));

  it.each([0, -1, NaN, Infinity])('refuses the noise level %f', (sigma) => {
    expect(() => weightAt('linear', sigma)).toThrow(/positive noise level/);
  });
});
