import { describe, expect, it } from 'vitest';
import type { AppContext } from '../../../../src-renderer/actions/context';
import { keepStepsForClosing } from '../../../../src-renderer/actions/keep-steps';
import { inLayerTurn } from '../../../../src-renderer/actions/layer-turns';
import { readDraft } from '../../../../src-renderer/document/draft-format';
import { DraftKeeper } from '../../../../src-renderer/document/draft-keeper';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import { stampSegment } from '../../../../src-renderer/mask/stroke-raster';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import type { StartState } from '../../../../src-shared/contract/studio-contract';
import { originalLayerId, type LayerId, type PhotoId } from '../../../../src-shared/model/ids';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';
import { defaultPreferences } from '../../../../src-shared/model/preferences';

const photo = { photoId: 'photo-1' as PhotoId, width: 900, height: 700 } as PhotoDescription;
const ok = { ok: true as const, value: null };
const gone = { ok: false as const, error: { code: 'engine-lost' as const, message: 'Gone.' } };
const full = { ok: false as const, error: { code: 'disk-full' as const, message: 'Full.' } };

function stroke(document: PhotoDocument, x: number): void {
  document.mask.beginEdit();
  const dab = { x, y: 100, radiusPx: 9 };
  stampSegment(document.mask, 'paint', dab, { ...dab, x: x + 30 }, 1);
  document.commit({ kind: 'stroke', count: 1, mask: document.mask.commit()! });
}

function repair(document: PhotoDocument): void {
  const layerId = { before: originalLayerId, after: 'layer-1' as LayerId };
  document.commit({ kind: 'repair', count: 1, layerId });
}

/** A window over a photo, whose disk takes its time, or nothing. */
function makeStudio() {
  const disk = { isFull: false, isFullForResults: false, hasEngine: true };
  const parts = new Map<string, Uint8Array>();
  const answers: boolean[] = [];
  const document = new PhotoDocument(photo);
  const api = {
    writeDraftPart: async ({ part, bytes }: { part: string; bytes: Uint8Array }) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (disk.isFull) return full;
      parts.set(part, bytes);
      return ok;
    },
    removeDraftParts: () => Promise.resolve(ok),
    writeWaitingLayers: () => {
      const value = { isKept: !disk.isFullForResults };
      return Promise.resolve(disk.hasEngine ? { ok: true as const, value } : gone);
    },
    answerClosing: ({ isKept }: { isKept: boolean }) => {
      answers.push(isKept);
      return Promise.resolve(ok);
    },
  };
  const keeper = new DraftKeeper(api, document, { kept: () => null, failed: () => null });
  keeper.start();
  const store = createAppStore(
    { preferences: defaultPreferences, drafts: [], recents: [] } as unknown as StartState,
    false,
  );
  const context = {
    api,
    store,
    workspace: { document, keeper, damageAtStart: undefined, isLossKnown: false },
    translate: (key: string) => key,
  } as unknown as AppContext;
  const stepsOnDisk = async () => {
    const again = new PhotoDocument(photo);
    await readDraft(parts, again);
    return again.snapshot.history.entries.length;
  };
  return { context, store, document, disk, answers, stepsOnDisk };
}

describe('closing the window right after a step', () => {
  it('has every step on the disk before it says so', async () => {
    const { context, document, answers, stepsOnDisk } = makeStudio();
    for (const x of [100, 300, 500]) stroke(document, x);
    await keepStepsForClosing(context);
    expect(answers).toEqual([true]);
    expect(await stepsOnDisk()).toBe(3);
  });

  it('waits for what the eraser brings back, which is a step too', async () => {
    const { context, document, stepsOnDisk } = makeStudio();
    void inLayerTurn(document, async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      stroke(document, 100);
    });
    await keepStepsForClosing(context);
    expect(await stepsOnDisk()).toBe(1);
  });

  it('says once that the disk takes nothing, and lets them go the second time', async () => {
    const { context, store, document, disk, answers } = makeStudio();
    disk.isFull = true;
    stroke(document, 100);
    await keepStepsForClosing(context);
    expect(store.getState().error?.failure.message).toBe('error.stepsNotKept');
    await keepStepsForClosing(context);
    expect(answers).toEqual([false, true]);
  });

  it('asks anew about steps that are lost after there was room for those before', async () => {
    const { context, store, document, disk, answers } = makeStudio();
    for (const isFull of [true, false, true]) {
      store.setState({ error: undefined });
      disk.isFull = isFull;
      stroke(document, 100);
      await keepStepsForClosing(context);
      expect(store.getState().error !== undefined).toBe(isFull);
    }
    expect(answers).toEqual([false, true, false]);
  });

  it('stays where the disk has not taken a result that the steps lead to, and tries that again', async () => {
    const { context, store, document, disk, answers } = makeStudio();
    repair(document);
    disk.isFullForResults = true;
    await keepStepsForClosing(context);
    expect(store.getState().error?.failure.message).toBe('error.stepsNotKept');
    disk.isFullForResults = false;
    await keepStepsForClosing(context);
    expect(answers).toEqual([false, true]);
  });

  it('has no result to wait for where there is none, or no engine that has it any more', async () => {
    const { context, document, disk, answers } = makeStudio();
    disk.isFullForResults = true;
    stroke(document, 100);
    await keepStepsForClosing(context);
    repair(document);
    disk.hasEngine = false;
    await keepStepsForClosing(context);
    expect(answers).toEqual([true, true]);
  });

  it('has nothing to wait for without a photo', async () => {
    const { context, answers } = makeStudio();
    context.workspace = undefined;
    await keepStepsForClosing(context);
    expect(answers).toEqual([true]);
  });
});
