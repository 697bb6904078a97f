import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillHarmonic } from '../../../../src-main/engine/repair/harmonic-fill';
import {
  createImageTensor,
  type ImageTensor,
} from '../../../../src-main/engine/tensor/image-tensor';

function imageOf(
  width: number,
  height: number,
  value: (x: number, y: number, channel: number) => number,
  channels = 1,
): ImageTensor {
  const data = Float32Array.from({ length: channels * height * width }, (_, index) =>
    value(index % width, Math.floor(index / width) % height, Math.floor(index / (width * height))),
  );
  return createImageTensor({ channels, height, width }, data);
}

function holeOf(width: number, height: number, isHole: (x: number, y: number) => boolean) {
  return Uint8Array.from({ length: width * height }, (_, index) =>
    Number(isHole(index % width, Math.floor(index / width))),
  );
}

function fill(image: ImageTensor, hole: Uint8Array): ImageTensor {
  const out = createImageTensor(image);
  fillHarmonic(image, hole, out);
  return out;
}

function largestError(a: ImageTensor, b: ImageTensor): number {
  return a.data.reduce(
    (worst, value, index) => Math.max(worst, Math.abs(value - b.data[index]!)),
    0,
  );
}

/** A random image of values in [-1, 1] with a hole that leaves at least one pixel. */
const cases = fc
  .record({ width: fc.integer({ min: 1, max: 17 }), height: fc.integer({ min: 1, max: 17 }) })
  .chain(({ width, height }) => {
    const length = width * height;
    const bytes = (share: number) =>
      fc.array(
        fc.nat(99).map((value) => Number(value < share)),
        { minLength: length, maxLength: length },
      );
    const values = fc.array(fc.integer({ min: -100, max: 100 }), {
      minLength: length,
      maxLength: length,
    });
    return fc.record({
      image: values.map((v) => imageOf(width, height, (x, y) => v[y * width + x]! / 100)),
      hole: fc
        .nat(95)
        .chain(bytes)
        .filter((hole) => hole.includes(0))
        .map((hole) => Uint8Array.from(hole)),
    });
  });

describe('fillHarmonic', () => {
  it.each([
    ['a plane', (x: number, y: number) => 0.004 * x - 0.003 * y],
    ['a saddle', (x: number, y: number) => ((x - 90) ** 2 - (y - 70) ** 2) / 9000],
  ])('continues %s, which solves the equation, across a wide hole', (_, value) => {
    const image = imageOf(200, 150, value);
    const hole = holeOf(200, 150, (x, y) => Math.hypot(x - 100, y - 75) < 70);
    const damaged = imageOf(200, 150, (x, y) => (hole[y * 200 + x] === 0 ? value(x, y) : 9));
    // The saddle's range on the rim is about 1.7, the plane's 0.7.
    expect(largestError(fill(damaged, hole), image)).toBeLessThan(1e-4);
  });

  it('is within 1e-4 of the range of a solution relaxed to the end', () => {
    fc.assert(
      fc.property(cases, ({ image, hole }) => {
        const { width, height } = image;
        const exact = Float64Array.from(fill(image, hole).data);
        for (let sweep = 0; sweep < 3000; sweep++) relaxOnce(exact, hole, width, height);
        const error = Math.max(...fill(image, hole).data.map((v, i) => Math.abs(v - exact[i]!)));
        expect(error).toBeLessThan(2e-4);
      }),
      { numRuns: 40 },
    );
  });

  it('never leaves the range of the observed pixels and does not touch these', () => {
    fc.assert(
      fc.property(cases, ({ image, hole }) => {
        const observed = image.data.filter((_, index) => hole[index] === 0);
        const lowest = Math.min(...observed);
        const highest = Math.max(...observed);
        fill(image, hole).data.forEach((value, index) => {
          if (hole[index] === 0) expect(value).toBe(image.data[index]);
          expect(value).toBeGreaterThanOrEqual(lowest);
          expect(value).toBeLessThanOrEqual(highest);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('mirrors at the edge: a hole that reaches it goes on level', () => {
    const image = imageOf(40, 30, (_, y) => (y === 29 ? 0.5 : -1));
    const hole = holeOf(40, 30, (_, y) => y < 29);
    fill(image, hole).data.forEach((value) => expect(value).toBeCloseTo(0.5, 6));
  });

  it('fills each channel by itself and may work in place', () => {
    const value = (x: number, y: number, channel: number) => [0.01 * x, -0.02 * y, 0.3][channel]!;
    const image = imageOf(24, 20, value, 3);
    const hole = holeOf(24, 20, (x, y) => x > 5 && x < 15 && y > 4 && y < 12);
    const inPlace = imageOf(24, 20, value, 3);
    fillHarmonic(inPlace, hole, inPlace);
    expect(inPlace.data).toEqual(fill(image, hole).data);
    expect(largestError(inPlace, image)).toBeLessThan(1e-4);
  });

  it('refuses an image of which nothing is observed', () => {
    const image = imageOf(4, 4, () => 0);
    expect(() => fill(image, new Uint8Array(16).fill(1))).toThrow('Nothing here is observed');
    expect(() => fill(image, new Uint8Array(15))).toThrow('Expected 16 hole values');
  });
});

/** One Gauss-Seidel sweep, mirrored at the edge. */
function relaxOnce(plane: Float64Array, hole: Uint8Array, width: number, height: number): void {
  for (let index = 0; index < plane.length; index++) {
    if (hole[index] === 0) continue;
    const [x, y] = [index % width, Math.floor(index / width)];
    const around = [
      x > 0 ? index - 1 : index,
      x < width - 1 ? index + 1 : index,
      y > 0 ? index - width : index,
      y < height - 1 ? index + width : index,
    ].filter((other) => other !== index);
    plane[index] = around.reduce((sum, other) => sum + plane[other]!, 0) / around.length;
  }
}
