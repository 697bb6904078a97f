import type { PixelRegion } from '../../src-shared/model/pixel-region';
import { tileSidePx } from '../../src-shared/model/picture-source';
import type { MaskDelta, MaskLayer, MaskPlane } from './mask-layer';
import { clipRegion, halfMasked, keyColumn, keyRow, tileKeysOf, type TileKey } from './mask-tiles';

/** `paint` adds to the painted plane; `erase` takes from it and adds to the erased one. */
export type MaskAction = 'paint' | 'erase';

/**
 * What an eraser that covers a pixel by `coverage` leaves of it. Going over what was just painted must leave nothing, not
 * even the faint edge of it; doing it twice must change nothing more.
 */
export function erasedValue(before: number, coverage: number): number {
  if (coverage >= halfMasked || coverage >= before) return 0;
  return Math.min(before, 255 - coverage);
}

/** Makes one edit of a mask. @returns what it did; undefined where it changed nothing */
export function editMask(mask: MaskLayer, edit: () => void): MaskDelta | undefined {
  mask.beginEdit();
  try {
    edit();
  } catch (error) {
    mask.cancel();
    throw error;
  }
  return mask.commit();
}

/**
 * Writes a rectangle of coverage, 0..255, to the open edit of a mask. What lies outside the photo is left out.
 * @returns the region that was written to; undefined outside the photo
 */
export function writeCoverage(
  mask: MaskLayer,
  action: MaskAction,
  region: PixelRegion,
  coverage: Uint8Array,
): PixelRegion | undefined {
  const clipped = clipRegion(region, mask.width, mask.height);
  if (clipped.width === 0 || clipped.height === 0) return undefined;
  const write = (plane: MaskPlane, key: TileKey, raises: boolean) =>
    blend(mask.writableTile(plane, key), key, clipped, region, coverage, raises);
  for (const key of tileKeysOf(clipped, mask.width, mask.height)) {
    if (action === 'paint') write('painted', key, true);
    else {
      if (mask.tiles('painted').has(key)) write('painted', key, false);
      write('erased', key, true);
    }
  }
  return clipped;
}

function blend(
  tile: Uint8Array,
  key: TileKey,
  clipped: PixelRegion,
  region: PixelRegion,
  coverage: Uint8Array,
  raises: boolean,
): void {
  const tileX = keyColumn(key) * tileSidePx;
  const tileY = keyRow(key) * tileSidePx;
  const left = Math.max(tileX, clipped.x);
  const right = Math.min(tileX + tileSidePx, clipped.x + clipped.width);
  const bottom = Math.min(tileY + tileSidePx, clipped.y + clipped.height);
  for (let y = Math.max(tileY, clipped.y); y < bottom; y += 1) {
    let index = (y - tileY) * tileSidePx + left - tileX;
    let from = (y - region.y) * region.width + left - region.x;
    for (let x = left; x < right; x += 1, index += 1, from += 1) {
      const value = coverage[from]!;
      if (value === 0) continue;
      const before = tile[index]!;
      if (raises) tile[index] = Math.max(before, value);
      else tile[index] = erasedValue(before, value);
    }
  }
}
