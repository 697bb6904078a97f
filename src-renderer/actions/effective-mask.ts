import type { Mark } from '../../src-shared/model/mark';
import type { MaskTile } from '../../src-shared/model/picture-source';
import type { PhotoDocument } from '../document/photo-document';
import { paintedMarks } from '../mask/components';
import { damageTiles } from '../mask/damage-tiles';
import { MaskLayer } from '../mask/mask-layer';
import { keyColumn, keyRow, type SparseTiles } from '../mask/mask-tiles';
import { softPlaces } from '../mask/soft-edges';

/** What a repair is given, and how many places that is. */
export interface EffectiveMask {
  readonly tiles: readonly MaskTile[];
  readonly markCount: number;
  /** Those of the detector's marks that it holds. */
  readonly markIds: readonly string[];
}

/** How many places a repair of everything is given; no tile is made for it. */
export function damageCount(document: PhotoDocument): number {
  const painted = paintedMarks(document.mask.committedTiles('painted'));
  return document.activeMarks().length + painted.length;
}

/**
 * What the overlay shows as damage: marks that are proposed or accepted, as far as they are not erased, and what is painted.
 * @param only ids of the marks (painted places too) that are meant; all where absent
 */
export function effectiveMask(document: PhotoDocument, only?: ReadonlySet<string>): EffectiveMask {
  if (!only) {
    const marks = document.activeMarks();
    return {
      tiles: damageTiles(document.mask, marks),
      markCount: damageCount(document),
      markIds: marks.map(({ id }) => id),
    };
  }
  const painted = paintedMarks(document.mask.committedTiles('painted'));
  const chosen = document.snapshot.marks.filter(({ id }) => only.has(id));
  const chosenPainted = painted.filter(({ id }) => only.has(id));
  const tiles = new Map(
    damageTiles(erasedOnly(document.mask), chosen).map((tile) => [
      `${tile.column} ${tile.row}`,
      tile,
    ]),
  );
  for (const tile of paintedTiles(document.mask.tiles('painted'), chosenPainted)) {
    const name = `${tile.column} ${tile.row}`;
    const other = tiles.get(name);
    tiles.set(name, other ? { ...tile, data: maximum(tile.data, other.data) } : tile);
  }
  return {
    tiles: [...tiles.values()],
    markCount: chosen.length + chosenPainted.length,
    markIds: chosen.map(({ id }) => id),
  };
}

/** The mask without what was painted. */
function erasedOnly(mask: MaskLayer): MaskLayer {
  const layer = new MaskLayer(mask.width, mask.height);
  layer.load({ painted: new Map(), erased: mask.tiles('erased') });
  return layer;
}

/** What was painted of the given places, with their soft edges. */
function paintedTiles(painted: SparseTiles, marks: readonly Mark[]): MaskTile[] {
  if (marks.length === 0) return [];
  const places = softPlaces(
    painted,
    marks.map(({ runs }) => runs),
  );
  return [...places].map(([key, data]) => ({ column: keyColumn(key), row: keyRow(key), data }));
}

function maximum(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.map((value, index) => Math.max(value, other[index]!));
}
