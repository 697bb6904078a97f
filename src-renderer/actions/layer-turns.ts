import type { PhotoDocument } from '../document/photo-document';

/** Layers of a photo that are being made, and what waits for them. */
const lastTurns = new WeakMap<PhotoDocument, Promise<void>>();

/** Makes the layers of a photo one after the other: each begins with the one that was there before, or would bury it. */
export async function inLayerTurn(
  document: PhotoDocument,
  makeLayer: () => Promise<void>,
): Promise<void> {
  const turn = (lastTurns.get(document) ?? Promise.resolve()).then(makeLayer);
  // One that fails is its caller's to explain; the next one begins all the same.
  const settled = turn.catch(() => undefined);
  lastTurns.set(document, settled);
  void settled.then(() => {
    if (lastTurns.get(document) === settled) lastTurns.delete(document);
  });
  return turn;
}

/** Resolves when no layer of the photo is being made any more; undefined where none is, so that nobody waits for nothing. */
export function layersInWork(document: PhotoDocument): Promise<void> | undefined {
  return lastTurns.get(document);
}

/** Does something to the history of a photo: at once, or once the layers that were asked for before are in it. */
export function afterLayers(document: PhotoDocument, change: () => void): void {
  if (!layersInWork(document)) {
    change();
    return;
  }
  // A turn of its own, so that what is asked for next waits for it in its place.
  void inLayerTurn(document, async () => {
    await Promise.resolve();
    change();
  });
}
