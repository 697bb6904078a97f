import type { DamageMask } from '../../../src-shared/model/photo';
import { tileSidePx, type MaskTile } from '../../../src-shared/model/picture-source';
import type { PixelRegion } from '../../../src-shared/model/pixel-region';

/** The size of a photo in pixels. */
export interface PhotoSize {
  readonly width: number;
  readonly height: number;
}

/** A damage mask that holds only its 512 x 512 tiles with damage; the window sends masks so. */
export interface TiledMask extends PhotoSize {
  readonly tiles: readonly MaskTile[];
}

/** The tiles of a mask in which something is marked, row by row. */
export function maskToTiles({ width, height, data }: DamageMask): readonly MaskTile[] {
  const tiles: MaskTile[] = [];
  for (let row = 0; row * tileSidePx < height; row++) {
    for (let column = 0; column * tileSidePx < width; column++) {
      const left = column * tileSidePx;
      const right = Math.min(width, left + tileSidePx);
      const tile = new Uint8Array(tileSidePx * tileSidePx);
      let isMarked = false;
      const bottom = Math.min(height, (row + 1) * tileSidePx);
      for (let y = row * tileSidePx; y < bottom; y++) {
        const part = data.subarray(y * width + left, y * width + right);
        isMarked ||= part.some((value) => value !== 0);
        tile.set(part, (y - row * tileSidePx) * tileSidePx);
      }
      if (isMarked) tiles.push({ column, row, data: tile });
    }
  }
  return tiles;
}

/** The whole mask of tiles; what they hold beyond the photo's edge is left out. */
export function tilesToMask({ width, height, tiles }: TiledMask): DamageMask {
  const data = new Uint8Array(width * height);
  for (const tile of tiles) {
    forEachTileRow(tile, { width, height }, (x, y, part) => data.set(part, y * width + x));
  }
  return { width, height, data };
}

/** The smallest region that holds everything marked; undefined where nothing is. */
export function boundsOfTiles({ tiles, ...size }: TiledMask): PixelRegion | undefined {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const tile of tiles) {
    forEachTileRow(tile, size, (x, y, part) => {
      const first = part.findIndex((value) => value !== 0);
      if (first < 0) return;
      let last = part.length - 1;
      while (part[last] === 0) last--;
      left = Math.min(left, x + first);
      right = Math.max(right, x + last + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    });
  }
  if (left === Infinity) return undefined;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Number of pixels marked, however faintly. */
export function countMarked({ tiles, ...size }: TiledMask): number {
  let count = 0;
  for (const tile of tiles) {
    forEachTileRow(tile, size, (_x, _y, part) => {
      for (let index = 0; index < part.length; index++) if (part[index] !== 0) count++;
    });
  }
  return count;
}

/** The mask's value at a pixel of the photo. */
export type MaskReader = (x: number, y: number) => number;

/** Looks values up in tiles; 0 where there is none. */
export function readTiles({ width, tiles }: TiledMask): MaskReader {
  const columns = Math.ceil(width / tileSidePx);
  const byPlace = new Map(tiles.map((tile) => [tile.row * columns + tile.column, tile.data]));
  let place = -1;
  let data: Uint8Array | undefined;
  return (x, y) => {
    const wanted = Math.floor(y / tileSidePx) * columns + Math.floor(x / tileSidePx);
    if (wanted !== place) {
      place = wanted;
      data = byPlace.get(wanted);
    }
    return data ? data[(y % tileSidePx) * tileSidePx + (x % tileSidePx)]! : 0;
  };
}

/** Looks values up in a whole mask. */
export function readMask({ width, data }: DamageMask): MaskReader {
  return (x, y) => data[y * width + x]!;
}

/** Calls `visit` with each row of a tile, cut at the photo's edge, and its place in the photo. */
function forEachTileRow(
  { column, row, data }: MaskTile,
  { width, height }: PhotoSize,
  visit: (x: number, y: number, part: Uint8Array) => void,
): void {
  const x = column * tileSidePx;
  const top = row * tileSidePx;
  const length = Math.min(tileSidePx, width - x);
  if (length <= 0) return;
  for (let y = top; y < Math.min(height, top + tileSidePx); y++) {
    const start = (y - top) * tileSidePx;
    visit(x, y, data.subarray(start, start + length));
  }
}
