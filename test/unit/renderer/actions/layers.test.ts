import { describe, expect, it } from 'vitest';
import type { AppContext } from '../../../../src-renderer/actions/context';
import { commandHandlers } from '../../../../src-renderer/actions/commands';
import { decideMarks } from '../../../../src-renderer/actions/marks';
import { eraseWholeMarks } from '../../../../src-renderer/actions/original-here';
import { refine, startRepair } from '../../../../src-renderer/actions/repair';
import { onRunFinished } from '../../../../src-renderer/actions/run-events';
import { takeFromLayer } from '../../../../src-renderer/actions/take-from-layer';
import { redo, undo } from '../../../../src-renderer/actions/undo';
import {
  makeVariants,
  takeableVariants,
  takeVariant,
  takeVariantHere,
} from '../../../../src-renderer/actions/variants';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import { writeCoverage } from '../../../../src-renderer/mask/mask-write';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import type { StartState } from '../../../../src-shared/contract/studio-contract';
import {
  originalLayerId,
  type LayerId,
  type PhotoId,
  type RunId,
} from '../../../../src-shared/model/ids';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';
import { defaultPreferences } from '../../../../src-shared/model/preferences';
import type { RunResult } from '../../../../src-shared/model/run';
import { bar } from '../tools/support';

const ok = <Value>(value: Value) => Promise.resolve({ ok: true as const, value });
const photoId = 'photo' as PhotoId;
const settled = async () => new Promise((resolve) => setTimeout(resolve));

interface Started {
  readonly runId: RunId;
  readonly baseLayerId: string;
  readonly maskId: string;
}

/** A window with a photo and marks; the engine names a layer by what it is made of, and the next one when it is told to. */
function makeStudio({ refused = () => false }: { refused?: (start: Started) => boolean } = {}) {
  const document = new PhotoDocument({ photoId, width: 900, height: 700 } as PhotoDescription);
  document.setMarks([bar('a', 100, 100, 80, 3).mark, bar('b', 100, 300, 80, 3).mark]);
  const started: Started[] = [];
  const stopped: RunId[] = [];
  const masks: string[] = [];
  const combining: (() => void)[] = [];
  const api = {
    combineLayers: async ({ baseLayerId, maskId }: { baseLayerId: string; maskId: string }) => {
      await new Promise<void>((resolve) => combining.push(resolve));
      const layerId = `${baseLayerId}-${masks.indexOf(maskId)}`;
      return ok({ layerId, changedRegion: { x: 0, y: 0, width: 9, height: 9 } });
    },
    startRepair: (start: Started) => {
      if (refused(start)) {
        return Promise.resolve({ ok: false, error: { code: 'repair', message: 'Not known.' } });
      }
      started.push(start);
      return ok(null);
    },
    stopRepair: ({ runId }: { runId: RunId }) => {
      stopped.push(runId);
      return ok(null);
    },
    extendRepair: () => ok(null),
    setPreferences: () => ok(defaultPreferences),
    notify: () => ok(null),
  };
  const store = createAppStore(
    { preferences: defaultPreferences, locale: 'en' } as StartState,
    false,
  );
  store.setState({ photo: document.photo, document: document.snapshot });
  document.subscribe(() => store.setState({ document: document.snapshot }));
  const context = {
    api,
    store,
    pixels: {
      putMask: (_photo: PhotoId, maskId: string) => {
        masks.push(maskId);
        return Promise.resolve();
      },
    },
    runListeners: new Map(),
    translate: (key: string) => key,
    workspace: { document, damageAtStart: undefined },
    view: undefined,
  } as unknown as AppContext;
  /** Lets the engine answer all that it has been asked for, also what the answers lead to. */
  const answerAll = async () => {
    for (let round = 0; round < 8; round++) {
      combining.splice(0).forEach((answer) => answer());
      await settled();
    }
  };
  const finish = (runId: RunId, layerId: string) =>
    onRunFinished(context, { photoId, runId, layerId: layerId as LayerId } as RunResult);
  const repairAll = async () => {
    await startRepair(context);
    finish(started.at(-1)!.runId, 'result');
    masks.length = 0;
  };
  const isEnabled = (
    id:
      | 'takeTwentyMore'
      | 'makeVariants'
      | 'repair'
      | 'stopAndKeep'
      | 'undo'
      | 'redo'
      | 'useThisVariant',
  ) => commandHandlers[id]!.isEnabled(store.getState());
  return {
    context,
    document,
    store,
    started,
    stopped,
    masks,
    answerAll,
    finish,
    repairAll,
    isEnabled,
  };
}

describe('bringing the original back', () => {
  it('keeps every place, however fast one touch of the eraser follows the other', async () => {
    const { context, document, masks, answerAll, repairAll } = makeStudio();
    await repairAll();
    void takeFromLayer(context, [], originalLayerId);
    void eraseWholeMarks(context, ['a']);
    void eraseWholeMarks(context, ['b']);
    await answerAll();
    expect(masks).toHaveLength(3);
    expect(document.snapshot.layerId).toBe('result-0-1-2');
    expect(['a', 'b'].map((id) => document.snapshot.markStates.get(id))).toEqual([
      'unticked',
      'unticked',
    ]);
    undo(context);
    expect(document.snapshot.layerId).toBe('result-0-1');
    expect(document.snapshot.markStates.get('a')).toBe('unticked');
    expect(document.snapshot.markStates.get('b')).toBe('repaired');
  });

  it('is what an undo takes back that is asked for before it is done', async () => {
    const { context, document, answerAll, repairAll } = makeStudio();
    await repairAll();
    void takeFromLayer(context, [], originalLayerId);
    undo(context);
    await answerAll();
    expect(document.snapshot.layerId).toBe('result');
    void takeFromLayer(context, [], originalLayerId);
    undo(context);
    redo(context);
    await answerAll();
    expect(document.snapshot.layerId).toBe('result-1');
  });

  it('is in the picture that a repair begins with which is asked for before it is done', async () => {
    const { context, started, answerAll, repairAll, document } = makeStudio();
    await repairAll();
    document.setMarks([...document.snapshot.marks, bar('c', 500, 500, 80, 3).mark]);
    void takeFromLayer(context, [], originalLayerId);
    void startRepair(context);
    void startRepair(context);
    await answerAll();
    expect(started.map(({ baseLayerId }) => baseLayerId)).toEqual(['original', 'result-0']);
  });

  it('leaves nothing to go on with that would bury it', async () => {
    const { context, answerAll, repairAll, isEnabled } = makeStudio();
    await repairAll();
    expect(isEnabled('takeTwentyMore')).toBe(true);
    void eraseWholeMarks(context, ['a']);
    await answerAll();
    expect([isEnabled('takeTwentyMore'), isEnabled('makeVariants')]).toEqual([false, false]);
    undo(context);
    expect([isEnabled('takeTwentyMore'), isEnabled('makeVariants')]).toEqual([true, true]);
  });

  it('goes on after a place that the engine refused', async () => {
    const { context, document, store, answerAll, repairAll } = makeStudio();
    await repairAll();
    const { pixels } = context;
    const broken = { putMask: () => Promise.reject(new Error('No engine.')) };
    Object.assign(context, { pixels: broken });
    await takeFromLayer(context, [], originalLayerId);
    expect(store.getState().error?.failure.message).toBe('No engine.');
    Object.assign(context, { pixels });
    void takeFromLayer(context, [], originalLayerId);
    await answerAll();
    expect(document.snapshot.layerId).toBe('result-0');
  });
});

describe('undo while a repair is in work', () => {
  it('leaves the picture that it lies over, and takes back what was done since', async () => {
    const { context, document, started, finish, repairAll, isEnabled } = makeStudio();
    await repairAll();
    document.setMarks([...document.snapshot.marks, bar('c', 500, 500, 80, 3).mark]);
    await startRepair(context);
    undo(context);
    expect(isEnabled('undo')).toBe(false);
    expect(document.snapshot.layerId).toBe('result');
    expect(document.snapshot.markStates.get('a')).toBe('repaired');
    decideMarks(context, ['c'], 'rejected');
    expect(isEnabled('undo')).toBe(true);
    undo(context);
    expect(document.snapshot.markStates.get('c')).not.toBe('rejected');
    finish(started.at(-1)!.runId, 'second');
    undo(context);
    expect(document.snapshot.layerId).toBe('result');
    expect(document.snapshot.markStates.get('a')).toBe('repaired');
  });

  it('does not bring back a picture that was undone before it', async () => {
    const { context, document, repairAll, isEnabled } = makeStudio();
    await repairAll();
    undo(context);
    await startRepair(context);
    expect(isEnabled('redo')).toBe(false);
    redo(context);
    expect(document.snapshot.layerId).toBe('original');
  });
});

describe('a repair that ends while a stroke is in hand', () => {
  const region = { x: 500, y: 500, width: 20, height: 10 };
  const paint = ({ mask }: PhotoDocument) =>
    writeCoverage(mask, 'paint', region, new Uint8Array(200).fill(255));

  it.each(['put down', 'given up'])('becomes the picture when the stroke is %s', async (end) => {
    const { context, document, started, finish } = makeStudio();
    await startRepair(context);
    document.mask.beginEdit();
    paint(document);
    finish(started[0]!.runId, 'result');
    // The event and the answer to Stop may both bring it.
    finish(started[0]!.runId, 'result');
    expect(document.snapshot.layerId).toBe('original');
    if (end === 'given up') document.mask.cancel();
    else document.commit({ kind: 'stroke', count: 1, mask: document.mask.commit()! });
    await settled();
    expect(document.snapshot.layerId).toBe('result');
    expect(document.snapshot.lastRun?.result?.layerId).toBe('result');
    const kinds = document.snapshot.history.entries.map(({ kind }) => kind);
    expect(kinds).toEqual(end === 'given up' ? ['repair'] : ['stroke', 'repair']);
    undo(context);
    if (end === 'put down') undo(context);
    expect(document.snapshot.layerId).toBe('original');
    expect(document.mask.tiles('painted').size).toBe(0);
  });
});

describe('variants', () => {
  it('that are in work end with the strip, whichever way it is closed', async () => {
    for (const close of ['take', 'undo'] as const) {
      const { context, started, stopped, repairAll, isEnabled, store } = makeStudio();
      await repairAll();
      await makeVariants(context, 3);
      const [, second, third] = started.map(({ runId }) => runId);
      expect(isEnabled('stopAndKeep')).toBe(true);
      if (close === 'take') takeVariant(context, 1);
      else undo(context);
      expect(stopped).toEqual([second, third]);
      expect(store.getState().variants).toEqual([]);
      expect(isEnabled('stopAndKeep')).toBe(false);
    }
  });

  it('are not taken while a repair is in work, whose end would bury them', async () => {
    const { context, document, store, started, finish, repairAll, isEnabled } = makeStudio();
    await repairAll();
    await makeVariants(context, 2);
    finish(started.at(-1)!.runId, 'other');
    store.setState({ shownVariant: 2 });
    const canBeTaken = () => [isEnabled('useThisVariant'), ...takeableVariants(store.getState())];
    expect(canBeTaken()).toEqual([true, 1, 2]);
    await refine(context);
    const { run } = store.getState();
    expect(canBeTaken()).toEqual([false]);
    takeVariant(context, 2);
    await takeVariantHere(context, 2, 'a');
    expect(document.snapshot.layerId).toBe('result');
    expect(store.getState().run).toBe(run);
    finish(run!.record.runId, 'refined');
    expect(document.snapshot.layerId).toBe('refined');
  });

  it('that the engine refuses wait for nothing', async () => {
    const { context, repairAll, isEnabled, store } = makeStudio({
      refused: ({ baseLayerId, maskId }) => baseLayerId === 'original' && !known.has(maskId),
    });
    const known = new Set<string>();
    const { pixels } = context;
    const engine = {
      putMask: (_photo: PhotoId, maskId: string) => {
        known.add(maskId);
        return Promise.resolve();
      },
    };
    Object.assign(context, { pixels: engine });
    await repairAll();
    // The engine has forgotten the mask meanwhile, and is given it again.
    known.clear();
    await makeVariants(context, 2);
    expect(store.getState().variants).toHaveLength(2);
    store.setState({ variants: [] });
    Object.assign(context, { pixels });
    known.clear();
    await makeVariants(context, 3);
    expect(store.getState().variants.map(({ number }) => number)).toEqual([1]);
    expect(isEnabled('repair')).toBe(true);
    expect(store.getState().error?.failure.message).toBe('Not known.');
  });
});
