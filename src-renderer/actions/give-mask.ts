import type { MaskId, PhotoId } from '../../src-shared/model/ids';
import type { MaskTile } from '../../src-shared/model/picture-source';
import { newMaskId, type AppContext } from './context';
import { pixelsOf } from './pixel-failure';

/**
 * Lets the engine know a mask.
 * @returns its name; undefined where the engine does not take it, which is shown
 */
export async function giveMask(
  context: AppContext,
  photoId: PhotoId,
  tiles: readonly MaskTile[],
  maskId = newMaskId(),
): Promise<MaskId | undefined> {
  const stored = context.pixels.putMask(photoId, maskId, tiles);
  return pixelsOf(
    context,
    stored.then(() => maskId),
  );
}

/** The mask of the last repair, for an engine that does not know it: variants are made with it. */
export async function giveMaskAgain(context: AppContext): Promise<MaskId | undefined> {
  const document = context.workspace?.document;
  const lastRun = document?.snapshot.lastRun;
  if (!lastRun) return undefined;
  return giveMask(context, document.photo.photoId, lastRun.tiles, lastRun.record.maskId);
}
