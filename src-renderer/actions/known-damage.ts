import { tileSidePx } from '../../src-shared/model/picture-source';
import type { Mark } from '../../src-shared/model/mark';
import type { PhotoDocument } from '../document/photo-document';
import { paintedMarks } from '../mask/components';
import { tileKey, type SparseTiles } from '../mask/mask-tiles';

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

/** Tiles that are still the same ones hold nothing new: they are compared once for each piece of a run, not for each pixel. */
function hasNewPixels({ runs }: Mark, now: SparseTiles, before: SparseTiles): boolean {
  for (let index = 0; index < runs.length; index += 3) {
    const y = runs[index]!;
    const last = runs[index + 2]!;
    const row = Math.floor(y / tileSidePx);
    for (let x = runs[index + 1]!; x < last;) {
      const column = Math.floor(x / tileSidePx);
      const end = Math.min(last, (column + 1) * tileSidePx);
      const key = tileKey(column, row);
      const former = before.get(key);
      if (now.get(key) !== former) {
        const start = (y - row * tileSidePx) * tileSidePx - column * tileSidePx;
        if (!former || former.subarray(start + x, start + end).some(isFree)) return true;
      }
      x = end;
    }
  }
  return false;
}

const isFree = (value: number): boolean => value < 128;
