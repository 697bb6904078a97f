import { describe, expect, it } from 'vitest';
import type { AppContext } from '../../../../src-renderer/actions/context';
import { forgetOldResults, summarise } from '../../../../src-renderer/actions/drafts';
import { takeVariant } from '../../../../src-renderer/actions/variants';
import { onRunFinished, onRunProgress } from '../../../../src-renderer/actions/run-events';
import { takeUpRun } from '../../../../src-renderer/actions/take-up-run';
import type { RunNote } from '../../../../src-renderer/document/document-change';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import { currentPicture } from '../../../../src-renderer/state/picture';
import type { StartState } from '../../../../src-shared/contract/studio-contract';
import { makeTranslate } from '../../../../src-shared/messages';
import {
  originalLayerId,
  type LayerId,
  type PhotoId,
  type RunId,
} from '../../../../src-shared/model/ids';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';
import { defaultPreferences } from '../../../../src-shared/model/preferences';
import type { RunProgress, RunResult } from '../../../../src-shared/model/run';
import { makeRunNote } from '../../../support/run-note';

const ok = <Value>(value: Value) => Promise.resolve({ ok: true as const, value });
const photoId = 'photo' as PhotoId;
const runId = 'run-1' as RunId;
const note = makeRunNote(runId, {
  tiles: [{ column: 0, row: 0, data: new Uint8Array(512 * 512).fill(255) }],
  markIds: ['scratch'],
  markCount: 2,
});
const result: RunResult = {
  photoId,
  runId,
  layerId: 'layer-1' as LayerId,
  doneFraction: 1,
  reconstructedFraction: 0.1,
  changedOutside: 0,
  durationMs: 1000,
};
const paused = {
  photoId,
  runId,
  state: 'paused',
  iteration: 12,
  iterations: 34,
  keptIterations: 12,
} as RunProgress;

/** A window that shows a photo again, whose draft holds `lastRun`; the engine knows the run or not. */
function makeStudio(lastRun: RunNote, isFound = true) {
  const document = new PhotoDocument({ photoId, width: 900, height: 700 } as PhotoDescription);
  document.noteRun(lastRun);
  const asked: unknown[] = [];
  const masks: string[] = [];
  const kept: (readonly string[])[] = [];
  const store = createAppStore({ preferences: defaultPreferences } as StartState, false);
  store.setState({ photo: document.photo, document: document.snapshot });
  document.subscribe(() => store.setState({ document: document.snapshot }));
  const context = {
    api: {
      recoverRepair: (input: unknown) => {
        asked.push(input);
        return ok({ isFound });
      },
      keepOnlyLayers: ({ layerIds }: { layerIds: readonly string[] }) => {
        kept.push(layerIds);
        return ok(null);
      },
      setPreferences: () => ok(defaultPreferences),
      notify: () => ok(null),
    },
    store,
    pixels: {
      putMask: (_photo: PhotoId, maskId: string) => {
        masks.push(maskId);
        return Promise.resolve();
      },
    },
    translate: makeTranslate('en', 'en'),
    workspace: { document, keeper: undefined, repairing: undefined },
    runListeners: new Map(),
    view: undefined,
  } as unknown as AppContext;
  return { context, store, document, asked, masks, kept };
}

describe('a repair that was in work when the program ended', () => {
  it('is shown at rest, with the picture it had and the mask it needs', async () => {
    const { context, store, asked, masks } = makeStudio(note);
    await takeUpRun(context);
    expect(asked).toEqual([{ photoId, runId, rests: true }]);
    expect(masks).toEqual(['mask-1']);
    onRunProgress(context, paused);
    expect(store.getState().run).toMatchObject({ progress: paused, points: [], markCount: 2 });
    expect(currentPicture(store.getState())).toEqual({ kind: 'iteration', runId, index: 12 });
  });

  it('becomes one step of the history when it is done, and only one', async () => {
    const { context, document } = makeStudio(note);
    await takeUpRun(context);
    onRunFinished(context, result);
    onRunFinished(context, result);
    const { history, layerId, markStates, lastRun } = document.snapshot;
    expect(history.entries.map(({ kind }) => kind)).toEqual(['repair']);
    expect(layerId).toBe('layer-1');
    expect(markStates.get('scratch')).toBe('repaired');
    expect(lastRun?.result).toEqual(result);
  });

  it('is no second step where its result was in the history before the power failed', async () => {
    const { context, document, store } = makeStudio(note);
    document.commit({
      kind: 'repair',
      count: 2,
      layerId: { before: originalLayerId, after: result.layerId },
      run: { before: undefined, after: note.record },
    });
    await takeUpRun(context);
    onRunFinished(context, result);
    expect(document.snapshot.history.entries).toHaveLength(1);
    expect(store.getState().run?.result).toEqual(result);
  });

  it('is given up in words where nothing of it was on disk; the marks stay', async () => {
    const { context, store, document } = makeStudio(note, false);
    await takeUpRun(context);
    expect(store.getState().run).toBeUndefined();
    expect(document.snapshot.lastRun).toBeUndefined();
    expect(store.getState().error?.failure.message).toContain('your marks are kept');
  });
});

describe('a finished repair', () => {
  const done = { ...note, result };

  it('can be refined again where its layer is shown, and is left alone where it was taken back', async () => {
    const { context, document, asked, store } = makeStudio(done);
    await takeUpRun(context);
    expect(asked).toEqual([]);
    document.commit({ kind: 'repair', count: 2, run: { before: undefined, after: note.record } });
    await takeUpRun(context);
    expect(asked).toHaveLength(1);
    expect(store.getState().run).toMatchObject({ result, progress: undefined });
  });

  it('gives way to the variant that is taken: that one is refined and looked through from then on', () => {
    const { context, document, store } = makeStudio(done);
    const other = { ...result, runId: 'run-2' as RunId, layerId: 'layer-2' as LayerId };
    const settings = { ...note.record.settings, seed: 2 };
    store.setState({
      run: {
        record: note.record,
        progress: undefined,
        points: [],
        shownIndex: undefined,
        nextSettings: undefined,
        expectedMs: undefined,
        result,
        purpose: 'repair',
        fromIteration: undefined,
        markCount: 2,
      },
      variants: [{ number: 2, runId: other.runId, settings, progress: undefined, result: other }],
    });
    takeVariant(context, 2);
    expect(document.snapshot).toMatchObject({
      layerId: 'layer-2',
      lastRun: { record: { runId: 'run-2', settings }, result: other },
    });
    expect(store.getState().run).toMatchObject({ record: { runId: 'run-2' }, result: other });
  });
});

it('says in a list what is in the draft', () => {
  const { document, store } = makeStudio(note);
  const german = makeTranslate('de', 'de');
  document.commit({ kind: 'stroke', count: 1 });
  document.commit({ kind: 'erase', count: 1 });
  expect(summarise(document, undefined, makeTranslate('en', 'en'))).toBe('2 strokes');
  document.commit({
    kind: 'repair',
    count: 1,
    layerId: { before: originalLayerId, after: result.layerId },
  });
  document.undo();
  document.redo();
  expect(summarise(document, undefined, german)).toBe('2 Striche, repariert');
  expect(summarise(new PhotoDocument(document.photo), store.getState().run, german)).toBe('');
});

it('keeps the results that a step leads to, and no others, once the disk has the last step', async () => {
  const { context, document, kept } = makeStudio(note);
  const keeper = { isKept: false };
  Object.assign(context.workspace!, { keeper });
  document.commit({
    kind: 'repair',
    count: 1,
    layerId: { before: originalLayerId, after: result.layerId },
  });
  document.undo();
  await forgetOldResults(context, context.workspace!);
  expect(kept).toEqual([]);
  keeper.isKept = true;
  await forgetOldResults(context, context.workspace!);
  expect(kept).toEqual([[originalLayerId, result.layerId]]);
});
