import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markSchema } from '../../../../src-shared/model/mark';
import { paintedMarks } from '../../../../src-renderer/mask/components';
import type { TileBytes, TileKey } from '../../../../src-renderer/mask/mask-tiles';
import { fillRuns } from '../../../../src-renderer/mask/runs';
import { runsOf } from './support';

const marksOf = (...runs: Int32Array[]) => {
  const tiles = new Map<TileKey, TileBytes>();
  for (const one of runs) fillRuns(one, tiles);
  return paintedMarks(tiles);
};

/** Connected places by flooding, eight neighbours; their sizes, sorted. */
function floodSizes(lines: readonly string[]): number[] {
  const open = new Set(
    lines.flatMap((line, y) => line.split('').flatMap((c, x) => (c === '#' ? [`${x} ${y}`] : []))),
  );
  const sizes: number[] = [];
  for (const start of open) {
    const stack = [start];
    open.delete(start);
    let size = 0;
    for (let place = stack.pop(); place; place = stack.pop()) {
      size += 1;
      const [x, y] = place.split(' ').map(Number) as [number, number];
      for (const dx of [-1, 0, 1]) {
        for (const dy of [-1, 0, 1]) {
          const near = `${x + dx} ${y + dy}`;
          if (open.delete(near)) stack.push(near);
        }
      }
    }
    sizes.push(size);
  }
  return sizes.sort((a, b) => a - b);
}

describe('painted places', () => {
  it('are what flooding finds, over the edges of tiles', () => {
    const picture = fc
      .array(fc.array(fc.constantFrom('#', '.', '.'), { minLength: 14, maxLength: 14 }), {
        minLength: 14,
        maxLength: 14,
      })
      .map((rows) => rows.map((row) => row.join('')));
    fc.assert(
      fc.property(picture, (lines) => {
        const sizes = marksOf(runsOf(lines, 505, 505)).map(({ pixelCount }) => pixelCount);
        expect(sizes.sort((a, b) => a - b)).toEqual(floodSizes(lines));
      }),
    );
  });

  it('are marks of their own, each with its pixels', () => {
    const marks = marksOf(runsOf(['.#.', '###'], 20, 10), runsOf(['##'], 700, 600));
    expect(marks.map(({ bounds }) => bounds)).toEqual([
      { x: 20, y: 10, width: 3, height: 2 },
      { x: 700, y: 600, width: 2, height: 1 },
    ]);
    expect(marks[0]!.runs).toEqual(runsOf(['.#.', '###'], 20, 10));
    expect(new Set(marks.map(({ id }) => id)).size).toBe(2);
    for (const mark of marks)
      expect(markSchema.parse(mark)).toMatchObject({ class: 'painted', confidence: 1 });
  });

  it('keep their names while others come and go', () => {
    const [, before] = marksOf(runsOf(['#'], 5, 5), runsOf(['##'], 300, 300));
    const [after] = marksOf(runsOf(['##'], 300, 300));
    expect(after!.id).toBe(before!.id);
  });
});
