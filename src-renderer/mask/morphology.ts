import { tileSidePx } from '../../src-shared/model/picture-source';
import type { MaskLayer } from './mask-layer';
import {
  growRegion,
  isEmptyTile,
  keyColumn,
  keyRow,
  readRegion,
  tileBytes,
  tileKeysOf,
  type SparseTiles,
  type TileBytes,
  type TileKey,
} from './mask-tiles';
import { fillRuns, runsOfTiles, type Runs } from './runs';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Grows (positive) or shrinks (negative) what is painted by so many pixels, within the open edit. */
export function growPainted(mask: MaskLayer, byPx: number): void {
  const before = mask.tiles('painted');
  const after = growTiles(before, byPx, mask);
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    mask.replaceTile('painted', key, after.get(key));
  }
}

/** Everything that was not painted is, and the other way round; within the open edit. */
export function invertPainted(mask: MaskLayer): void {
  const whole = { x: 0, y: 0, width: mask.width, height: mask.height };
  for (const key of tileKeysOf(whole, mask.width, mask.height)) {
    const before = mask.tiles('painted').get(key);
    const after = new Uint8Array(tileBytes).fill(255);
    if (before) for (let index = 0; index < tileBytes; index += 1) after[index]! -= before[index]!;
    clearOutside(after, key, mask);
    mask.replaceTile('painted', key, isEmptyTile(after) ? undefined : after);
  }
}

/** Takes away all that was painted, and what was erased; within the open edit. */
export function clearMask(mask: MaskLayer): void {
  for (const plane of ['painted', 'erased'] as const) {
    for (const key of [...mask.tiles(plane).keys()]) mask.replaceTile(plane, key, undefined);
  }
}

/** The pixels of a mark, grown (positive) or shrunk (negative); empty where nothing is left. */
export function growRuns(runs: Runs, byPx: number, photo: Size): Runs {
  const tiles = new Map<TileKey, TileBytes>();
  fillRuns(runs, tiles);
  return runsOfTiles(growTiles(tiles, byPx, photo));
}

/**
 * Grows or shrinks by steps of one pixel, in turn to all eight neighbours and to four of them: round enough. The edge of the
 * photo neither eats into a mask that reaches it nor is it passed.
 */
export function growTiles(tiles: SparseTiles, byPx: number, photo: Size): Map<TileKey, TileBytes> {
  const steps = Math.abs(Math.round(byPx));
  const grown = new Map<TileKey, TileBytes>();
  const keys = byPx > 0 ? withNeighbours(tiles, steps, photo) : tiles.keys();
  for (const key of keys) {
    const tile = growTile(tiles, key, steps, byPx < 0, photo);
    clearOutside(tile, key, photo);
    if (!isEmptyTile(tile)) grown.set(key, tile);
  }
  return grown;
}

function withNeighbours(tiles: SparseTiles, reach: number, photo: Size): Set<TileKey> {
  const keys = new Set<TileKey>();
  for (const key of tiles.keys()) {
    for (const near of tileKeysOf(growRegion(regionOf(key), reach), photo.width, photo.height)) {
      keys.add(near);
    }
  }
  return keys;
}

const regionOf = (key: TileKey) => ({
  x: keyColumn(key) * tileSidePx,
  y: keyRow(key) * tileSidePx,
  width: tileSidePx,
  height: tileSidePx,
});

function growTile(
  tiles: SparseTiles,
  key: TileKey,
  steps: number,
  shrinks: boolean,
  photo: Size,
): TileBytes {
  const region = growRegion(regionOf(key), steps);
  const side = region.width;
  let values = readRegion(tiles, region);
  // To shrink is to grow what is not masked; beyond the photo there is nothing that could.
  if (shrinks) invertInside(values, region.x, region.y, side, photo);
  let spare = new Uint8Array(values.length);
  for (let step = 0; step < steps; step += 1) {
    growStep(values, spare, side, step % 2 === 0);
    [values, spare] = [spare, values as Uint8Array<ArrayBuffer>];
  }
  const tile = new Uint8Array(tileBytes);
  for (let row = 0; row < tileSidePx; row += 1) {
    const start = (row + steps) * side + steps;
    tile.set(values.subarray(start, start + tileSidePx), row * tileSidePx);
  }
  if (shrinks) for (let index = 0; index < tileBytes; index += 1) tile[index] = 255 - tile[index]!;
  return tile;
}

function invertInside(
  values: Uint8Array,
  left: number,
  top: number,
  side: number,
  photo: Size,
): void {
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const x = left + column;
      const y = top + row;
      const isInside = x >= 0 && y >= 0 && x < photo.width && y < photo.height;
      const index = row * side + column;
      values[index] = isInside ? 255 - values[index]! : 0;
    }
  }
}

/** Each value becomes the greatest of itself and its four, or eight, neighbours; the border of the square keeps its own. */
function growStep(from: Uint8Array, to: Uint8Array, side: number, isSquare: boolean): void {
  to.set(from);
  for (let row = 1; row < side - 1; row += 1) {
    for (let index = row * side + 1; index < (row + 1) * side - 1; index += 1) {
      const value = from[index]!;
      if (value === 255) continue;
      const most = greater(
        greater(from[index - 1]!, from[index + 1]!),
        greater(from[index - side]!, from[index + side]!),
      );
      const corners = isSquare
        ? greater(
            greater(from[index - side - 1]!, from[index - side + 1]!),
            greater(from[index + side - 1]!, from[index + side + 1]!),
          )
        : 0;
      to[index] = greater(value, greater(most, corners));
    }
  }
}

const greater = (a: number, b: number) => (a > b ? a : b);

/** A tile at the right or lower edge has no mask beyond the photo. */
function clearOutside(tile: Uint8Array, key: TileKey, { width, height }: Size): void {
  const columns = Math.min(tileSidePx, width - keyColumn(key) * tileSidePx);
  const rows = Math.min(tileSidePx, height - keyRow(key) * tileSidePx);
  for (let row = 0; row < rows && columns < tileSidePx; row += 1) {
    tile.fill(0, row * tileSidePx + columns, (row + 1) * tileSidePx);
  }
  tile.fill(0, rows * tileSidePx);
}
