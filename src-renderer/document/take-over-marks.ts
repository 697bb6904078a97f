import type { SparseTiles, TileBytes } from '../mask/mask-tiles';
import type { DocumentEntry } from './document-change';
import type { PhotoDocument } from './photo-document';

/**
 * Gives a new document what another one of the same size says of damage, and nothing of its results: what was repaired there is
 * damage again. The steps that led to it stay behind, because they lead to results as well.
 */
export function takeOverMarks(from: PhotoDocument, to: PhotoDocument): void {
  const { history, markStates, markShapes } = from.snapshot;
  const done = history.entries.slice(0, history.position);
  to.mask.load({
    painted: withRepaired(from.mask.tiles('painted'), done),
    erased: from.mask.tiles('erased'),
  });
  to.load({
    ...to.snapshot,
    marks: from.foundMarks,
    markShapes,
    markStates: new Map([...markStates].filter(([, state]) => state !== 'repaired')),
  });
}

/** What is painted, and what the end of a repair took away as done. */
function withRepaired(painted: SparseTiles, done: readonly DocumentEntry[]): SparseTiles {
  const tiles = new Map(painted);
  for (const { mask, layerId } of done) {
    if (!layerId) continue;
    for (const { plane, key, before, after } of mask?.changes ?? []) {
      if (plane !== 'painted' || !before) continue;
      tiles.set(key, withTaken(tiles.get(key), before, after));
    }
  }
  return tiles;
}

function withTaken(
  tile: TileBytes | undefined,
  before: TileBytes,
  after: TileBytes | undefined,
): TileBytes {
  const result = new Uint8Array(before.length);
  for (let index = 0; index < before.length; index++) {
    const now = tile?.[index] ?? 0;
    const isTaken = before[index]! > (after?.[index] ?? 0);
    result[index] = isTaken ? Math.max(now, before[index]!) : now;
  }
  return result;
}
