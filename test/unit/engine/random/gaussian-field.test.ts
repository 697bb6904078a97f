import { describe, expect, it } from 'vitest';
import { createGaussianField } from '../../../../src-main/engine/random/gaussian-field';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';
import type { Region } from '../../../../src-main/engine/tensor/region';

const size = 256;
const square: Region = { x: 0, y: 0, width: size, height: size };

function draw(seed: number, iteration: number, region: Region, channels = 3): Float32Array {
  const out = createImageTensor({ channels, height: region.height, width: region.width });
  createGaussianField(seed).fill(out, iteration, region);
  return out.data;
}

/** Mean of f over the pairs. */
function meanOf(a: Float32Array, f: (value: number, i: number) => number): number {
  return a.reduce((sum, value, i) => sum + f(value, i), 0) / a.length;
}

function correlation(a: Float32Array, b: Float32Array): number {
  return meanOf(a, (value, i) => value * b[i]!);
}

describe('createGaussianField', () => {
  const sample = draw(1234, 7, square);
  // Standard errors for n values: 1 / sqrt(n) of the mean and of a correlation, sqrt(2 / n), sqrt(24 / n).
  const n = sample.length;

  it('is standard normal in its moments and its tails', () => {
    expect(Math.abs(meanOf(sample, (v) => v))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(meanOf(sample, (v) => v * v) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(meanOf(sample, (v) => v ** 3))).toBeLessThan(4 * Math.sqrt(15 / n));
    expect(Math.abs(meanOf(sample, (v) => v ** 4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
    expect(meanOf(sample, (v) => Number(Math.abs(v) > 3))).toBeCloseTo(0.0027, 3);
  });

  it.each([
    ['its right neighbour', () => draw(1234, 7, { ...square, x: 1 })],
    ['the pixel two to the right', () => draw(1234, 7, { ...square, x: 2 })],
    ['the pixel below', () => draw(1234, 7, { ...square, y: 1 })],
    ['the mirrored address', () => draw(1234, 7, { ...square, x: -size, y: -size })],
    ['the next iteration', () => draw(1234, 8, square)],
    ['the next seed', () => draw(1235, 7, square)],
    ['a seed that differs above 32 bits', () => draw(1234 + 2 ** 32, 7, square)],
    [
      'the next channel',
      () => {
        const four = draw(1234, 7, square, 4);
        return four.subarray(size * size);
      },
    ],
  ])('is not correlated with %s', (_name, other) => {
    expect(Math.abs(correlation(sample, other()))).toBeLessThan(4 / Math.sqrt(n));
    expect(
      Math.abs(
        correlation(
          sample.map((v) => v * v - 1),
          other().map((v) => v * v - 1),
        ),
      ),
    ).toBeLessThan(4 * (2 / Math.sqrt(n)));
  });

  it('gives a pixel the same bits whatever region asks for it', () => {
    const whole: Region = { x: -9, y: -5, width: 30, height: 17 };
    const all = draw(42, 3, whole);
    for (let x = -9; x < 12; x++) {
      const part: Region = { x, y: -2, width: 7, height: 5 };
      const values = draw(42, 3, part);
      for (let channel = 0; channel < 3; channel++) {
        for (let row = 0; row < part.height; row++) {
          for (let column = 0; column < part.width; column++) {
            const inWhole =
              (channel * whole.height + part.y + row - whole.y) * whole.width +
              part.x +
              column -
              whole.x;
            expect(values[(channel * part.height + row) * part.width + column]).toBe(all[inWhole]);
          }
        }
      }
    }
  });

  it('keeps its values for good: results stored with a seed stay reproducible', () => {
    const values = draw(2024, 1, { x: -2, y: 3, width: 4, height: 1 }, 1);
    expect(Array.from(values)).toEqual([
      0.40425729751586914, -1.164630651473999, -0.1239653080701828, -0.796329915523529,
    ]);
  });

  it.each([-1, 0.5, NaN, 2 ** 53])('refuses the seed %d', (seed) => {
    expect(() => createGaussianField(seed)).toThrow(/whole number/);
  });

  it('refuses a region of another size', () => {
    const out = createImageTensor({ channels: 3, height: 4, width: 4 });
    expect(() => createGaussianField(1).fill(out, 0, square)).toThrow(/256 x 256/);
  });
});
