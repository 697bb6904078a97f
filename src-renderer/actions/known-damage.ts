import { tileSidePx } from '../../src-shared/model/picture-source';
import type { Mark } from '../../src-shared/model/mark';
import type { PhotoDocument } from '../document/photo-document';
import { paintedMarks } from '../mask/components';
import { pixelAt, tileKey, type SparseTiles } from '../mask/mask-tiles';

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
  for (let index = 0; index < runs.length; index += 3) {
    const y = runs[index]!;
    for (let x = runs[index + 1]!; x < runs[index + 2]!; x += 1) {
      const key = tileKey(Math.floor(x / tileSidePx), Math.floor(y / tileSidePx));
      if (now.get(key) !== before.get(key) && pixelAt(before, x, y) < 128) return true;
    }
  }
  return false;
}
