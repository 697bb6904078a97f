import { createHash } from 'node:crypto';
import { MaskLayer } from '../../../../src-renderer/mask/mask-layer';
import { pixelAt, type SparseTiles } from '../../../../src-renderer/mask/mask-tiles';

/** A mask over two by two tiles, the right and lower ones cut by the photo's edge. */
export const makeMask = (): MaskLayer => new MaskLayer(900, 700);

/** All values of a small rectangle, row by row. */
export function window(
  tiles: SparseTiles,
  x: number,
  y: number,
  width: number,
  height: number,
): number[][] {
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => pixelAt(tiles, x + column, y + row)),
  );
}

/** Sum of all values over 255: the area that is masked. */
export function area(tiles: SparseTiles): number {
  let sum = 0;
  for (const tile of tiles.values()) for (const value of tile) sum += value;
  return sum / 255;
}

/** A short text that is the same for the same tiles: to compare their bytes one by one would take seconds. */
export function digest(tiles: SparseTiles): string {
  const hash = createHash('sha1');
  for (const [key, tile] of [...tiles].sort(([a], [b]) => a - b))
    hash.update(`${key} `).update(tile);
  return hash.digest('hex');
}

/** A picture of letters: # is set. */
export function runsOf(lines: readonly string[], left = 0, top = 0): Int32Array {
  const runs: number[] = [];
  for (const [y, line] of lines.entries()) {
    for (const match of line.matchAll(/#+/g)) {
      runs.push(top + y, left + match.index, left + match.index + match[0].length);
    }
  }
  return Int32Array.from(runs);
}
