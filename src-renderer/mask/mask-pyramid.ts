import type { PixelRegion } from '../../src-shared/model/pixel-region';
import { tileSidePx } from '../../src-shared/model/picture-source';
import { keyColumn, keyRow, tileKeysOf, type SparseTiles, type TileKey } from './mask-tiles';

/** Tiles reduced for the zoom they are looked at: each pixel the greatest of its 2 x 2, so that no scratch vanishes. */
interface ReducedTile {
  readonly source: Uint8Array;
  /** Level 1 first, each half the side of the one before. */
  readonly levels: Uint8Array[];
  /** Full-size pixels of the tile that were written to since; they are reduced when they are next looked at. */
  stale: Part | undefined;
}

interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The reduced tile's side at a level. */
export const reducedSide = (level: number): number => tileSidePx >> level;
export const coarsestReduction = 9;

/**
 * Level that a scale is drawn from: a screen pixel never skips over a mask pixel, or a scratch as thin as that would vanish.
 * @param slack by how many levels it may be finer, where nothing is skipped
 */
export function reductionForScale(scale: number, slack = 1e-6): number {
  return Math.min(coarsestReduction, Math.max(0, Math.ceil(-Math.log2(scale) - slack)));
}

/** Reduced copies of one plane of a mask, made when they are looked at and brought up to date part by part. */
export class MaskPyramid {
  private readonly reduced = new Map<TileKey, ReducedTile>();

  /** The tile at a level, `reducedSide(level)` pixels square; undefined = all 0. */
  tile(tiles: SparseTiles, key: TileKey, level: number): Uint8Array | undefined {
    const source = tiles.get(key);
    if (!source || level === 0) return source;
    let entry = this.reduced.get(key);
    if (entry?.source !== source) {
      entry = { source, levels: [], stale: undefined };
      this.reduced.set(key, entry);
    }
    if (entry.stale) reduceAgain(entry, entry.stale);
    entry.stale = undefined;
    while (entry.levels.length < level) {
      const next = entry.levels.length + 1;
      const to = new Uint8Array(reducedSide(next) ** 2);
      reduceTile(levelOf(entry, next - 1), to, reducedSide(next), wholeTile(reducedSide(next)));
      entry.levels.push(to);
    }
    return levelOf(entry, level);
  }

  /** Says that tiles were written to in place. */
  update(tiles: SparseTiles, region: PixelRegion, width: number, height: number): void {
    for (const key of tileKeysOf(region, width, height)) {
      const entry = this.reduced.get(key);
      if (!entry) continue;
      if (tiles.get(key) !== entry.source) this.reduced.delete(key);
      else entry.stale = joinPart(entry.stale, region, key);
    }
  }
}

const wholeTile = (side: number): Part => ({ left: 0, top: 0, right: side, bottom: side });
const levelOf = ({ source, levels }: ReducedTile, level: number) =>
  level === 0 ? source : levels[level - 1]!;

/** The smallest part of a tile that holds what is stale already and a region of the photo. */
function joinPart(stale: Part | undefined, region: PixelRegion, key: TileKey): Part {
  const x = region.x - keyColumn(key) * tileSidePx;
  const y = region.y - keyRow(key) * tileSidePx;
  return {
    left: Math.max(0, Math.min(x, stale?.left ?? tileSidePx)),
    top: Math.max(0, Math.min(y, stale?.top ?? tileSidePx)),
    right: Math.min(tileSidePx, Math.max(x + region.width, stale?.right ?? 0)),
    bottom: Math.min(tileSidePx, Math.max(y + region.height, stale?.bottom ?? 0)),
  };
}

function reduceAgain(entry: ReducedTile, { left, top, right, bottom }: Part): void {
  for (let level = 1; level <= entry.levels.length; level += 1) {
    reduceTile(levelOf(entry, level - 1), levelOf(entry, level), reducedSide(level), {
      left: left >> level,
      top: top >> level,
      right: ((right - 1) >> level) + 1,
      bottom: ((bottom - 1) >> level) + 1,
    });
  }
}

/** Reduces a part of a tile of side `2 side` to one of `side`. */
function reduceTile(from: Uint8Array, to: Uint8Array, side: number, part: Part): void {
  const fromSide = side * 2;
  for (let y = part.top; y < part.bottom; y += 1) {
    let source = 2 * y * fromSide + 2 * part.left;
    for (let index = y * side + part.left; index < y * side + part.right; index += 1, source += 2) {
      const a = from[source]!;
      // Most of a mask is wholly this or wholly that.
      if (a === 255) {
        to[index] = 255;
        continue;
      }
      const b = from[source + 1]!;
      const c = from[source + fromSide]!;
      const d = from[source + fromSide + 1]!;
      const upper = a > b ? a : b;
      const lower = c > d ? c : d;
      to[index] = upper > lower ? upper : lower;
    }
  }
}
