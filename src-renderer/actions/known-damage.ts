import type { Mark } from '../../src-shared/model/mark';
import type { PhotoDocument } from '../document/photo-document';
import { paintedMarks } from '../mask/components';
import { halfMasked, type SparseTiles } from '../mask/mask-tiles';
import { piecesOf } from '../mask/runs';

/** What counted as damage when a repair was started: what counts later and is not in it has come meanwhile. */
export interface KnownDamage {
  readonly markIds: ReadonlySet<string>;
  readonly painted: SparseTiles;
}

/** The damage of this moment. The tiles are held, not copied. */
export function knownDamage(document: PhotoDocument): KnownDamage {
  return {
    markIds: new Set(document.activeMarks().map(({ id }) => id)),
    painted: new Map(document.mask.committedTiles('painted')),
  };
}

/** Ids of what has become damage since, painted places too. */
export function waitingMarkIds(document: PhotoDocument, known: KnownDamage): readonly string[] {
  const now = document.mask.committedTiles('painted');
  const found = document.activeMarks().filter(({ id }) => !known.markIds.has(id));
  const painted = paintedMarks(now).filter((mark) => hasNewPixels(mark, now, known.painted));
  return [...found, ...painted].map(({ id }) => id);
}

/** Tiles that are still the same ones hold nothing new. */
function hasNewPixels({ runs }: Mark, now: SparseTiles, before: SparseTiles): boolean {
  for (const { key, start, end } of piecesOf(runs)) {
    const former = before.get(key);
    if (now.get(key) === former) continue;
    if (!former || former.subarray(start, end).some(isFree)) return true;
  }
  return false;
}

const isFree = (value: number): boolean => value < halfMasked;
