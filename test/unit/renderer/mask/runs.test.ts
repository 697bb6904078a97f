import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineRuns } from '../../../../src-renderer/mask/contour';
import type { TileBytes, TileKey } from '../../../../src-renderer/mask/mask-tiles';
import {
  boundsOfRuns,
  countRuns,
  cutRuns,
  distanceToRuns,
  fillRuns,
  reduceRuns,
  runsOfTiles,
} from '../../../../src-renderer/mask/runs';
import { runsOf } from './support';

const picture = fc
  .array(fc.array(fc.constantFrom('#', '.', '.'), { minLength: 12, maxLength: 12 }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) => rows.map((row) => row.join('')));

const tilesOf = (runs: Int32Array) => {
  const tiles = new Map<TileKey, TileBytes>();
  fillRuns(runs, tiles);
  return tiles;
};

/** Twice the signed area that a polygon goes round. */
const signedArea = (polygon: Float32Array) => {
  let sum = 0;
  for (let index = 0; index < polygon.length; index += 2) {
    const next = (index + 2) % polygon.length;
    sum += polygon[index]! * polygon[next + 1]! - polygon[next]! * polygon[index + 1]!;
  }
  return sum / 2;
};

describe('runs', () => {
  it('become tiles and come back, over the edges of tiles', () => {
    fc.assert(
      fc.property(picture, (lines) => {
        const runs = runsOf(lines, 506, 507);
        expect(runsOfTiles(tilesOf(runs))).toEqual(runs);
      }),
    );
  });

  it('lose what is erased', () => {
    const runs = runsOf(['######', '######'], 508, 20);
    const cut = cutRuns(runs, tilesOf(runsOf(['..##..', '#....#'], 508, 20)));
    expect(cut).toEqual(runsOf(['##..##', '.####.'], 508, 20));
    expect(cutRuns(runs, tilesOf(runsOf(['#'], 0, 0)))).toBe(runs);
  });

  it('are reduced without losing a pixel', () => {
    expect(reduceRuns(runsOf(['#..#', '....', '..#.', '....'], 4, 4), 1)).toEqual(
      runsOf(['##', '.#'], 2, 2),
    );
    expect(reduceRuns(runsOf(['#......#', '........'], 8, 8), 2)).toEqual(runsOf(['##'], 2, 2));
  });

  it('know their size, place and distance', () => {
    const runs = runsOf(['.##', '###'], 10, 20);
    expect(countRuns(runs)).toBe(5);
    expect(boundsOfRuns(runs)).toEqual({ x: 10, y: 20, width: 3, height: 2 });
    expect(distanceToRuns(runs, 11.5, 20.5)).toBe(0);
    expect(distanceToRuns(runs, 16, 26)).toBe(5);
  });
});

describe('the outline of runs', () => {
  it('goes round exactly their pixels, holes subtracted', () => {
    fc.assert(
      fc.property(picture, (lines) => {
        const runs = runsOf(lines, 3, 5);
        const total = outlineRuns(runs, false).reduce(
          (sum, polygon) => sum + signedArea(polygon),
          0,
        );
        expect(total).toBe(countRuns(runs));
      }),
    );
  });

  it('has one corner where the line turns, and none on the way', () => {
    const [outline] = outlineRuns(runsOf(['###', '###'], 10, 20), false);
    expect([...outline!].sort((a, b) => a - b)).toEqual([10, 10, 13, 13, 20, 20, 22, 22]);
  });

  it('turns a stair into a slope', () => {
    const [outline] = outlineRuns(runsOf(['#..', '.#.', '..#'], 0, 0), true);
    expect(outline).toBeDefined();
    expect([...outlineRuns(runsOf(['#']), true)[0]!]).toEqual([
      0, 0.5, 0.5, 0, 0.5, 0, 1, 0.5, 1, 0.5, 0.5, 1, 0.5, 1, 0, 0.5,
    ]);
  });

  it('keeps pixels apart that touch at a corner only', () => {
    expect(outlineRuns(runsOf(['#.', '.#']), false)).toHaveLength(2);
  });
});
