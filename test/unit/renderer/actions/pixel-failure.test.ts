import { expect, it, vi } from 'vitest';
import type { AppContext } from '../../../../src-renderer/actions/context';
import { showPixelFailure } from '../../../../src-renderer/actions/pixel-failure';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import { takeImportedMask } from '../../../../src-renderer/actions/edit-mask';
import { exportMask } from '../../../../src-renderer/actions/files';
import { startRepair, viewOfRun } from '../../../../src-renderer/actions/repair';
import { takeFromLayer } from '../../../../src-renderer/actions/take-from-layer';
import { takeUpRun } from '../../../../src-renderer/actions/take-up-run';
import { makeVariants } from '../../../../src-renderer/actions/variants';
import {
  PixelClient,
  PixelFailure,
  type PixelPort,
} from '../../../../src-renderer/bridge/pixel-client';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import type { StartState } from '../../../../src-shared/contract/studio-contract';
import { makeTranslate, sentenceOf, type Language } from '../../../../src-shared/messages';
import {
  originalLayerId,
  type MaskId,
  type PhotoId,
  type RunId,
} from '../../../../src-shared/model/ids';
import type { RunResult } from '../../../../src-shared/model/run';
import { defaultPreferences } from '../../../../src-shared/model/preferences';
import { makeAppContext, ok } from '../../../support/app-context';
import { makeRunNote } from '../../../support/run-note';
import { bar } from '../tools/support';

it.each<readonly [Language, string]>([
  ['de', 'Dieses Foto ist nicht mehr offen'],
  ['en', 'This photo is not open any more'],
])(
  'says in the language of the window why the engine has no pixels: %s',
  async (language, begin) => {
    const preferences = { ...defaultPreferences, language };
    const store = createAppStore({ preferences, locale: 'en' } as StartState, false);
    const context = {
      store,
      translate: makeTranslate(language, language),
    } as unknown as AppContext;
    const client = new PixelClient();
    const port: PixelPort = {
      postMessage: () => undefined,
      onmessage: null,
      close: () => undefined,
    };
    client.setPort(port);
    const fetched = client.getMask('photo' as PhotoId, 'mask' as MaskId);
    const data = { kind: 'failed', requestId: 0, ...sentenceOf('failure.photoClosed') } as const;
    port.onmessage?.({ data } as MessageEvent<typeof data>);
    await fetched.catch((error: unknown) => showPixelFailure(context, error as Error));
    expect(store.getState().error?.failure.message).toContain(begin);
  },
);

it('gives up a repair whose mask the engine does not take, and says why', async () => {
  const document = new PhotoDocument({ photoId: 'photo', width: 900, height: 700 } as never);
  document.setMarks([bar('scratch', 100, 100, 80, 3).mark]);
  const start = { preferences: { ...defaultPreferences, firstMinuteDone: true }, locale: 'en' };
  const store = createAppStore(start as StartState, false);
  store.setState({ photo: document.photo, document: document.snapshot });
  const startRepairCall = vi.fn();
  const closed = () => Promise.reject(new PixelFailure(sentenceOf('failure.photoClosed')));
  const context = {
    api: { startRepair: startRepairCall },
    store,
    pixels: { putMask: closed },
    translate: makeTranslate('en', 'en'),
    workspace: { document },
  } as unknown as AppContext;
  await startRepair(context);
  expect(startRepairCall).not.toHaveBeenCalled();
  expect(store.getState().run).toBeUndefined();
  expect(document.snapshot.lastRun).toBeUndefined();
  expect(store.getState().error?.failure.message).toContain('This photo is not open any more');
});

it.each<readonly [string, (context: AppContext) => Promise<unknown>]>([
  ['exporting the mask', exportMask],
  ['importing one', (context) => takeImportedMask(context, 'mask' as MaskId)],
  ['bringing the original back', (context) => takeFromLayer(context, [], originalLayerId)],
  ['making variants', (context) => makeVariants(context, 3)],
  ['taking up a run', takeUpRun],
])('says that the engine does not take a mask: %s', async (_, act) => {
  const target = { target: 'file', name: 'mask.png', folderName: 'f', format: 'png' };
  const { context, store } = makeAppContext(
    { proposeSave: () => ok(target), chooseSaveTarget: () => ok(target) },
    { locale: 'en' },
  );
  const document = new PhotoDocument({ photoId: 'photo', width: 900, height: 700 } as never);
  const note = makeRunNote('run' as RunId, {});
  document.noteRun(note);
  const closed = () => Promise.reject(new PixelFailure(sentenceOf('failure.photoClosed')));
  Object.assign(context, {
    pixels: { putMask: closed, getMask: closed },
    translate: makeTranslate('en', 'en'),
    workspace: { document },
  });
  const run = { ...viewOfRun(note), result: { layerId: 'result' } as RunResult };
  store.setState({ photo: document.photo, document: document.snapshot, run });
  await act(context);
  expect(store.getState().error?.failure.message).toContain('This photo is not open any more');
  expect(store.getState().variants).toEqual([]);
  expect(document.snapshot.layerId).toBe(originalLayerId);
});
