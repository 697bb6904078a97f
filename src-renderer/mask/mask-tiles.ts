import type { PixelRegion } from '../../src-shared/model/pixel-region';
import { tileSidePx } from '../../src-shared/model/picture-source';

export const tileBytes = tileSidePx * tileSidePx;
/** From this value on, half of it, a pixel belongs to a place. */
export const halfMasked = 128;
const maximumColumns = 4097;

/** Names a 512 px mask tile; tiles in order of their keys go row by row. */
export type TileKey = number;

export const tileKey = (column: number, row: number): TileKey => row * maximumColumns + column;
export const keyColumn = (key: TileKey): number => key % maximumColumns;
export const keyRow = (key: TileKey): number => Math.floor(key / maximumColumns);

/** 512 x 512 bytes, as they are sent to the engine. */
export type TileBytes = Uint8Array<ArrayBuffer>;

/** Tiles of 512 x 512 bytes by key, 255 = damaged; an absent tile is all 0. A tile is never changed once others hold it. */
export type SparseTiles = ReadonlyMap<TileKey, TileBytes>;

/** Keys of the tiles that touch a region, row by row; none outside the photo. */
export function tileKeysOf(region: PixelRegion, width: number, height: number): TileKey[] {
  const keys: TileKey[] = [];
  const clipped = clipRegion(region, width, height);
  if (clipped.width === 0 || clipped.height === 0) return keys;
  const lastRow = Math.floor((clipped.y + clipped.height - 1) / tileSidePx);
  const lastColumn = Math.floor((clipped.x + clipped.width - 1) / tileSidePx);
  for (let row = Math.floor(clipped.y / tileSidePx); row <= lastRow; row += 1) {
    for (let column = Math.floor(clipped.x / tileSidePx); column <= lastColumn; column += 1) {
      keys.push(tileKey(column, row));
    }
  }
  return keys;
}

/** The part of a region inside the photo; width or height 0 where there is none. */
export function clipRegion(region: PixelRegion, width: number, height: number): PixelRegion {
  const x = Math.min(width, Math.max(0, region.x));
  const y = Math.min(height, Math.max(0, region.y));
  return {
    x,
    y,
    width: Math.max(0, Math.min(width, region.x + region.width) - x),
    height: Math.max(0, Math.min(height, region.y + region.height) - y),
  };
}

/** The smallest region that holds both; an empty one adds nothing. */
export function uniteRegions(a: PixelRegion | undefined, b: PixelRegion): PixelRegion {
  if (!a || a.width === 0 || a.height === 0) return b;
  if (b.width === 0 || b.height === 0) return a;
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** A region with `byPx` more on each side. */
export function growRegion({ x, y, width, height }: PixelRegion, byPx: number): PixelRegion {
  return { x: x - byPx, y: y - byPx, width: width + 2 * byPx, height: height + 2 * byPx };
}

/** The region that holds these tiles; undefined for none. Clipped at the photo's edge. */
export function regionOfTiles(
  keys: Iterable<TileKey>,
  width: number,
  height: number,
): PixelRegion | undefined {
  let region: PixelRegion | undefined;
  for (const key of keys) {
    region = uniteRegions(region, {
      x: keyColumn(key) * tileSidePx,
      y: keyRow(key) * tileSidePx,
      width: tileSidePx,
      height: tileSidePx,
    });
  }
  return region && clipRegion(region, width, height);
}

/** The value of one pixel; 0 where there is no tile. */
export function pixelAt(tiles: SparseTiles, x: number, y: number): number {
  const column = Math.floor(x / tileSidePx);
  const row = Math.floor(y / tileSidePx);
  const tile = tiles.get(tileKey(column, row));
  return tile ? tile[(y - row * tileSidePx) * tileSidePx + x - column * tileSidePx]! : 0;
}

/** Raises each value of a tile to that of another one, where that is greater. */
export function raiseTile(tile: Uint8Array, other: Uint8Array): void {
  for (let index = 0; index < tile.length; index += 1) {
    if (other[index]! > tile[index]!) tile[index] = other[index]!;
  }
}

/** True where every byte of a tile is 0. */
export function isEmptyTile(tile: TileBytes): boolean {
  const words = new Uint32Array(tile.buffer, tile.byteOffset, tile.byteLength / 4);
  for (let index = 0; index < words.length; index += 1) if (words[index] !== 0) return false;
  return true;
}

/** Copies a region, which may reach beyond the photo, out of tiles; bytes without a tile are 0. */
export function readRegion(tiles: SparseTiles, region: PixelRegion): Uint8Array {
  const bytes = new Uint8Array(region.width * region.height);
  const firstRow = Math.floor(region.y / tileSidePx);
  const lastRow = Math.floor((region.y + region.height - 1) / tileSidePx);
  const firstColumn = Math.floor(region.x / tileSidePx);
  const lastColumn = Math.floor((region.x + region.width - 1) / tileSidePx);
  for (let row = Math.max(0, firstRow); row <= lastRow; row += 1) {
    for (let column = Math.max(0, firstColumn); column <= lastColumn; column += 1) {
      const tile = tiles.get(tileKey(column, row));
      if (tile) copyTile(tile, column * tileSidePx, row * tileSidePx, region, bytes);
    }
  }
  return bytes;
}

function copyTile(
  tile: TileBytes,
  tileX: number,
  tileY: number,
  region: PixelRegion,
  bytes: Uint8Array,
): void {
  const left = Math.max(tileX, region.x);
  const right = Math.min(tileX + tileSidePx, region.x + region.width);
  const bottom = Math.min(tileY + tileSidePx, region.y + region.height);
  for (let y = Math.max(tileY, region.y); y < bottom; y += 1) {
    const from = (y - tileY) * tileSidePx + left - tileX;
    const to = (y - region.y) * region.width + left - region.x;
    bytes.set(tile.subarray(from, from + right - left), to);
  }
}
