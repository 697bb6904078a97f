import type { AppFailure, AppResult } from '../../src-shared/contract/result';
import type { KnownFile } from '../../src-shared/contract/studio-contract';
import { originalLayerId, type PhotoId } from '../../src-shared/model/ids';
import type { PhotoDescription } from '../../src-shared/model/photo-description';
import type { RunResult } from '../../src-shared/model/run';
import { damageTiles } from '../mask/damage-tiles';
import { MaskLayer } from '../mask/mask-layer';
import { type Batch, type BatchPhoto, type BatchPhotoState } from '../state/batch-state';
import { newMaskId, newRunId, update, valueOf, type AppContext } from './context';
import { isBusy } from './repair';

/** Adds photos to the batch and shows it; what is no photo, and what is in it already, is left out. */
export function addToBatch(context: AppContext, files: readonly KnownFile[]): void {
  const batch = batchOf(context);
  const known = new Set(batch.photos.map(({ fileToken }) => fileToken));
  const added = files
    .filter(({ kind, fileToken }) => kind === 'photo' && !known.has(fileToken))
    .map(({ fileToken, name }): BatchPhoto => ({
      id: fileToken,
      fileToken,
      name,
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

/** Repairs every waiting photo, one after the other; one that fails stops none of the others. */
export async function startBatch(context: AppContext): Promise<void> {
  if (batchOf(context).state === 'running' || isBusy(context)) return;
  change(context, { state: 'running', isStopping: false });
  for (;;) {
    const photo = batchOf(context).photos.find(({ state }) => state.kind === 'waiting');
    if (!photo || batchOf(context).isStopping) break;
    await repairPhoto(context, photo);
  }
  const isLeft = batchOf(context).photos.some(({ state }) => state.kind === 'waiting');
  change(context, { state: isLeft ? 'idle' : 'finished', isStopping: false, photoFraction: 0 });
}

/** The photo in work is finished; no other is begun. */
export function stopBatchAfterThis(context: AppContext): void {
  change(context, { isStopping: true });
}

/** Pauses the repair in work, or goes on with it. */
export async function pauseOrResumeBatch(context: AppContext): Promise<void> {
  const [runId] = context.runListeners.keys();
  if (runId === undefined) return;
  const isPaused = batchOf(context).state === 'paused';
  const answer = isPaused
    ? context.api.resumeRepair({ runId })
    : context.api.pauseRepair({ runId });
  if ((await valueOf(context, answer)) === undefined) return;
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
    const opened = must(await context.api.openPhoto({ fileToken, acceptBroken: false }));
    try {
      const marks = await findMarks(context, opened.photo.photoId);
      show({ kind: 'looking' }, { markCount: marks.length });
      if (marks.length > 0) {
        const { layerId } = await repairMarks(context, opened.photo, marks, show);
        show({ kind: 'saving' });
        await save(context, opened.photo.photoId, layerId);
      }
      const durationMs = performance.now() - startedAt;
      show({ kind: marks.length > 0 ? 'done' : 'nothingFound' }, { durationMs });
    } finally {
      await context.api.closePhoto({ photoId: opened.photo.photoId, keepsDraft: false });
    }
  } catch (error) {
    if (!(error instanceof BatchFailure)) throw error;
    show({ kind: 'failed', reason: error.failure.message });
  }
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
  await context.pixels.putMask(photoId, maskId, damageTiles(new MaskLayer(width, height), marks));
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
  try {
    const baseLayerId = originalLayerId;
    must(await context.api.startRepair({ photoId, runId, maskId, baseLayerId, settings }));
    return await finished;
  } finally {
    context.runListeners.delete(runId);
    change(context, { photoFraction: 0 });
  }
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
