import { describe, expect, it } from 'vitest';
import type { Mark } from '../../../../src-shared/model/mark';
import { damageTiles } from '../../../../src-renderer/mask/damage-tiles';
import { editMask } from '../../../../src-renderer/mask/mask-write';
import { pixelAt, tileKey } from '../../../../src-renderer/mask/mask-tiles';
import { boundsOfRuns, countRuns } from '../../../../src-renderer/mask/runs';
import { stampSegment } from '../../../../src-renderer/mask/stroke-raster';
import { digest, makeMask, runsOf } from './support';

const markOf = (runs: Int32Array): Mark => ({
  id: 'm',
  class: 'scratch',
  confidence: 0.9,
  polarity: 'brighter',
  bounds: boundsOfRuns(runs)!,
  pixelCount: countRuns(runs),
  lengthPx: 1,
  widthPx: 1,
  reasons: [],
  isProbablyPicture: false,
  runs,
});

describe('the damage mask of a repair', () => {
  it('is what is marked and not erased, and what is painted', () => {
    const mask = makeMask();
    const at = (x: number) => ({ x, y: 20.5, radiusPx: 2 });
    editMask(mask, () => void stampSegment(mask, 'erase', at(505.5), at(505.5), 1));
    editMask(mask, () => void stampSegment(mask, 'paint', at(600.5), at(600.5), 1));
    const tiles = damageTiles(mask, [markOf(runsOf(['############'], 500, 20))]);
    const sparse = new Map(
      tiles.map(({ column, row, data }) => [tileKey(column, row), data.slice()]),
    );
    expect([500, 505, 511, 512, 600].map((x) => pixelAt(sparse, x, 20))).toEqual([
      255, 0, 255, 0, 255,
    ]);
    expect(tiles.map(({ column, row }) => [column, row])).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });

  it('has no empty tiles, and does not touch the mask', () => {
    const mask = makeMask();
    const runs = runsOf(['##'], 10, 20);
    const at = { x: 11, y: 20.5, radiusPx: 9 };
    editMask(mask, () => void stampSegment(mask, 'erase', at, at, 1));
    expect(damageTiles(mask, [markOf(runs)])).toEqual([]);
    editMask(mask, () => void stampSegment(mask, 'paint', { ...at, x: 100 }, { ...at, x: 100 }, 1));
    const before = digest(mask.tiles('painted'));
    damageTiles(mask, [markOf(runsOf(['##########'], 200, 20))]);
    expect(digest(mask.tiles('painted'))).toBe(before);
  });

  it('keeps the soft edge of painted places that are listed as marks', () => {
    const mask = makeMask();
    const at = { x: 50, y: 50, radiusPx: 20 };
    editMask(mask, () => void stampSegment(mask, 'paint', at, at, 0));
    const painted = mask.tiles('painted').get(0)!;
    const place: Mark = { ...markOf(runsOf(['####'], 48, 50)), class: 'painted' };
    expect(damageTiles(mask, [place])[0]!.data === painted).toBe(true);
  });
});
