import { describe, expect, it, vi } from 'vitest';
import {
  addToBatch,
  answerReview,
  batchList,
  chooseShowsEach,
  pauseOrResumeBatch,
  startBatch,
  stopBatchAfterThis,
  tryFailedAgain,
} from '../../../../src-renderer/actions/batch';
import type { AppContext } from '../../../../src-renderer/actions/context';
import { onRunFailed, onRunFinished } from '../../../../src-renderer/actions/run-events';
import type { RunView } from '../../../../src-renderer/state/app-state';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import type { StartState } from '../../../../src-shared/contract';
import type { FileToken, LayerId, RunId } from '../../../../src-shared/model/ids';
import type { Mark } from '../../../../src-shared/model/mark';
import { defaultPreferences } from '../../../../src-shared/model/preferences';
import type { RunResult } from '../../../../src-shared/model/run';

const settled = async () => new Promise((resolve) => setTimeout(resolve, 5));
const ok = <Value>(value: Value) => Promise.resolve({ ok: true as const, value });
const no = (message: string) =>
  Promise.resolve({ ok: false as const, error: { code: 'photo' as const, message } });

/** What the engine says of a run that became unstable. */
const failed = (runId: string, photoId: string) => ({
  runId,
  photoId,
  error: { code: 'repair' as const, message: 'Unstable.' },
});

const scratch = {
  id: 'scratch',
  class: 'scratch',
  isProbablyPicture: false,
  runs: Int32Array.from([3, 2, 6]),
} as Mark;

/** A studio whose photos are called for what is to happen to them. */
function makeStudio(what: { readonly isCured?: () => boolean; readonly showsEach?: boolean } = {}) {
  const opened: unknown[] = [];
  const closed: unknown[] = [];
  const saved: string[] = [];
  const paused: string[] = [];
  const names = new Map<string, string>();
  const api = {
    openPhoto: ({ fileToken, ...how }: { fileToken: string }) => {
      opened.push(how);
      if (fileToken === 'broken' && !what.isCured?.()) return no('It could not be read.');
      names.set(`photo-${fileToken}`, fileToken);
      return ok({
        photo: { photoId: `photo-${fileToken}`, width: 40, height: 30 },
        draft: new Map(),
        isChangedSinceDraft: false,
        isFoundAgain: false,
      });
    },
    closePhoto: (given: unknown) => {
      closed.push(given);
      return ok(null);
    },
    findDamage: ({ photoId }: { photoId: string }) => {
      const isClean = photoId === 'photo-clean';
      const picture = { ...scratch, id: 'wire', isProbablyPicture: true };
      return ok({
        marks: isClean ? [picture] : [scratch, picture],
        isImplausible: false,
        countsByStop: [],
      });
    },
    startRepair: ({ runId, photoId }: { runId: RunId; photoId: string }) => {
      setTimeout(() => {
        if (photoId === 'photo-unstable') onRunFailed(context, failed(runId, photoId));
        else onRunFinished(context, { runId, layerId: 'layer' as LayerId } as RunResult);
      });
      return ok(null);
    },
    pauseRepair: ({ runId }: { runId: string }) => {
      paused.push(runId);
      return ok(null);
    },
    makeThumbnail: ({ layerId }: { layerId: string }) =>
      ok(Uint8Array.of(layerId === 'original' ? 1 : 2)),
    proposeSave: () => ok({ target: 'target' }),
    savePhoto: ({ photoId }: { photoId: string }) => {
      saved.push(names.get(photoId)!);
      return ok({});
    },
  };
  const start = { preferences: defaultPreferences } as StartState;
  const putMask = vi.fn(() => Promise.resolve());
  const context = {
    api,
    store: createAppStore(start, false),
    pixels: { putMask },
    runListeners: new Map(),
    translate: (key: string) => key,
  } as unknown as AppContext;
  if (what.showsEach !== true) chooseShowsEach(context, false);
  const add = (...tokens: string[]) =>
    addToBatch(
      context,
      tokens.map((name) => ({ fileToken: name as FileToken, name, kind: 'photo' as const })),
    );
  const states = () =>
    context.store.getState().batch.photos.map(({ name, state }) => `${name} ${state.kind}`);
  return { context, add, states, opened, closed, saved, paused, putMask };
}

describe('a batch', () => {
  it('goes on after a photo that cannot be opened and one that cannot be repaired, and says why', async () => {
    const { context, add, states, closed, saved } = makeStudio();
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
    expect(batchList(batch)).toContain('broken\tfailed\tIt could not be read.');
    expect(batchList(batch)).toContain('unstable\tfailed\tUnstable.');
  });

  it('repairs what is damage and not what is part of the picture', async () => {
    const { context, add, putMask } = makeStudio();
    add('aunt', 'clean');
    await startBatch(context);
    expect(putMask).toHaveBeenCalledOnce();
    expect(context.store.getState().batch.photos.map(({ markCount }) => markCount)).toEqual([1, 0]);
  });

  it('opens no draft of a photo that the person has begun to work in', async () => {
    const { context, add, opened } = makeStudio();
    add('aunt', 'uncle');
    await startBatch(context);
    expect(opened).toEqual(Array(2).fill({ acceptBroken: false, isApart: true }));
  });

  it('rests between two repairs too, and goes on when it is told to', async () => {
    const { context, add, states, paused } = makeStudio();
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
    const { context, add, states } = makeStudio();
    add('aunt');
    context.store.setState({ run: { result: undefined } as RunView });
    await startBatch(context);
    expect(states()).toEqual(['aunt waiting']);
    expect(context.store.getState().error?.failure.message).toBe('batch.editorBusy');
  });

  it('stops after the photo in work, and goes on where it stopped', async () => {
    const { context, add, states } = makeStudio();
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
    const { context, add, states, saved } = makeStudio({ isCured: () => isCured });
    add('broken', 'aunt');
    await startBatch(context);
    isCured = true;
    await tryFailedAgain(context);
    expect(states()).toEqual(['broken done', 'aunt done']);
    expect(saved).toEqual(['aunt', 'broken']);
  });

  it('shows each photo before it is saved: that one waits, the others go on', async () => {
    const { context, add, states, saved, closed } = makeStudio({ showsEach: true });
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

  it('lets only a few photos wait at a time, and goes on as soon as one is answered', async () => {
    const { context, add, states } = makeStudio({ showsEach: true });
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
    const { context, add, states } = makeStudio({ showsEach: true });
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
    const { context } = makeStudio();
    addToBatch(context, [{ fileToken: 'album' as FileToken, name: 'album', kind: 'folder' }]);
    const { error, isBatchShown } = context.store.getState();
    expect(error?.failure.message).toBe('error.noPhotosInFolder');
    expect(isBatchShown).toBe(false);
  });

  it('holds a photo once, however often it is added, and no folders', () => {
    const { context, add, states } = makeStudio();
    add('aunt', 'uncle');
    add('uncle');
    addToBatch(context, [{ fileToken: 'album' as FileToken, name: 'album', kind: 'folder' }]);
    expect(states()).toEqual(['aunt waiting', 'uncle waiting']);
  });
});
