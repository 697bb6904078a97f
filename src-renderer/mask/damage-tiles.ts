import type { Mark } from '../../src-shared/model/mark';
import type { MaskTile } from '../../src-shared/model/picture-source';
import type { MaskLayer } from './mask-layer';
import {
  isEmptyTile,
  keyColumn,
  keyRow,
  raiseTile,
  type TileBytes,
  type TileKey,
} from './mask-tiles';
import { fillRuns } from './runs';

/**
 * The damage mask that a repair is to use: the given marks as far as they are not erased, and everything that was painted.
 * The tiles may be the mask's own: they must not be written to.
 */
export function damageTiles(mask: MaskLayer, marks: readonly Mark[]): MaskTile[] {
  const tiles = new Map<TileKey, TileBytes>();
  // Painted places that became marks are in the mask already, with their soft edges.
  for (const mark of marks) if (mark.class !== 'painted') fillRuns(mark.runs, tiles);
  for (const [key, tile] of tiles) {
    const erased = mask.tiles('erased').get(key);
    if (erased) subtract(tile, erased);
  }
  for (const [key, painted] of mask.tiles('painted')) {
    const tile = tiles.get(key);
    if (tile) raiseTile(tile, painted);
    else tiles.set(key, painted);
  }
  return [...tiles]
    .filter(([, tile]) => !isEmptyTile(tile))
    .map(([key, data]) => ({ column: keyColumn(key), row: keyRow(key), data }));
}

function subtract(tile: TileBytes, erased: TileBytes): void {
  for (let index = 0; index < tile.length; index += 1) {
    tile[index] = Math.min(tile[index]!, 255 - erased[index]!);
  }
}
