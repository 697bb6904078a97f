import { describe, expect, it, vi } from 'vitest';
import {
  addToBatch,
  answerReview,
  pauseOrResumeBatch,
  startBatch,
  stopBatchAfterThis,
  tryFailedAgain,
} from '../../../../src-renderer/actions/batch';
import type { RunView } from '../../../../src-renderer/state/app-state';
import type { FileToken } from '../../../../src-shared/model/ids';
import { makeBatchStudio } from '../../../support/batch-studio';

const settled = async () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a batch', () => {
  it('goes on after a photo that cannot be opened and one that cannot be repaired, and says why', async () => {
    const { context, add, states, closed, saved } = makeBatchStudio();
    add('broken', 'aunt', 'unstable', 'clean', 'uncle');
    await startBatch(context);
    expect(states()).toEqual([
      'broken failed',
      'aunt done',
      'unstable failed',
      'clean nothingFound',
      'uncle done',
    ]);
    expect(saved).toEqual(['aunt', 'uncle']);
    // Every photo that was opened is closed again, and leaves nothing behind.
    expect(closed).toHaveLength(4);
    expect(closed).toContainEqual({ photoId: 'photo-unstable', keepsDraft: false });
    const { batch } = context.store.getState();
    expect(batch.state).toBe('finished');
    expect(batch.photos.flatMap(({ state }) => ('reason' in state ? state.reason : []))).toEqual([
      'It could not be read.',
      'Unstable.',
    ]);
  });

  it('repairs what is damage and not what is part of the picture', async () => {
    const { context, add, putMask } = makeBatchStudio();
    add('aunt', 'clean');
    await startBatch(context);
    expect(putMask).toHaveBeenCalledOnce();
    expect(context.store.getState().batch.photos.map(({ markCount }) => markCount)).toEqual([1, 0]);
  });

  it('opens no draft of a photo that the person has begun to work in', async () => {
    const { context, add, opened } = makeBatchStudio();
    add('aunt', 'uncle');
    await startBatch(context);
    expect(opened).toEqual(Array(2).fill({ acceptBroken: false, isApart: true }));
  });

  it('rests between two repairs too, and goes on when it is told to', async () => {
    const { context, add, states, paused } = makeBatchStudio();
    add('aunt', 'uncle');
    const running = startBatch(context);
    // The first photo is still looked at: there is no repair to pause.
    await pauseOrResumeBatch(context);
    await settled();
    expect(context.store.getState().batch.state).toBe('paused');
    expect(states()).toEqual(['aunt looking', 'uncle waiting']);
    await pauseOrResumeBatch(context);
    await running;
    expect(states()).toEqual(['aunt done', 'uncle done']);
    expect(paused).toEqual([]);
  });

  it('says why it does not begin beside a repair of the open photo', async () => {
    const { context, add, states } = makeBatchStudio();
    add('aunt');
    context.store.setState({ run: { result: undefined } as RunView });
    await startBatch(context);
    expect(states()).toEqual(['aunt waiting']);
    expect(context.store.getState().error?.failure.message).toBe('batch.editorBusy');
  });

  it('stops after the photo in work, and goes on where it stopped', async () => {
    const { context, add, states } = makeBatchStudio();
    add('aunt', 'uncle');
    const first = startBatch(context);
    stopBatchAfterThis(context);
    await first;
    expect(states()).toEqual(['aunt done', 'uncle waiting']);
    expect(context.store.getState().batch.state).toBe('idle');
    await startBatch(context);
    expect(states()).toEqual(['aunt done', 'uncle done']);
  });

  it('gives those that failed another try, and no others', async () => {
    let isCured = false;
    const { context, add, states, saved } = makeBatchStudio({ isCured: () => isCured });
    add('broken', 'aunt');
    await startBatch(context);
    isCured = true;
    await tryFailedAgain(context);
    expect(states()).toEqual(['broken done', 'aunt done']);
    expect(saved).toEqual(['aunt', 'broken']);
  });

  it('shows each photo before it is saved: that one waits, the others go on', async () => {
    const { context, add, states, saved, closed } = makeBatchStudio({ showsEach: true });
    add('aunt', 'clean', 'uncle');
    await startBatch(context);
    expect(states()).toEqual(['aunt review', 'clean nothingFound', 'uncle review']);
    expect(context.store.getState().batch.state).toBe('reviewing');
    expect(context.store.getState().batch.photos[0]!.state).toMatchObject({
      before: Uint8Array.of(1),
      after: Uint8Array.of(2),
    });
    expect(saved).toEqual([]);
    // What waits stays open, so that it can be saved.
    expect(closed).toEqual([{ photoId: 'photo-clean', keepsDraft: false }]);
    await answerReview(context, 'uncle', 'save');
    await answerReview(context, 'aunt', 'skip');
    expect(states()).toEqual(['aunt skipped', 'clean nothingFound', 'uncle done']);
    expect(saved).toEqual(['uncle']);
    expect(closed).toHaveLength(3);
    expect(context.store.getState().batch.state).toBe('finished');
  });

  it('knows where each copy went, saved at once or after it was looked at', async () => {
    const { context, add } = makeBatchStudio();
    const copies = () => context.store.getState().batch.photos.map(({ state }) => state);
    add('aunt');
    await startBatch(context);
    const { batch } = context.store.getState();
    const folder = { fileToken: 'restored' as FileToken, name: 'restored' };
    context.store.setState({ batch: { ...batch, folder, showsEach: true } });
    add('uncle');
    await startBatch(context);
    await answerReview(context, 'uncle', 'save');
    expect(copies()).toEqual([
      { kind: 'done', folderName: 'Pictures' },
      { kind: 'done', folderName: 'restored' },
    ]);
  });

  it('lets only a few photos wait at a time, and goes on as soon as one is answered', async () => {
    const { context, add, states } = makeBatchStudio({ showsEach: true });
    add('a', 'b', 'c', 'd');
    const whole = startBatch(context);
    await vi.waitFor(() =>
      expect(states().slice(0, 3)).toEqual(['a review', 'b review', 'c review']),
    );
    expect(states()[3]).toBe('d waiting');
    await answerReview(context, 'b', 'save');
    await whole;
    expect(states()).toEqual(['a review', 'b done', 'c review', 'd review']);
  });

  it('stops though photos wait for an answer', async () => {
    const { context, add, states } = makeBatchStudio({ showsEach: true });
    add('a', 'b', 'c', 'd');
    const whole = startBatch(context);
    await vi.waitFor(() => expect(states()[2]).toBe('c review'));
    stopBatchAfterThis(context);
    await whole;
    expect(states()[3]).toBe('d waiting');
    expect(context.store.getState().batch.state).toBe('reviewing');
    for (const id of ['a', 'b', 'c']) await answerReview(context, id, 'skip');
    expect(context.store.getState().batch.state).toBe('idle');
  });

  it('is not shown for a folder without photos, which is said', () => {
    const { context } = makeBatchStudio();
    addToBatch(context, [{ fileToken: 'album' as FileToken, name: 'album', kind: 'folder' }]);
    const { error, isBatchShown } = context.store.getState();
    expect(error?.failure.message).toBe('error.noPhotosInFolder');
    expect(isBatchShown).toBe(false);
  });

  it('holds a photo once, however often it is added, and no folders', () => {
    const { context, add, states } = makeBatchStudio();
    add('aunt', 'uncle');
    add('uncle');
    addToBatch(context, [{ fileToken: 'album' as FileToken, name: 'album', kind: 'folder' }]);
    expect(states()).toEqual(['aunt waiting', 'uncle waiting']);
  });
});
