import { expect, it, vi } from 'vitest';
import type { AppContext } from '../../../../src-renderer/actions/context';
import { showPixelFailure } from '../../../../src-renderer/actions/pixel-failure';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import { startRepair } from '../../../../src-renderer/actions/repair';
import {
  PixelClient,
  PixelFailure,
  type PixelPort,
} from '../../../../src-renderer/bridge/pixel-client';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import type { StartState } from '../../../../src-shared/contract/studio-contract';
import { makeTranslate, sentenceOf, type Language } from '../../../../src-shared/messages';
import type { MaskId, PhotoId } from '../../../../src-shared/model/ids';
import { defaultPreferences } from '../../../../src-shared/model/preferences';
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
