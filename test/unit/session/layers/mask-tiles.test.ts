import { describe, expect, it } from 'vitest';
import {
  boundsOfTiles,
  countMarked,
  maskToTiles,
  readMask,
  readTiles,
  tilesToMask,
} from '../../../../src-main/session/layers/mask-tiles';
import type { DamageMask } from '../../../../src-shared/model/photo';
import { makeStreaks } from '../../../support/sparse-pictures';

const emptyMask = (width: number, height: number): DamageMask => ({
  width,
  height,
  data: new Uint8Array(width * height),
});

/** The matcher takes seconds to compare so many bytes. */
const isAlike = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

describe('mask tiles', () => {
  it.each([
    [1, 1],
    [1, 1100],
    [513, 512],
    [700, 600],
  ])('of a mask of %i x %i give it back', (width, height) => {
    const mask = makeStreaks(width, height, 4);
    mask.data[0] = 9;
    const tiled = { width, height, tiles: maskToTiles(mask) };
    expect(isAlike(tilesToMask(tiled).data, mask.data)).toBe(true);
    expect(countMarked(tiled)).toBe(mask.data.filter((value) => value > 0).length);
    const [fromTiles, fromMask] = [readTiles(tiled), readMask(mask)];
    const read = (reader: typeof fromMask) =>
      mask.data.map((_, at) => reader(at % width, Math.floor(at / width)));
    expect(isAlike(read(fromTiles), mask.data)).toBe(true);
    expect(isAlike(read(fromMask), mask.data)).toBe(true);
  });

  it('are left out where nothing is marked', () => {
    const mask = emptyMask(1500, 600);
    mask.data[599 * 1500 + 1499] = 1;
    const tiles = maskToTiles(mask);
    expect(tiles.map(({ column, row }) => [column, row])).toEqual([[2, 1]]);
    expect(boundsOfTiles({ width: 1500, height: 600, tiles })).toEqual({
      x: 1499,
      y: 599,
      width: 1,
      height: 1,
    });
  });

  it('have no bounds where nothing is marked', () => {
    expect(boundsOfTiles({ width: 10, height: 10, tiles: [] })).toBeUndefined();
  });

  it('count for nothing beyond the edge of the photo', () => {
    const tile = { column: 0, row: 0, data: new Uint8Array(512 * 512).fill(255) };
    const beyond = { column: 1, row: 0, data: tile.data };
    const tiled = { width: 10, height: 20, tiles: [tile, beyond] };
    expect(countMarked(tiled)).toBe(200);
    expect(boundsOfTiles(tiled)).toEqual({ x: 0, y: 0, width: 10, height: 20 });
    expect(tilesToMask(tiled).data).toHaveLength(200);
  });
});
