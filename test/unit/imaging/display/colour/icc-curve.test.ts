import { describe, expect, it } from 'vitest';
import { readToneCurve } from '../../../../../src-main/imaging/display/colour/icc-curve';

/** IEC 61966-2-1. */
const encodeSrgb = (linearLight: number) =>
  linearLight <= 0.0031308 ? 12.92 * linearLight : 1.055 * linearLight ** (1 / 2.4) - 0.055;

describe('tone curves', () => {
  const parametric = (type: number, ...parameters: number[]) => {
    const tag = Buffer.alloc(12 + 4 * parameters.length);
    tag.write('para', 0, 'latin1');
    tag.writeUInt16BE(type, 8);
    parameters.forEach((value, at) => tag.writeInt32BE(Math.round(value * 65_536), 12 + 4 * at));
    return readToneCurve(tag)!;
  };

  it('of each parametric type follow their formula', () => {
    expect(parametric(0, 2)(0.5)).toBeCloseTo(0.25, 5);
    expect(parametric(1, 2, 1, -0.25)(0.2)).toBe(0);
    expect(parametric(1, 2, 1, -0.25)(0.75)).toBeCloseTo(0.25, 5);
    expect(parametric(2, 2, 1, -0.25, 0.125)(0.2)).toBeCloseTo(0.125, 5);
    const srgb = parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
    for (const level of [0, 5, 10, 11, 100, 255]) {
      expect(255 * encodeSrgb(srgb(level / 255))).toBeCloseTo(level, 1);
    }
    expect(parametric(4, 2, 1, 0, 0.5, 0.5, 0.25, 0.125)(0.25)).toBeCloseTo(0.25, 5);
    expect(parametric(4, 2, 1, 0, 0.5, 0.5, 0.25, 0.125)(1)).toBeCloseTo(1.25, 5);
  });

  it('by a table are straight between its entries', () => {
    const tag = Buffer.alloc(18);
    tag.write('curv', 0, 'latin1');
    tag.writeUInt32BE(3, 8);
    [0, 13_107, 65_535].forEach((value, at) => tag.writeUInt16BE(value, 12 + 2 * at));
    const curve = readToneCurve(tag)!;
    expect([0, 0.25, 0.5, 0.75, 1].map(curve)).toEqual([
      0,
      expect.closeTo(0.1, 6),
      expect.closeTo(0.2, 6),
      expect.closeTo(0.6, 6),
      1,
    ]);
  });

  it('of another type are none', () => {
    expect(readToneCurve(Buffer.alloc(20))).toBeUndefined();
  });
});
