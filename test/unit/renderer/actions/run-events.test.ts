import { describe, expect, it, vi } from 'vitest';
import { update, type AppContext } from '../../../../src-renderer/actions/context';
import { canRun } from '../../../../src-renderer/actions/commands';
import {
  applyNextSettings,
  changeSettings,
  goOnFromHere,
  pauseOrResume,
  refine,
  showIteration,
  takeOneStep,
} from '../../../../src-renderer/actions/repair';
import { onRunFinished, onRunProgress } from '../../../../src-renderer/actions/run-events';
import { takeUpRun } from '../../../../src-renderer/actions/take-up-run';
import { pendingSettings } from '../../../../src-renderer/app/pending-settings';
import { changeName } from '../../../../src-renderer/app/change-names';
import { entryToUndo } from '../../../../src-renderer/document/history';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import type { Platform } from '../../../../src-shared/commands';
import type { StartState } from '../../../../src-shared/contract/studio-contract';
import { makeTranslate } from '../../../../src-shared/messages';
import { type PhotoId, type RunId } from '../../../../src-shared/model/ids';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';
import { defaultPreferences, type Preferences } from '../../../../src-shared/model/preferences';
import type { RunProgress, RunResult } from '../../../../src-shared/model/run';
import type { RepairSettings } from '../../../../src-shared/model/settings';
import { makeRunNote } from '../../../support/run-note';

const english = makeTranslate('en', 'en');
const photoId = 'photo' as PhotoId;
const runId = 'run-1' as RunId;
const resultOf = (layerId: string) => ({ runId, layerId, durationMs: 9 }) as unknown as RunResult;

/** A window whose repair of eight marks is finished, with twenty kept states. */
async function makeStudio(platform: Platform = 'linux', changes: Partial<Preferences> = {}) {
  const document = new PhotoDocument({ photoId, width: 900, height: 700 } as PhotoDescription);
  const note = makeRunNote(runId, { markCount: 8 });
  document.noteRun(note);
  const preferences = { ...defaultPreferences, ...changes };
  const store = createAppStore({ platform, preferences, locale: 'en' } as StartState, false);
  store.setState({ photo: document.photo, document: document.snapshot });
  document.subscribe(() => store.setState({ document: document.snapshot }));
  const asked: { readonly name: string; readonly given: object }[] = [];
  const api = new Proxy(
    {},
    {
      get: (_, name: string) => (given: object) => {
        asked.push({ name, given });
        return Promise.resolve({ ok: true, value: null });
      },
    },
  );
  const context = {
    api,
    store,
    pixels: { putMask: () => Promise.resolve() },
    translate: english,
    workspace: { document },
    runListeners: new Map(),
  } as unknown as AppContext;
  await takeUpRun(context);
  onRunProgress(context, { runId, keptIterations: 20, state: 'finished' } as RunProgress);
  onRunFinished(context, resultOf('layer-1'));
  const undoName = () => changeName(entryToUndo(document.snapshot.history)!, english);
  return { context, document, store, undoName, asked };
}

describe('what undo calls a repair', () => {
  it('that was gone on with names the state it went on from, and not its marks', async () => {
    const { context, undoName } = await makeStudio();
    expect(undoName()).toBe('repair');
    await refine(context);
    onRunFinished(context, resultOf('layer-2'));
    expect(undoName()).toBe('go on from 20');
    showIteration(context, 12);
    await goOnFromHere(context);
    onRunFinished(context, resultOf('layer-3'));
    expect(undoName()).toBe('go on from 12');
  });

  it('is the same where another window shows its end', async () => {
    const { context, document, store, undoName } = await makeStudio();
    showIteration(context, 12);
    await goOnFromHere(context);
    expect(document.snapshot.lastRun).toMatchObject({ purpose: 'goOn', fromIteration: 12 });
    store.setState({ run: undefined });
    await takeUpRun(context);
    onRunFinished(context, resultOf('layer-2'));
    expect(undoName()).toBe('go on from 12');
  });
});

describe('settings that are changed', () => {
  const settingsOf = (given: object) => (given as { settings?: RepairSettings }).settings;

  it('while a repair rests count from the step that is taken, and from what is added', async () => {
    for (const [act, name] of [
      [takeOneStep, 'stepRepair'],
      [refine, 'extendRepair'],
      [pauseOrResume, 'resumeRepair'],
    ] as const) {
      const { context, store, asked } = await makeStudio();
      store.setState({ run: { ...store.getState().run!, result: undefined } });
      onRunProgress(context, { runId, keptIterations: 5, state: 'paused' } as RunProgress);
      await act(context);
      expect(settingsOf(asked.at(-1)!.given)).toBeUndefined();
      onRunProgress(context, { runId, keptIterations: 5, state: 'paused' } as RunProgress);
      changeSettings(context, { grain: 0, iterations: 30 });
      expect(pendingSettings(store.getState().run)).toContain('grain');
      await act(context);
      expect(asked.at(-1)).toMatchObject({ name, given: { settings: { grain: 0 } } });
      expect(pendingSettings(store.getState().run).size).toBe(0);
      expect(store.getState().run!.record.settings).toMatchObject({ grain: 0, iterations: 30 });
    }
  });

  it('after its end count for what refines it, but for those that would change its course', async () => {
    const { context, store, asked } = await makeStudio();
    const { iterations } = store.getState().run!.record.settings;
    changeSettings(context, { strength: 0.9, iterations: iterations + 5 });
    await refine(context);
    expect(asked.at(-1)).toMatchObject({
      name: 'extendRepair',
      given: { settings: { strength: 0.9 } },
    });
    expect(store.getState().run!.record.settings).toMatchObject({ strength: 0.9, iterations });
    expect(pendingSettings(store.getState().run).size).toBe(0);
  });

  it('too late for a repair wait for what refines it', async () => {
    const { context, store, asked } = await makeStudio();
    store.setState({ run: { ...store.getState().run!, result: undefined } });
    onRunProgress(context, { runId, keptIterations: 20, state: 'running' } as RunProgress);
    const { strength } = store.getState().run!.record.settings;
    changeSettings(context, { strength: strength / 2 });
    // It ends while the engine is still asked.
    const applied = applyNextSettings(context);
    onRunFinished(context, resultOf('layer-2'));
    await applied;
    expect(store.getState().run!.record.settings.strength).toBe(strength);
    await refine(context);
    expect(asked.at(-1)).toMatchObject({ given: { settings: { strength: strength / 2 } } });
  });

  it('are no reason to offer what a repair in work refuses', async () => {
    const { context, store } = await makeStudio();
    const canGoOn = () => canRun(store.getState(), 'goOnFromHere');
    showIteration(context, 12);
    expect(canGoOn()).toBe(true);
    store.setState({ run: { ...store.getState().run!, result: undefined } });
    for (const [state, isPossible] of [
      ['running', false],
      ['paused', true],
    ] as const) {
      onRunProgress(context, { runId, keptIterations: 20, state } as RunProgress);
      expect(canGoOn()).toBe(isPossible);
    }
  });
});

describe('what the screen reader is told', () => {
  it.each<readonly [string, Platform, Partial<Preferences>, string]>([
    ['as they are', 'linux', {}, 'Repair finished. C compares, Ctrl+S saves a copy.'],
    ['of a Mac', 'darwin', {}, 'Repair finished. C compares, ⌘S saves a copy.'],
    [
      'that were chosen',
      'linux',
      { keys: { compareWithDivider: 'Mod+D' } },
      'Repair finished. Ctrl+D compares, Ctrl+S saves a copy.',
    ],
    ['only where there are any', 'linux', { singleKeys: false }, 'Repair finished.'],
  ])('of a finished repair names the keys %s', async (_, platform, changes, text) => {
    const { store } = await makeStudio(platform, changes);
    expect(store.getState().announcement).toBe(text);
  });

  it('follows a repair: that it pauses, and each quarter, with the time left where it is known', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const { context, store } = await makeStudio();
      store.setState({ run: { ...store.getState().run!, result: undefined } });
      const told: string[] = [];
      store.subscribe(({ announcement, announcementCount }, before) => {
        if (announcementCount !== before.announcementCount) told.push(announcement);
      });
      const tell = (state: string, doneFraction: number, remainingMs?: number) => {
        vi.setSystemTime(Date.now() + 6000);
        const progress = { runId, state, doneFraction, remainingMs, keptIterations: 3 };
        onRunProgress(context, progress as RunProgress);
      };
      tell('running', 0.05);
      tell('running', 0.3, 10_000);
      tell('running', 0.4, 9000);
      tell('paused', 0.4);
      tell('paused', 0.4);
      tell('running', 0.8);
      expect(told).toEqual(
        ['25 % done, about 10 seconds left.', 'Repair paused.', '75 % done.'].map((text) =>
          text.replace(/(\d) %/, '$1\u00a0%'),
        ),
      );
    } finally {
      vi.useRealTimers();
    }
  });

  it('is told again where it is the same, and no more often', async () => {
    const { context, store } = await makeStudio();
    const countAfter = (change: Parameters<typeof update>[1]) => {
      update(context, change);
      return store.getState().announcementCount;
    };
    const before = countAfter({ announcement: 'One mark.' });
    expect(countAfter({ announcement: 'One mark.' })).toBe(before + 1);
    expect(countAfter({ zoomPercent: 12 })).toBe(before + 1);
  });
});
