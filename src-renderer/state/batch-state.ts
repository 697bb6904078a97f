import type { FileToken, LayerId, PhotoId } from '../../src-shared/model/ids';

/** Where a photo of a batch stands. */
export type BatchPhotoState =
  | { readonly kind: 'waiting' | 'looking' | 'saving' | 'nothingFound' | 'skipped' }
  /** Its copy lies in this folder: not beside the original where nothing can be written there. */
  | { readonly kind: 'done'; readonly folderName: string }
  /** Repaired, and not saved before the person has seen it. */
  | ({ readonly kind: 'review' } & BatchReview)
  | { readonly kind: 'repairing'; readonly iteration: number; readonly iterations: number }
  | { readonly kind: 'failed'; readonly reason: string };

/** A repaired photo that is still open in the engine; both pictures are small PNGs. */
export interface BatchReview {
  readonly photoId: PhotoId;
  readonly layerId: LayerId;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** One photo of a batch. */
export interface BatchPhoto {
  readonly id: string;
  readonly fileToken: FileToken;
  readonly name: string;
  /** A small PNG; undefined until it was opened. */
  readonly thumbnail: Uint8Array | undefined;
  readonly state: BatchPhotoState;
  /** Undefined until damage was looked for. */
  readonly markCount: number | undefined;
  /** Undefined until it is done. */
  readonly durationMs: number | undefined;
}

/** Many photos that are repaired one after the other under the same settings. */
export interface Batch {
  readonly photos: readonly BatchPhoto[];
  /** reviewing: nothing is in work, but photos wait for an answer. */
  readonly state: 'idle' | 'running' | 'paused' | 'reviewing' | 'finished';
  /** True: no other photo is begun. */
  readonly isStopping: boolean;
  /** Where copies go; undefined: beside each original. */
  readonly folder: { readonly fileToken: FileToken; readonly name: string } | undefined;
  /** Of the photo in work. */
  readonly photoFraction: number;
  /** Whether each photo is shown before it is saved; undefined: as many photos as it is. */
  readonly showsEach: boolean | undefined;
}

/** Photos up to which looking at each is no burden. */
const fewPhotos = 20;

/** True where each photo is shown before it is saved. */
export function showsEachPhoto({ showsEach, photos }: Batch): boolean {
  return showsEach ?? photos.length <= fewPhotos;
}

/** The photos that wait for an answer. */
export function photosInReview({ photos }: Batch): readonly (BatchPhoto & {
  readonly state: { readonly kind: 'review' } & BatchReview;
})[] {
  return photos.flatMap(({ state, ...photo }) =>
    state.kind === 'review' ? [{ ...photo, state }] : [],
  );
}

/** Photos that wait to be looked at are open; more than so many would fill the memory. */
const maxInReview = 3;

/** True where no other photo is begun before the person has looked at one. */
export function waitsForAnswers(batch: Batch): boolean {
  return photosInReview(batch).length >= maxInReview;
}

/** What closing the window would cost; null where nothing is in work of the batch and nothing waits for an answer. */
export function unfinishedBatch(
  batch: Batch,
): { readonly inReview: number; readonly inWork: number; readonly notBegun: number } | null {
  const inReview = photosInReview(batch).length;
  const isAtWork = batch.state === 'running' || batch.state === 'paused';
  if (!isAtWork && inReview === 0) return null;
  const count = (...kinds: readonly BatchPhotoState['kind'][]) =>
    batch.photos.filter(({ state }) => kinds.includes(state.kind)).length;
  return {
    inReview,
    inWork: count('looking', 'repairing', 'saving'),
    notBegun: count('waiting'),
  };
}

export const emptyBatch: Batch = {
  photos: [],
  state: 'idle',
  isStopping: false,
  folder: undefined,
  photoFraction: 0,
  showsEach: undefined,
};

/** Time that the waiting photos will take, by what the finished ones took; undefined before the first. */
export function batchRemainingMs({ photos }: Batch): number | undefined {
  const took = photos.flatMap(({ durationMs }) => durationMs ?? []);
  if (took.length === 0) return undefined;
  const mean = took.reduce((sum, durationMs) => sum + durationMs, 0) / took.length;
  const open = photos.filter(({ state }) =>
    ['waiting', 'looking', 'repairing', 'saving'].includes(state.kind),
  );
  return mean * open.length;
}
