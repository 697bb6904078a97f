import type { PixelRegion } from '../../src-shared/model/pixel-region';
import { tileSidePx } from '../../src-shared/model/picture-source';
import {
  halfMasked,
  keyColumn,
  keyRow,
  pixelAt,
  tileBytes,
  tileKey,
  type SparseTiles,
  type TileBytes,
  type TileKey,
} from './mask-tiles';

/** Pixels of a shape as (y, first x, x after the last) three by three; rows from top to bottom, runs from left to right. */
export type Runs = Int32Array;

/** A part of a run that lies in one tile. */
export interface RunPiece {
  readonly key: TileKey;
  /** Indices into the tile: the first pixel, and the one after the last. */
  readonly start: number;
  readonly end: number;
}

/** The runs cut at the borders of tiles, so that a tile is looked up once for many pixels. */
export function* piecesOf(runs: Runs): Generator<RunPiece> {
  for (let index = 0; index < runs.length; index += 3) {
    const y = runs[index]!;
    const last = runs[index + 2]!;
    const row = Math.floor(y / tileSidePx);
    for (let x = runs[index + 1]!; x < last;) {
      const column = Math.floor(x / tileSidePx);
      const next = Math.min(last, (column + 1) * tileSidePx);
      const origin = (y - row * tileSidePx) * tileSidePx - column * tileSidePx;
      yield { key: tileKey(column, row), start: origin + x, end: origin + next };
      x = next;
    }
  }
}

/** Sets every pixel of the runs to 255; tiles are added as needed, those that are there are written to. */
export function fillRuns(runs: Runs, tiles: Map<TileKey, TileBytes>): void {
  for (const { key, start, end } of piecesOf(runs)) {
    let tile = tiles.get(key);
    if (!tile) tiles.set(key, (tile = new Uint8Array(tileBytes)));
    tile.fill(255, start, end);
  }
}

/** The runs of everything that is at least half masked. */
export function runsOfTiles(tiles: SparseTiles): Runs {
  const found: number[] = [];
  const rows = new Map<number, TileKey[]>();
  for (const key of tiles.keys()) {
    const row = keyRow(key);
    rows.set(row, [...(rows.get(row) ?? []), key]);
  }
  for (const row of [...rows.keys()].sort((a, b) => a - b)) {
    const keys = rows.get(row)!.sort((a, b) => a - b);
    for (let line = 0; line < tileSidePx; line += 1) {
      const y = row * tileSidePx + line;
      for (const key of keys) appendLine(found, tiles.get(key)!, keyColumn(key), line, y);
    }
  }
  return Int32Array.from(found);
}

function appendLine(
  found: number[],
  tile: TileBytes,
  column: number,
  line: number,
  y: number,
): void {
  const start = line * tileSidePx;
  const end = start + tileSidePx;
  for (let index = start; index < end; index += 1) {
    if (tile[index]! < halfMasked) continue;
    const first = index;
    while (index < end && tile[index]! >= halfMasked) index += 1;
    const x = column * tileSidePx + first - start;
    const last = column * tileSidePx + index - start;
    const continues = found.at(-3) === y && found.at(-1) === x;
    if (continues) found[found.length - 1] = last;
    else found.push(y, x, last);
  }
}

/** The runs without the pixels that are at least half erased; the same array where none are. */
export function cutRuns(runs: Runs, erased: SparseTiles): Runs {
  if (erased.size === 0) return runs;
  let isCut = false;
  const kept: number[] = [];
  for (let index = 0; index < runs.length; index += 3) {
    const y = runs[index]!;
    const last = runs[index + 2]!;
    let start = runs[index + 1]!;
    for (let x = start; x < last; x += 1) {
      if (!isErased(erased, x, y)) continue;
      isCut = true;
      if (x > start) kept.push(y, start, x);
      start = x + 1;
    }
    if (start < last) kept.push(y, start, last);
  }
  return isCut ? Int32Array.from(kept) : runs;
}

const isErased = (erased: SparseTiles, x: number, y: number) => pixelAt(erased, x, y) >= halfMasked;

/** The runs at half the size, `level` times: a pixel is set where any of those it stands for is. */
export function reduceRuns(runs: Runs, level: number): Runs {
  if (level === 0) return runs;
  const rows = new Map<number, [number, number][]>();
  for (let index = 0; index < runs.length; index += 3) {
    const y = runs[index]! >> level;
    const run: [number, number] = [
      runs[index + 1]! >> level,
      ((runs[index + 2]! - 1) >> level) + 1,
    ];
    const row = rows.get(y);
    if (row) row.push(run);
    else rows.set(y, [run]);
  }
  const found: number[] = [];
  for (const [y, row] of rows) {
    row.sort((a, b) => a[0] - b[0]);
    let [start, end] = row[0]!;
    for (const [first, last] of row) {
      if (first > end) {
        found.push(y, start, end);
        start = first;
      }
      end = first > end ? last : Math.max(end, last);
    }
    found.push(y, start, end);
  }
  return Int32Array.from(found);
}

/** Number of pixels. */
export function countRuns(runs: Runs): number {
  let count = 0;
  for (let index = 0; index < runs.length; index += 3) count += runs[index + 2]! - runs[index + 1]!;
  return count;
}

/** The smallest region that holds the runs; undefined for none. */
export function boundsOfRuns(runs: Runs): PixelRegion | undefined {
  if (runs.length === 0) return undefined;
  let left = Infinity;
  let right = -Infinity;
  for (let index = 0; index < runs.length; index += 3) {
    left = Math.min(left, runs[index + 1]!);
    right = Math.max(right, runs[index + 2]!);
  }
  const y = runs[0]!;
  return { x: left, y, width: right - left, height: runs[runs.length - 3]! + 1 - y };
}

/** Distance in pixels from a point to the nearest pixel of the runs; 0 inside. */
export function distanceToRuns(runs: Runs, x: number, y: number): number {
  let nearest = Infinity;
  for (let index = 0; index < runs.length; index += 3) {
    const dy = Math.max(runs[index]! - y, y - runs[index]! - 1, 0);
    if (dy * dy >= nearest) continue;
    const dx = Math.max(runs[index + 1]! - x, x - runs[index + 2]!, 0);
    nearest = Math.min(nearest, dx * dx + dy * dy);
  }
  return Math.sqrt(nearest);
}
