import { maxPhotosAtOnce } from '../../src-shared/contract/photo-limit';
import type { KnownFile } from '../../src-shared/contract/studio-contract';
import {
  photosInReview,
  waitsForAnswers,
  type Batch,
  type BatchPhoto,
  type BatchPhotoState,
} from '../state/batch-state';
import { failureOf } from './batch-failure';
import { batchOf, changeBatch, changeBatchPhoto, until } from './change-batch';
import { showFailure, update, valueOf, type AppContext } from './context';
import { isBusy } from './repair';
import { repairBatchPhoto, saveBatchPhoto } from './repair-batch-photo';

/**
 * Adds photos to the batch and shows it; what is no photo, and what is in it already, is left out, and so are those beyond
 * what it takes at once, which is said.
 */
export function addToBatch(context: AppContext, files: readonly KnownFile[]): void {
  const photos = files.filter(({ kind }) => kind === 'photo');
  if (photos.length === 0) {
    const message = context.translate('error.noPhotosInFolder');
    showFailure(context, { code: 'photo', message });
    return;
  }
  const batch = batchOf(context);
  const known = new Set(batch.photos.map(({ fileToken }) => fileToken));
  const added = photos
    .slice(0, maxPhotosAtOnce)
    .filter(({ fileToken }) => !known.has(fileToken))
    .map(({ fileToken, name }): BatchPhoto => ({
      id: fileToken,
      fileToken,
      name,
      thumbnail: undefined,
      state: { kind: 'waiting' },
      markCount: undefined,
      durationMs: undefined,
    }));
  changeBatch(context, { photos: [...batch.photos, ...added] });
  update(context, { isBatchShown: true });
  if (photos.length <= maxPhotosAtOnce) return;
  const message = context.translate('error.tooManyPhotos', { limit: maxPhotosAtOnce });
  showFailure(context, { code: 'photo', message });
}

/** Lets the person choose photos, or a folder of them. */
export async function chooseForBatch(
  context: AppContext,
  kind: 'photos' | 'folder',
): Promise<void> {
  const files = await valueOf(context, context.api.chooseFiles({ kind }));
  if (files && files.length > 0) addToBatch(context, files);
}

/** Copies go beside their originals, or into a folder that the person chooses. */
export async function chooseBatchTarget(
  context: AppContext,
  target: 'beside' | 'folder',
): Promise<void> {
  if (target === 'beside') {
    changeBatch(context, { folder: undefined });
    return;
  }
  const files = await valueOf(context, context.api.chooseFiles({ kind: 'folder' }));
  const folder = files?.find(({ kind }) => kind === 'folder');
  if (folder) changeBatch(context, { folder: { fileToken: folder.fileToken, name: folder.name } });
}

/** Whether each photo is shown before it is saved. */
export function chooseShowsEach(context: AppContext, showsEach: boolean): void {
  changeBatch(context, { showsEach });
}

/**
 * Repairs every waiting photo, one after the other; one that fails stops none of the others. Photos that are to be looked at
 * first wait meanwhile, a few at a time.
 */
export async function startBatch(context: AppContext): Promise<void> {
  const { state } = batchOf(context);
  if (state === 'running' || state === 'paused') return;
  if (isBusy(context)) {
    const message = context.translate('batch.editorBusy');
    showFailure(context, { code: 'repair', message });
    return;
  }
  changeBatch(context, { state: 'running', isStopping: false });
  try {
    await repairWaiting(context);
  } finally {
    // Whatever happens, it can be started again.
    changeBatch(context, { state: stateAtRest(context), isStopping: false, photoFraction: 0 });
  }
}

async function repairWaiting(context: AppContext): Promise<void> {
  const next = () => batchOf(context).photos.find(({ state: { kind } }) => kind === 'waiting');
  while (next()) {
    if (!mayGoOn(context)) await until(context, mayGoOn);
    const photo = next();
    if (!photo || batchOf(context).isStopping) break;
    await repairBatchPhoto(context, photo);
  }
}

/**
 * Saves a photo that waits for an answer, or does not; then it is closed.
 * @returns false where it could not be saved: it waits on, with what was made of it, and the person is told why
 */
export async function answerReview(
  context: AppContext,
  id: string,
  answer: 'save' | 'skip',
): Promise<boolean> {
  const photo = photosInReview(batchOf(context)).find((candidate) => candidate.id === id);
  if (!photo) return true;
  const { photoId, layerId } = photo.state;
  const show = (state: BatchPhotoState) => changeBatchPhoto(context, id, { state });
  let end: BatchPhotoState = { kind: 'skipped' };
  if (answer === 'save') {
    show({ kind: 'saving' });
    try {
      end = { kind: 'done', folderName: await saveBatchPhoto(context, photoId, layerId) };
    } catch (error) {
      show(photo.state);
      showFailure(context, failureOf(context, error));
      return false;
    }
  }
  show(end);
  await context.api.closePhoto({ photoId, keepsDraft: false });
  const { state } = batchOf(context);
  if (state !== 'running' && state !== 'paused')
    changeBatch(context, { state: stateAtRest(context) });
  return true;
}

/** Where a batch stands that nothing is in work of. */
function stateAtRest(context: AppContext): Batch['state'] {
  const batch = batchOf(context);
  if (photosInReview(batch).length > 0) return 'reviewing';
  return batch.photos.some(({ state }) => state.kind === 'waiting') ? 'idle' : 'finished';
}

/** True where another photo may wait for an answer, or none is to be begun any more. */
function mayGoOn(context: AppContext): boolean {
  const batch = batchOf(context);
  if (batch.isStopping) return true;
  return batch.state !== 'paused' && !waitsForAnswers(batch);
}

/** The photo in work is finished; no other is begun. */
export function stopBatchAfterThis(context: AppContext): void {
  changeBatch(context, { isStopping: true });
}

/** Pauses the repair in work, or goes on with it; between two repairs the next one waits. */
export async function pauseOrResumeBatch(context: AppContext): Promise<void> {
  const [runId] = context.runListeners.keys();
  const isPaused = batchOf(context).state === 'paused';
  if (runId !== undefined) {
    const answer = isPaused
      ? context.api.resumeRepair({ runId })
      : context.api.pauseRepair({ runId });
    if ((await valueOf(context, answer)) === undefined) return;
  }
  changeBatch(context, { state: isPaused ? 'running' : 'paused' });
}

/** Gives the photos that failed another try. */
export async function tryFailedAgain(context: AppContext): Promise<void> {
  const photos = batchOf(context).photos.map((photo) =>
    photo.state.kind === 'failed' ? { ...photo, state: { kind: 'waiting' } as const } : photo,
  );
  changeBatch(context, { photos });
  await startBatch(context);
}
