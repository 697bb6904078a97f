import { describe, expect, it } from 'vitest';
import { regionOfDamage } from '../../../../src-renderer/mask/region-of-damage';
import type { MaskTile } from '../../../../src-shared/model/picture-source';

const photo = { width: 4000, height: 3000 };

/** A tile with a damaged rectangle. */
function tile(
  column: number,
  row: number,
  [x, y, width, height]: readonly [number, number, number, number],
): MaskTile {
  const data = new Uint8Array(512 * 512);
  for (let line = y; line < y + height; line++)
    data.fill(200, line * 512 + x, line * 512 + x + width);
  return { column, row, data };
}

describe('the region of damage', () => {
  it('lies close around it, inside the photo', () => {
    expect(regionOfDamage([tile(1, 0, [10, 5, 100, 20])], photo)).toEqual({
      x: 482,
      y: 0,
      width: 180,
      height: 65,
    });
  });

  it('holds all of it where that is near, and the place with the most where it is not', () => {
    const near = [tile(0, 0, [500, 100, 10, 10]), tile(1, 0, [0, 100, 40, 10])];
    expect(regionOfDamage(near, photo)).toEqual({ x: 476, y: 76, width: 100, height: 58 });
    const far = [...near, tile(6, 4, [100, 100, 200, 200])];
    expect(regionOfDamage(far, photo)).toEqual({ x: 3092, y: 2068, width: 360, height: 360 });
  });

  it('is nothing where nothing is damaged', () => {
    expect(regionOfDamage([], photo)).toBeUndefined();
    expect(regionOfDamage([tile(0, 0, [0, 0, 0, 0])], photo)).toBeUndefined();
  });
});
