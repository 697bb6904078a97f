import type { AppFailure, AppResult } from '../../src-shared/contract/result';
import type { KnownFile } from '../../src-shared/contract/studio-contract';
import { textIn } from '../../src-shared/messages';
import { originalLayerId, type LayerId, type PhotoId } from '../../src-shared/model/ids';
import type { PhotoDescription } from '../../src-shared/model/photo-description';
import type { RunResult } from '../../src-shared/model/run';
import { PixelFailure } from '../bridge/pixel-client';
import { damageTiles } from '../mask/damage-tiles';
import { MaskLayer } from '../mask/mask-layer';
import {
  photosInReview,
  showsEachPhoto,
  type Batch,
  type BatchPhoto,
  type BatchPhotoState,
} from '../state/batch-state';
import { newMaskId, newRunId, showFailure, update, valueOf, type AppContext } from './context';
import { isBusy } from './repair';

/** Photos that wait to be looked at are open; more than so many would fill the memory. */
const maxInReview = 3;
const thumbnailPx = 96;
const reviewPx = 1024;

/** Adds photos to the batch and shows it; what is no photo, and what is in it already, is left out. */
export function addToBatch(context: AppContext, files: readonly KnownFile[]): void {
  if (!files.some(({ kind }) => kind === 'photo')) {
    const message = context.translate('error.noPhotosInFolder');
    showFailure(context, { code: 'photo', message });
    return;
  }
  const batch = batchOf(context);
  const known = new Set(batch.photos.map(({ fileToken }) => fileToken));
  const added = files
    .filter(({ kind, fileToken }) => kind === 'photo' && !known.has(fileToken))
    .map(({ fileToken, name }): BatchPhoto => ({
      id: fileToken,
      fileToken,
      name,
      thumbnail: undefined,
      state: { kind: 'waiting' },
      markCount: undefined,
      durationMs: undefined,
    }));
  change(context, { photos: [...batch.photos, ...added] });
  update(context, { isBatchShown: true });
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
    change(context, { folder: undefined });
    return;
  }
  const files = await valueOf(context, context.api.chooseFiles({ kind: 'folder' }));
  const folder = files?.find(({ kind }) => kind === 'folder');
  if (folder) change(context, { folder: { fileToken: folder.fileToken, name: folder.name } });
}

/** Whether each photo is shown before it is saved. */
export function chooseShowsEach(context: AppContext, showsEach: boolean): void {
  change(context, { showsEach });
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
  change(context, { state: 'running', isStopping: false });
  try {
    await repairWaiting(context);
  } finally {
    // Whatever happens, it can be started again.
    change(context, { state: stateAtRest(context), isStopping: false, photoFraction: 0 });
  }
}

async function repairWaiting(context: AppContext): Promise<void> {
  const next = () => batchOf(context).photos.find(({ state: { kind } }) => kind === 'waiting');
  while (next()) {
    if (!mayGoOn(context)) await until(context, mayGoOn);
    const photo = next();
    if (!photo || batchOf(context).isStopping) break;
    await repairPhoto(context, photo);
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
  const show = (state: BatchPhotoState) => changePhoto(context, id, { state });
  if (answer === 'save') {
    show({ kind: 'saving' });
    try {
      await save(context, photoId, layerId);
    } catch (error) {
      show(photo.state);
      showFailure(context, failureOf(context, error));
      return false;
    }
  }
  show({ kind: answer === 'save' ? 'done' : 'skipped' });
  await context.api.closePhoto({ photoId, keepsDraft: false });
  const { state } = batchOf(context);
  if (state !== 'running' && state !== 'paused') change(context, { state: stateAtRest(context) });
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
  return batch.state !== 'paused' && photosInReview(batch).length < maxInReview;
}

const isNotPaused = (context: AppContext) => batchOf(context).state !== 'paused';

async function until(context: AppContext, holds: (context: AppContext) => boolean): Promise<void> {
  if (holds(context)) return;
  await new Promise<void>((resolve) => {
    const stop = context.store.subscribe(() => {
      if (!holds(context)) return;
      stop();
      resolve();
    });
  });
}

/** The photo in work is finished; no other is begun. */
export function stopBatchAfterThis(context: AppContext): void {
  change(context, { isStopping: true });
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
  change(context, { state: isPaused ? 'running' : 'paused' });
}

/** Gives the photos that failed another try. */
export async function tryFailedAgain(context: AppContext): Promise<void> {
  const photos = batchOf(context).photos.map((photo) =>
    photo.state.kind === 'failed' ? { ...photo, state: { kind: 'waiting' } as const } : photo,
  );
  change(context, { photos });
  await startBatch(context);
}

/** What became of each photo, as text: one line a photo. */
export function batchList({ photos }: Batch): string {
  return photos
    .map(
      ({ name, state }) => `${name}\t${state.kind}${'reason' in state ? `\t${state.reason}` : ''}`,
    )
    .join('\n');
}

async function repairPhoto(context: AppContext, photo: BatchPhoto): Promise<void> {
  const startedAt = performance.now();
  const show = (state: BatchPhotoState, more: Partial<BatchPhoto> = {}) =>
    changePhoto(context, photo.id, { ...more, state });
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
      await save(context, photoId, layerId);
      show({ kind: 'done' }, { durationMs: performance.now() - startedAt });
    } finally {
      if (!waits) await context.api.closePhoto({ photoId, keepsDraft: false });
    }
  } catch (error) {
    show({ kind: 'failed', reason: failureOf(context, error).message });
  }
}

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
          change(context, { photoFraction: doneFraction });
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
    change(context, { photoFraction: 0 });
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

async function save(context: AppContext, photoId: PhotoId, layerId: RunResult['layerId']) {
  const { folder } = batchOf(context);
  const place = folder && { folder: folder.fileToken };
  const { target } = must(await context.api.proposeSave({ photoId, ...place }));
  must(await context.api.savePhoto({ photoId, layerId, target }));
}

/** Ends the work on one photo. */
class BatchFailure extends Error {
  readonly failure: AppFailure;

  constructor(failure: AppFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Why the work on one photo has ended, whatever was thrown. */
function failureOf({ translate }: AppContext, error: unknown): AppFailure {
  if (error instanceof BatchFailure) return error.failure;
  if (error instanceof PixelFailure) {
    const { message, text } = error.sentence;
    return { code: 'photo', message: text ? textIn(text, translate) : message };
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'defect', message: translate('error.batchDefect'), details };
}

function must<Value>(result: AppResult<Value>): Value {
  if (result.ok) return result.value;
  throw new BatchFailure(result.error);
}

const batchOf = ({ store }: AppContext): Batch => store.getState().batch;

function change(context: AppContext, part: Partial<Batch>): void {
  update(context, { batch: { ...batchOf(context), ...part } });
}

function changePhoto(context: AppContext, id: string, part: Partial<BatchPhoto>): void {
  const photos = batchOf(context).photos.map((photo) =>
    photo.id === id ? { ...photo, ...part } : photo,
  );
  change(context, { photos });
}
