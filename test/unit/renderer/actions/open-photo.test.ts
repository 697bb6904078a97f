import { describe, expect, it } from 'vitest';
import { canRun } from '../../../../src-renderer/actions/commands';
import { cancelOpening, closePhoto, openFile } from '../../../../src-renderer/actions/open-photo';
import { startRepair } from '../../../../src-renderer/actions/repair';
import { onRunFailed, onRunProgress } from '../../../../src-renderer/actions/run-events';
import type { DialogName } from '../../../../src-renderer/state/app-state';
import type { KnownFile } from '../../../../src-shared/contract/studio-contract';
import type { RunProgress } from '../../../../src-shared/model/run';
import { makeAppContext, ok } from '../../../support/app-context';
import { bar } from '../tools/support';

const settled = async () => new Promise((resolve) => setTimeout(resolve));
const file = (name: string) => ({ fileToken: name, name, kind: 'photo' }) as unknown as KnownFile;

/** A window, and an engine that opens a photo when it is told to. */
function makeStudio() {
  const closed: unknown[] = [];
  const opening: (() => void)[] = [];
  const api = {
    openPhoto: async ({ fileToken }: { fileToken: string }) => {
      await new Promise<void>((resolve) => opening.push(resolve));
      const photo = { photoId: fileToken, name: fileToken, width: 40, height: 30 };
      const draft = new Map();
      return ok({ photo, draft, isChangedSinceDraft: false, isFoundAgain: false });
    },
    closePhoto: (given: unknown) => {
      closed.push(given);
      return ok(null);
    },
    findDamage: () => ok({ marks: [], isImplausible: false, countsByStop: [] }),
  };
  const { context, store } = makeAppContext(api);
  const open = async (name: string) => {
    const done = openFile(context, file(name));
    await settled();
    opening.splice(0).forEach((answer) => answer());
    await done;
  };
  return { context, store, closed, opening, open };
}

describe('opening a photo', () => {
  it('that is given up keeps what is on the screen, and leaves nothing open', async () => {
    const { context, store, closed, opening, open } = makeStudio();
    await open('aunt');
    const done = openFile(context, file('uncle'));
    await settled();
    expect(store.getState().opening).toBe('uncle');
    cancelOpening(context);
    expect(store.getState().opening).toBeUndefined();
    opening.splice(0).forEach((answer) => answer());
    await done;
    expect(store.getState().photo?.name).toBe('aunt');
    expect(closed).toEqual([{ photoId: 'uncle', keepsDraft: true }]);
    await open('uncle');
    expect(store.getState().photo?.name).toBe('uncle');
  });

  it('that is given up lets another one be opened, and never comes back', async () => {
    const { context, store, closed, opening, open } = makeStudio();
    const slow = openFile(context, file('uncle'));
    await settled();
    const [answerLate] = opening.splice(0);
    cancelOpening(context);
    await slow;
    const done = openFile(context, file('aunt'));
    await settled();
    expect(store.getState().opening).toBe('aunt');
    opening.splice(0).forEach((answer) => answer());
    await done;
    answerLate!();
    await settled();
    expect(store.getState()).toMatchObject({ photo: { name: 'aunt' }, opening: undefined });
    expect(closed).toEqual([{ photoId: 'uncle', keepsDraft: true }]);
    await open('uncle');
    expect(store.getState().photo?.name).toBe('uncle');
  });

  it('shows the photo, also from the batch, and closes what was asked about the one before', async () => {
    const { context, store, open } = makeStudio();
    await open('aunt');
    for (const [dialog, after] of [
      ['save', undefined],
      ['markArea', undefined],
      ['settings', 'settings'],
    ] as [DialogName, DialogName | undefined][]) {
      store.setState({ dialog, isBatchShown: true, save: { name: 'aunt_restored' } as never });
      await open(dialog);
      expect(store.getState()).toMatchObject({ isBatchShown: false, photo: { name: dialog } });
      expect(store.getState().dialog).toBe(after);
      expect(store.getState().save).toBeUndefined();
    }
    store.setState({ dialog: 'save' });
    await closePhoto(context);
    expect(store.getState().dialog).toBeUndefined();
  });

  it('that is on the screen already changes nothing of it', async () => {
    const { context, store, closed, open } = makeStudio();
    await open('aunt');
    const { workspace } = context;
    store.setState({ isBatchShown: true });
    await open('aunt');
    expect(context.workspace).toBe(workspace);
    expect(store.getState().isBatchShown).toBe(false);
    // It was opened twice, and is now open once.
    expect(closed).toEqual([{ photoId: 'aunt', keepsDraft: true }]);
  });

  it('keeps the one on the screen whose steps the disk does not take, until that is wanted', async () => {
    const { context, store, closed, open } = makeStudio();
    await open('aunt');
    Object.assign(context.workspace!.keeper, { flush: () => Promise.resolve(false) });
    await open('uncle');
    expect(store.getState().photo?.name).toBe('aunt');
    expect(store.getState().error?.failure.message).toBe('error.stepsNotKept');
    expect(closed).toEqual([{ photoId: 'uncle', keepsDraft: true }]);
    await open('uncle');
    expect(store.getState().photo?.name).toBe('uncle');
  });

  it('gives up a stroke in hand, which belongs to the photo before', async () => {
    const { context, open } = makeStudio();
    await open('aunt');
    const { mask } = context.workspace!.document;
    mask.beginEdit();
    context.view = {
      cancelGesture: () => {
        mask.cancel();
        return true;
      },
    } as never;
    await open('uncle');
    expect(mask.isEditing).toBe(false);
    expect(context.workspace!.document.photo.name).toBe('uncle');
  });
});

describe('closing a photo', () => {
  /** The first repair of a photo with one mark, of which the engine has told nothing yet. */
  async function makeRepair(stopRepair: () => unknown) {
    const studio = makeStudio();
    Object.assign(studio.context.api, { stopRepair });
    await studio.open('aunt');
    studio.context.workspace!.document.setMarks([bar('scratch', 4, 4, 20, 3).mark]);
    await startRepair(studio.context);
    return { ...studio, runId: studio.store.getState().run!.record.runId };
  }

  it('keeps the draft of a repair that cannot be ended now: nothing else knows of it', async () => {
    const message = 'This repair is not known.';
    const { context, closed, runId } = await makeRepair(() =>
      Promise.resolve({ ok: false, error: { code: 'refused', message } }),
    );
    onRunProgress(context, { runId, state: 'running', keptIterations: 12 } as RunProgress);
    onRunFailed(context, {
      photoId: 'aunt',
      runId,
      error: { code: 'repair', message: 'The stick is gone.' },
    });
    await closePhoto(context);
    expect(closed).toEqual([{ photoId: 'aunt', keepsDraft: true }]);
  });

  it('keeps none of a repair that had made nothing when it was stopped', async () => {
    const { context, closed } = await makeRepair(() => ok(null));
    await closePhoto(context);
    expect(closed).toEqual([{ photoId: 'aunt', keepsDraft: false }]);
  });
});

it('carries out nothing on a photo that the batch hides', async () => {
  const { store, open } = makeStudio();
  await open('aunt');
  const ids = ['closePhoto', 'repair', 'findDamage', 'markArea', 'useBrush'] as const;
  const canRunNow = () => ids.map((id) => canRun(store.getState(), id));
  expect(canRunNow()).toEqual(ids.map(() => true));
  store.setState({ isBatchShown: true });
  expect(canRunNow()).toEqual(ids.map(() => false));
  expect(canRun(store.getState(), 'openPhoto')).toBe(true);
  expect(canRun(store.getState(), 'showBatch')).toBe(true);
});
