import type { Mark } from '../../src-shared/model/mark';
import { tileSidePx } from '../../src-shared/model/picture-source';
import {
  keyColumn,
  keyRow,
  tileKey,
  type SparseTiles,
  type TileBytes,
  type TileKey,
} from './mask-tiles';
import { boundsOfRuns, countRuns, runsOfTiles } from './runs';

/** A tile's connected pieces do not change as long as the tile does not: committed tiles are never written to. */
const tileRuns = new WeakMap<TileBytes, Int32Array>();

/**
 * The connected places of what was painted, as marks of class `painted`, from top to bottom. Places that touch at a corner
 * are one. Tiles that have not changed since the last call cost next to nothing; none of them may be written to afterwards.
 */
export function paintedMarks(tiles: SparseTiles): readonly Mark[] {
  if (!lastPainted || !isSameTiles(lastPainted.tiles, tiles)) {
    lastPainted = { tiles: new Map(tiles), marks: findPaintedMarks(tiles) };
  }
  return lastPainted.marks;
}

/** Many parts of the window ask for the same marks in a row. */
let lastPainted: { readonly tiles: SparseTiles; readonly marks: readonly Mark[] } | undefined;

function isSameTiles(a: SparseTiles, b: SparseTiles): boolean {
  return a.size === b.size && [...b].every(([key, tile]) => a.get(key) === tile);
}

function findPaintedMarks(tiles: SparseTiles): Mark[] {
  const { runs, parents } = connectRuns(tiles);
  const groups = new Map<number, number[]>();
  for (let index = 0; index < parents.length; index += 1) {
    const root = findRoot(parents, index);
    const group = groups.get(root);
    if (group) group.push(index);
    else groups.set(root, [index]);
  }
  return [...groups.values()].map((group) => toMark(runs, group));
}

function toMark(runs: Int32Array, group: readonly number[]): Mark {
  const own = new Int32Array(group.length * 3);
  for (const [place, index] of group.entries()) {
    own.set(runs.subarray(index * 3, index * 3 + 3), place * 3);
  }
  const bounds = boundsOfRuns(own)!;
  const pixelCount = countRuns(own);
  const lengthPx = Math.max(Math.hypot(bounds.width, bounds.height), 1);
  return {
    // Its first pixel belongs to no other place.
    id: `painted-${own[1]}-${own[0]}`,
    class: 'painted',
    confidence: 1,
    polarity: 'mixed',
    bounds,
    pixelCount,
    lengthPx,
    widthPx: Math.max(1, pixelCount / lengthPx),
    reasons: ['paintedByHand'],
    isProbablyPicture: false,
    runs: own,
  };
}

/** All runs, row by row, and a forest over them in which touching runs have the same root. */
function connectRuns(tiles: SparseTiles): { runs: Int32Array; parents: Int32Array } {
  const runs = allRuns(tiles);
  const parents = Int32Array.from({ length: runs.length / 3 }, (_, index) => index);
  let above = 0;
  let row = 0;
  for (let index = 0; index < parents.length; index += 1) {
    const y = runs[index * 3]!;
    if (y !== runs[row * 3]) {
      above = row;
      row = index;
    }
    // Runs of the row before that end too far left touch none of the runs to come either.
    while (above < row && isLeftOf(runs, above, index)) above += 1;
    for (let other = above; other < row && touches(runs, other, index); other += 1) {
      parents[findRoot(parents, index)] = findRoot(parents, other);
    }
  }
  return { runs, parents };
}

function isLeftOf(runs: Int32Array, other: number, index: number): boolean {
  const rowAbove = runs[index * 3]! - 1;
  const isRowBefore = runs[other * 3] === rowAbove;
  return !isRowBefore || runs[other * 3 + 2]! < runs[index * 3 + 1]!;
}

function touches(runs: Int32Array, other: number, index: number): boolean {
  return runs[other * 3 + 1]! <= runs[index * 3 + 2]!;
}

function findRoot(parents: Int32Array, index: number): number {
  let root = index;
  while (parents[root] !== root) root = parents[root]!;
  // Shortens the way for the next one who asks.
  for (let at = index; at !== root;) {
    const next = parents[at]!;
    parents[at] = root;
    at = next;
  }
  return root;
}

/** The runs of all tiles in reading order, joined over the tiles' edges. */
function allRuns(tiles: SparseTiles): Int32Array {
  const rows = new Map<number, TileKey[]>();
  for (const key of [...tiles.keys()].sort((a, b) => a - b)) {
    const keys = rows.get(keyRow(key));
    if (keys) keys.push(key);
    else rows.set(keyRow(key), [key]);
  }
  return Int32Array.from([...rows.values()].flatMap((keys) => joinedRuns(tiles, keys)));
}

function joinedRuns(tiles: SparseTiles, keys: readonly TileKey[]): number[] {
  const found: number[] = [];
  const perTile = keys.map((key) => ({ runs: runsOfTile(tiles.get(key)!), at: 0, key }));
  const top = keyRow(keys[0]!) * tileSidePx;
  for (let line = 0; line < tileSidePx; line += 1) {
    for (const tile of perTile) {
      const left = keyColumn(tile.key) * tileSidePx;
      for (; tile.runs[tile.at] === line; tile.at += 3) {
        const first = left + tile.runs[tile.at + 1]!;
        const last = left + tile.runs[tile.at + 2]!;
        if (found.at(-3) === top + line && found.at(-1) === first) found[found.length - 1] = last;
        else found.push(top + line, first, last);
      }
    }
  }
  return found;
}

function runsOfTile(tile: TileBytes): Int32Array {
  let runs = tileRuns.get(tile);
  if (!runs) {
    runs = runsOfTiles(new Map([[tileKey(0, 0), tile]]));
    tileRuns.set(tile, runs);
  }
  return runs;
}
