import { vi } from 'vitest';
import { addToBatch, chooseShowsEach } from '../../src-renderer/actions/batch';
import type { AppContext } from '../../src-renderer/actions/context';
import { listenToMain } from '../../src-renderer/app/listen-to-main';
import { PixelFailure } from '../../src-renderer/bridge/pixel-client';
import { createAppStore } from '../../src-renderer/state/app-store';
import type { StartState, StudioEvents } from '../../src-shared/contract';
import { sentenceOf } from '../../src-shared/messages';
import type { FileToken, LayerId, RunId } from '../../src-shared/model/ids';
import type { Mark } from '../../src-shared/model/mark';
import { defaultPreferences } from '../../src-shared/model/preferences';
import type { RunProgress, RunResult } from '../../src-shared/model/run';

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
export function makeBatchStudio(
  what: { readonly isCured?: () => boolean; readonly showsEach?: boolean } = {},
) {
  const opened: unknown[] = [];
  const closed: unknown[] = [];
  const saved: string[] = [];
  const paused: string[] = [];
  const names = new Map<string, string>();
  const listeners = new Map<string, (event: never) => void>();
  const tell = <Name extends keyof StudioEvents>(name: Name, event: StudioEvents[Name]) =>
    listeners.get(name)?.(event as never);
  /** Three times over the same run: the next engine takes it up at rest. */
  const endThrice = (runId: RunId) => {
    tell('engineGivenUp', { error: { code: 'engine-lost', message: 'Given up.' } });
    tell('runProgress', { runId, state: 'paused', iteration: 1, iterations: 9 } as RunProgress);
  };
  const api = {
    on: (name: string, listener: (event: never) => void) => listeners.set(name, listener),
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
        if (photoId === 'photo-unstable') tell('runFailed', failed(runId, photoId));
        else if (photoId === 'photo-deadly') endThrice(runId);
        else tell('runFinished', { runId, layerId: 'layer' as LayerId } as RunResult);
      });
      return ok(null);
    },
    pauseRepair: ({ runId }: { runId: string }) => {
      paused.push(runId);
      return ok(null);
    },
    makeThumbnail: ({ layerId }: { layerId: string }) =>
      ok(Uint8Array.of(layerId === 'original' ? 1 : 2)),
    // Without a folder of the person's choice: their originals lie where nothing can be written.
    proposeSave: ({ folder }: { folder?: string }) =>
      ok({ target: 'target', folderName: folder ?? 'Pictures' }),
    savePhoto: ({ photoId }: { photoId: string }) => {
      saved.push(names.get(photoId)!);
      return ok({});
    },
  };
  const masks: Readonly<Record<string, () => Promise<void>>> = {
    'photo-refused': () => Promise.reject(new PixelFailure(sentenceOf('failure.photoClosed'))),
    'photo-odd': () => Promise.reject(new Error('Nobody expected this.')),
    // The engine ends over the mask, and none is started before the next call.
    'photo-mute': () => {
      tell('engineGivenUp', { error: { code: 'engine-lost', message: 'Given up.' } });
      return new Promise(() => undefined);
    },
  };
  const start = { preferences: defaultPreferences } as StartState;
  const putMask = vi.fn((photoId: string) => masks[photoId]?.() ?? Promise.resolve());
  const context = {
    api,
    store: createAppStore(start, false),
    pixels: { putMask },
    runListeners: new Map(),
    translate: (key: string) => key,
  } as unknown as AppContext;
  listenToMain(context);
  if (what.showsEach !== true) chooseShowsEach(context, false);
  const add = (...tokens: string[]) =>
    addToBatch(
      context,
      tokens.map((name) => ({ fileToken: name as FileToken, name, kind: 'photo' as const })),
    );
  const states = () =>
    context.store.getState().batch.photos.map(({ name, state }) => `${name} ${state.kind}`);
  return { context, api, add, states, opened, closed, saved, paused, putMask, tell };
}
