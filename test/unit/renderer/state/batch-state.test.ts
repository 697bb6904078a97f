import { describe, expect, it } from 'vitest';
import {
  emptyBatch,
  unfinishedBatch,
  type Batch,
  type BatchPhoto,
  type BatchPhotoState,
} from '../../../../src-renderer/state/batch-state';

const review = { kind: 'review' } as BatchPhotoState;

function batchOf(state: Batch['state'], ...states: readonly BatchPhotoState[]): Batch {
  const photos = states.map((photoState, index) => {
    const photo: Partial<BatchPhoto> = { id: String(index), state: photoState };
    return photo as BatchPhoto;
  });
  return { ...emptyBatch, state, photos };
}

describe('an unfinished batch', () => {
  it('has photos that wait for an answer, are in work or are to be begun', () => {
    const batch = batchOf(
      'running',
      { kind: 'done', folderName: '' },
      review,
      review,
      { kind: 'repairing', iteration: 1, iterations: 9 },
      { kind: 'saving' },
      { kind: 'failed', reason: 'It is broken.' },
      { kind: 'waiting' },
    );
    expect(unfinishedBatch(batch)).toEqual({ inReview: 2, inWork: 2, notBegun: 1 });
    expect(unfinishedBatch({ ...batch, state: 'paused' })).toMatchObject({ inReview: 2 });
  });

  it('is one as long as anything waits for an answer, whether anything is in work or not', () => {
    for (const state of ['idle', 'reviewing', 'finished'] as const) {
      const batch = batchOf(state, { kind: 'done', folderName: '' }, review);
      expect(unfinishedBatch(batch)).toEqual({ inReview: 1, inWork: 0, notBegun: 0 });
    }
  });

  it('is none where nothing was begun, or all is answered', () => {
    expect(unfinishedBatch(emptyBatch)).toBeNull();
    expect(unfinishedBatch(batchOf('idle', { kind: 'waiting' }))).toBeNull();
    expect(
      unfinishedBatch(batchOf('finished', { kind: 'done', folderName: '' }, { kind: 'skipped' })),
    ).toBeNull();
  });
});
