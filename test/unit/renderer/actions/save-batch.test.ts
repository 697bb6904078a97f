import { describe, expect, it, vi } from 'vitest';
import type { AppContext } from '../../../../src-renderer/actions/context';
import { saveBatchAndClose } from '../../../../src-renderer/actions/save-batch';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import { emptyBatch, type BatchPhoto } from '../../../../src-renderer/state/batch-state';
import type { StartState } from '../../../../src-shared/contract';
import type { FileToken, LayerId, PhotoId } from '../../../../src-shared/model/ids';
import { defaultPreferences } from '../../../../src-shared/model/preferences';

const ok = <Value>(value: Value) => Promise.resolve({ ok: true as const, value });

/** A photo of a batch that waits to be looked at. */
function inReview(name: string): BatchPhoto {
  return {
    id: name,
    fileToken: name as FileToken,
    name,
    thumbnail: undefined,
    markCount: 1,
    durationMs: 1,
    state: {
      kind: 'review',
      photoId: `photo-${name}` as PhotoId,
      layerId: 'layer' as LayerId,
      before: Uint8Array.of(1),
      after: Uint8Array.of(2),
    },
  };
}

/** A window over a batch; saving one of the photos may fail. */
function setUp(failing?: string) {
  const saved: string[] = [];
  const api = {
    proposeSave: ({ photoId }: { photoId: string }) => ok({ target: `${photoId}.png` }),
    savePhoto: ({ photoId }: { photoId: string }) => {
      if (photoId === `photo-${failing}`) {
        const error = { code: 'disk-full' as const, message: 'The disk is full.' };
        return Promise.resolve({ ok: false as const, error });
      }
      saved.push(photoId);
      return ok({});
    },
    closePhoto: vi.fn((_given: unknown) => ok(null)),
    closeWindow: vi.fn(() => ok(null)),
  };
  const start = { preferences: defaultPreferences } as StartState;
  const store = createAppStore(start, false);
  const waiting: BatchPhoto = { ...inReview('cousin'), state: { kind: 'waiting' } };
  const photos = [inReview('aunt'), waiting, inReview('uncle'), inReview('niece')];
  store.setState({ batch: { ...emptyBatch, state: 'running', photos } });
  const context = { api, store, runListeners: new Map() } as unknown as AppContext;
  const states = () => store.getState().batch.photos.map(({ state }) => state.kind);
  return { context, store, api, saved, states };
}

describe('saving a batch before the window closes', () => {
  it('saves what waits to be looked at, begins nothing else, and closes the window', async () => {
    const { context, store, api, saved, states } = setUp();
    await saveBatchAndClose(context);
    expect(saved).toEqual(['photo-aunt', 'photo-uncle', 'photo-niece']);
    expect(states()).toEqual(['done', 'waiting', 'done', 'done']);
    expect(store.getState().batch.isStopping).toBe(true);
    expect(api.closeWindow).toHaveBeenCalledOnce();
  });

  it('leaves the window open where one cannot be saved, says why, and keeps the others', async () => {
    const { context, store, api, saved, states } = setUp('uncle');
    await saveBatchAndClose(context);
    expect(saved).toEqual(['photo-aunt']);
    // What was made of it is not lost with it: it can be saved into another folder.
    expect(states()).toEqual(['done', 'waiting', 'review', 'review']);
    expect(api.closePhoto.mock.calls).toEqual([[{ photoId: 'photo-aunt', keepsDraft: false }]]);
    expect(api.closeWindow).not.toHaveBeenCalled();
    const { error, isBatchShown } = store.getState();
    expect(error?.failure.message).toBe('The disk is full.');
    expect(isBatchShown).toBe(true);
  });
});
