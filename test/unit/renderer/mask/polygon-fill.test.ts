import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editMask } from '../../../../src-renderer/mask/mask-write';
import { pixelAt } from '../../../../src-renderer/mask/mask-tiles';
import { fillPolygon } from '../../../../src-renderer/mask/polygon-fill';
import type { Point } from '../../../../src-renderer/viewer/viewport';
import { area, makeMask, window } from './support';

function fill(
  points: readonly Point[],
  featherPx = 0,
  mask = makeMask(),
  action: 'paint' | 'erase' = 'paint',
) {
  editMask(mask, () => void fillPolygon(mask, action, points, featherPx));
  return mask;
}

const box = (x: number, y: number, width: number, height: number): Point[] => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height },
];

describe('a lasso', () => {
  it('fills whole pixels wholly and cut ones by their share', () => {
    const mask = fill(box(10.25, 10, 2, 1.5));
    expect(window(mask.tiles('painted'), 9, 9, 5, 4)).toEqual([
      [0, 0, 0, 0, 0],
      [0, 191, 255, 64, 0],
      [0, 96, 128, 32, 0],
      [0, 0, 0, 0, 0],
    ]);
  });

  it('has the area of its triangle, whichever way round and across tiles', () => {
    const coordinate = fc.integer({ min: 0, max: 690 });
    const point = fc.record({ x: coordinate, y: coordinate });
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        const expected = Math.abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
        for (const points of [
          [a, b, c],
          [c, b, a],
        ]) {
          expect(Math.abs(area(fill(points).tiles('painted')) - expected)).toBeLessThan(
            2 + expected * 0.003,
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  it('fills what the line goes round twice', () => {
    const twice = [...box(100, 100, 50, 50), ...box(100, 100, 50, 50)];
    expect(area(fill(twice).tiles('painted'))).toBeCloseTo(2500);
  });

  it('is soft to both sides of the line, as far as the feather reaches', () => {
    const tiles = fill(box(100, 100, 100, 100), 10).tiles('painted');
    expect(pixelAt(tiles, 150, 150)).toBe(255);
    expect(pixelAt(tiles, 111, 150)).toBe(255);
    expect(Math.abs(pixelAt(tiles, 99, 150) + pixelAt(tiles, 100, 150) - 255)).toBeLessThan(6);
    expect(pixelAt(tiles, 92, 150)).toBeGreaterThan(0);
    expect(pixelAt(tiles, 89, 150)).toBe(0);
  });

  it('takes away', () => {
    const mask = fill(box(0, 0, 900, 700));
    fill(box(500, 500, 30, 30), 0, mask, 'erase');
    expect(area(mask.tiles('painted'))).toBeCloseTo(900 * 700 - 900);
    expect(area(mask.tiles('erased'))).toBeCloseTo(900);
  });
});
