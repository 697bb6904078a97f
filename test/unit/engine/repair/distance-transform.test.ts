import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceToObserved } from '../../../../src-main/engine/repair/distance-transform';

function bruteForce(hole: Uint8Array, width: number): number[] {
  const points = [...hole.keys()].map((index) => ({
    x: index % width,
    y: Math.floor(index / width),
    isHole: hole[index] !== 0,
  }));
  const observed = points.filter(({ isHole }) => !isHole);
  return points.map(({ x, y }) =>
    Math.min(Infinity, ...observed.map((other) => Math.hypot(x - other.x, y - other.y))),
  );
}

describe('distanceToObserved', () => {
  it('agrees with the distance to every observed pixel, one by one', () => {
    const holes = fc
      .tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 }))
      .chain(([width, height]) =>
        fc.tuple(
          fc.constant(width),
          // Mostly hole, so that distances get long.
          fc.array(fc.constantFrom(0, 1, 1, 1, 1, 1, 1, 1, 1, 1), {
            minLength: width * height,
            maxLength: width * height,
          }),
        ),
      );
    fc.assert(
      fc.property(holes, ([width, bytes]) => {
        const hole = Uint8Array.from(bytes);
        const distance = distanceToObserved(hole, width, hole.length / width);
        bruteForce(hole, width).forEach((expected, index) => {
          if (expected === Infinity) expect(distance[index]).toBe(Infinity);
          else expect(distance[index]).toBeCloseTo(expected, 5);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('is the distance from the middle of a disc', () => {
    const size = 81;
    const hole = Uint8Array.from({ length: size * size }, (_, index) => {
      const [dx, dy] = [(index % size) - 40, Math.floor(index / size) - 40];
      return dx * dx + dy * dy < 30 * 30 ? 1 : 0;
    });
    expect(Math.max(...distanceToObserved(hole, size, size))).toBeCloseTo(30, 5);
  });

  it('counts from centre to centre: 2 in the middle of three pixels', () => {
    const scratch = Uint8Array.from({ length: 100 }, (_, index) =>
      Number(index % 10 >= 4 && index % 10 < 7),
    );
    const row = distanceToObserved(scratch, 10, 10).subarray(0, 10);
    expect([...row]).toEqual([0, 0, 0, 0, 1, 2, 1, 0, 0, 0]);
  });
});
