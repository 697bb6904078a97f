import { originalLayerId, type LayerId, type PhotoId } from '../../src-shared/model/ids';
import type { PhotoDescription } from '../../src-shared/model/photo-description';
import type { RunResult } from '../../src-shared/model/run';
import { damageTiles } from '../mask/damage-tiles';
import { MaskLayer } from '../mask/mask-layer';
import { showsEachPhoto, type BatchPhoto, type BatchPhotoState } from '../state/batch-state';
import { BatchFailure, failureOf, must } from './batch-failure';
import { batchOf, changeBatch, changeBatchPhoto, until } from './change-batch';
import { newMaskId, newRunId, type AppContext } from './context';

const thumbnailPx = 96;
const reviewPx = 1024;

/** Repairs one photo of the batch and saves it, or lets it wait to be looked at; what goes wrong is said in its row. */
export async function repairBatchPhoto(context: AppContext, photo: BatchPhoto): Promise<void> {
  const startedAt = performance.now();
  const show = (state: BatchPhotoState, more: Partial<BatchPhoto> = {}) =>
    changeBatchPhoto(context, photo.id, { ...more, state });
  changeBatch(context, { photoFraction: 0 });
  show({ kind: 'looking' });
  try {
    const { fileToken } = photo;
    // Apart: what the person has begun with this photo is not the batch's to repair, nor to throw away.
    const opened = must(
      await context.api.openPhoto({ fileToken, acceptBroken: false, isApart: true }),
    );
    const { photoId } = opened.photo;
    let waits = false;
    try {
      const thumbnail = await picture(context, photoId, originalLayerId, thumbnailPx);
      show({ kind: 'looking' }, { thumbnail });
      const marks = await findMarks(context, photoId);
      show({ kind: 'looking' }, { markCount: marks.length });
      if (marks.length === 0) {
        show({ kind: 'nothingFound' }, { durationMs: performance.now() - startedAt });
        return;
      }
      await until(context, isNotPaused);
      const { layerId } = await repairMarks(context, opened.photo, marks, show);
      if (showsEachPhoto(batchOf(context))) {
        const before = await picture(context, photoId, originalLayerId, reviewPx);
        const after = await picture(context, photoId, layerId, reviewPx);
        const durationMs = performance.now() - startedAt;
        show({ kind: 'review', photoId, layerId, before, after }, { durationMs });
        waits = true;
        return;
      }
      show({ kind: 'saving' });
      const folderName = await saveBatchPhoto(context, photoId, layerId);
      show({ kind: 'done', folderName }, { durationMs: performance.now() - startedAt });
    } finally {
      if (!waits) await context.api.closePhoto({ photoId, keepsDraft: false });
    }
  } catch (error) {
    show({ kind: 'failed', reason: failureOf(context, error).message });
  }
}

const isNotPaused = (context: AppContext) => batchOf(context).state !== 'paused';

async function picture(
  context: AppContext,
  photoId: PhotoId,
  layerId: LayerId,
  sidePx: number,
): Promise<Uint8Array> {
  return must(await context.api.makeThumbnail({ photoId, layerId, sidePx }));
}

async function findMarks(context: AppContext, photoId: PhotoId) {
  const { sensitivity } = context.store.getState().preferences;
  const found = must(await context.api.findDamage({ photoId, sensitivity }));
  return found.marks.filter(({ isProbablyPicture }) => !isProbablyPicture);
}

async function repairMarks(
  context: AppContext,
  { photoId, width, height }: PhotoDescription,
  marks: Awaited<ReturnType<typeof findMarks>>,
  show: (state: BatchPhotoState) => void,
): Promise<RunResult> {
  const runId = newRunId();
  const maskId = newMaskId();
  const { settings } = context.store.getState();
  const tiles = damageTiles(new MaskLayer(width, height), marks);
  const givenUp = new Promise<never>((_, reject) => giveUpRepairOf.set(context, reject));
  try {
    await Promise.race([givenUp, context.pixels.putMask(photoId, maskId, tiles)]);
    const finished = new Promise<RunResult>((resolve, reject) => {
      context.runListeners.set(runId, {
        progress: ({ iteration, iterations, doneFraction }) => {
          changeBatch(context, { photoFraction: doneFraction });
          show({ kind: 'repairing', iteration, iterations });
        },
        finished: resolve,
        failed: (message) => reject(new BatchFailure({ code: 'repair', message })),
      });
    });
    const baseLayerId = originalLayerId;
    const request = { photoId, runId, maskId, baseLayerId, settings };
    const started = context.api.startRepair(request).then(must);
    const [result] = await Promise.race([givenUp, Promise.all([finished, started])]);
    return result;
  } finally {
    giveUpRepairOf.delete(context);
    context.runListeners.delete(runId);
  }
}

/** Ends the wait for the repair of the batch that is in work, from its mask on. */
const giveUpRepairOf = new WeakMap<AppContext, (failure: BatchFailure) => void>();

/**
 * Gives up the repair in work, over which the engine has ended too often: nobody is told how it ends, for it rests in the next
 * engine. The batch goes on without that photo.
 * @returns false where none is in work
 */
export function giveUpBatchRepair(context: AppContext): boolean {
  const giveUp = giveUpRepairOf.get(context);
  const message = context.translate('error.batchEngineGivenUp');
  giveUp?.(new BatchFailure({ code: 'engine-lost', message }));
  return giveUp !== undefined;
}

/**
 * Writes the copy of a photo of the batch.
 * @returns the name of the folder that it went to
 * @throws BatchFailure
 */
export async function saveBatchPhoto(
  context: AppContext,
  photoId: PhotoId,
  layerId: LayerId,
): Promise<string> {
  const { folder } = batchOf(context);
  const place = folder && { folder: folder.fileToken };
  const { target, folderName } = must(await context.api.proposeSave({ photoId, ...place }));
  must(await context.api.savePhoto({ photoId, layerId, target }));
  return folderName;
}
