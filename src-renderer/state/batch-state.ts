import type { FileToken } from '../../src-shared/model/ids';

/** Where a photo of a batch stands. */
export type BatchPhotoState =
  | { readonly kind: 'waiting' | 'looking' | 'saving' | 'done' | 'nothingFound' }
  | { readonly kind: 'repairing'; readonly iteration: number; readonly iterations: number }
  | { readonly kind: 'failed'; readonly reason: string };

/** One photo of a batch. */
export interface BatchPhoto {
  readonly id: string;
  readonly fileToken: FileToken;
  readonly name: string;
  readonly state: BatchPhotoState;
  /** Undefined until damage was looked for. */
  readonly markCount: number | undefined;
  /** Undefined until it is done. */
  readonly durationMs: number | undefined;
}

/** Many photos that are repaired one after the other under the same settings. */
export interface Batch {
  readonly photos: readonly BatchPhoto[];
  readonly state: 'idle' | 'running' | 'paused' | 'finished';
  /** True: no other photo is begun. */
  readonly isStopping: boolean;
  /** Where copies go; undefined: beside each original. */
  readonly folder: { readonly fileToken: FileToken; readonly name: string } | undefined;
  /** Of the photo in work. */
  readonly photoFraction: number;
}

export const emptyBatch: Batch = {
  photos: [],
  state: 'idle',
  isStopping: false,
  folder: undefined,
  photoFraction: 0,
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
