import { expect, it } from 'vitest';
import { takeSettings } from '../../../../src-renderer/actions/engine-choice';
import type { AppContext } from '../../../../src-renderer/actions/context';
import { changePreferences } from '../../../../src-renderer/actions/view';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import type { AppFailure } from '../../../../src-shared/contract/result';
import type { StartState } from '../../../../src-shared/contract/studio-contract';
import { defaultPreferences } from '../../../../src-shared/model/preferences';
import { makeAppContext, ok } from '../../../support/app-context';

const full: AppFailure = { code: 'disk-full', message: 'Full.' };

function makeWindow(setPreferences: () => Promise<unknown>) {
  const start = { preferences: defaultPreferences, drafts: [], recents: [] };
  const store = createAppStore(start as unknown as StartState, false);
  const context = { store, api: { setPreferences }, translate: (key: string) => key };
  return { context: context as unknown as AppContext, store };
}

it('settings hold at once and are told of where the disk does not take them', async () => {
  const { context, store } = makeWindow(() => Promise.resolve({ ok: false, error: full }));
  const changed = changePreferences(context, { brushHardness: 0.25 });
  expect(store.getState().preferences.brushHardness).toBe(0.25);
  await changed;
  expect(store.getState().preferences.brushHardness).toBe(0.25);
  expect(store.getState().error?.failure.message).toBe('error.preferencesNotKept');
});

it('a failure that is shown already stays', async () => {
  const { context, store } = makeWindow(() => Promise.resolve({ ok: false, error: full }));
  const error = { failure: { ...full, message: 'Nothing was saved.' }, actions: [] };
  store.setState({ error });
  await changePreferences(context, { brushHardness: 0.25 });
  expect(store.getState().error).toBe(error);
});

it('settings that are kept say nothing', async () => {
  const { context, store } = makeWindow(() => Promise.resolve({ ok: true, value: null }));
  await changePreferences(context, { brushHardness: 0.25 });
  expect(store.getState().error).toBeUndefined();
});

it('another device is the engine’s to know, wherever it is chosen', async () => {
  const chosen: string[] = [];
  const kept: object[] = [];
  const { context, store } = makeAppContext({
    chooseDevice: ({ device }: { device: string }) => {
      chosen.push(device);
      return ok({ ...store.getState().engine, device: 'WebGPU' });
    },
    setPreferences: (changes: object) => {
      kept.push(changes);
      return ok(null);
    },
  });
  await takeSettings(context, { device: 'webgpu' });
  expect(chosen).toEqual(['webgpu']);
  expect(store.getState().preferences.device).toBe('webgpu');
  expect(store.getState().engine.device).toBe('WebGPU');
  await takeSettings(context, { hintsHidden: true });
  expect(chosen).toEqual(['webgpu']);
  expect(kept.at(-1)).toEqual({ hintsHidden: true });
});
