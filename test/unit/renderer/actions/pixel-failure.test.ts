import { expect, it } from 'vitest';
import type { AppContext } from '../../../../src-renderer/actions/context';
import { showPixelFailure } from '../../../../src-renderer/actions/pixel-failure';
import { PixelClient, type PixelPort } from '../../../../src-renderer/bridge/pixel-client';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import type { StartState } from '../../../../src-shared/contract/studio-contract';
import { makeTranslate, sentenceOf, type Language } from '../../../../src-shared/messages';
import type { MaskId, PhotoId } from '../../../../src-shared/model/ids';
import { defaultPreferences } from '../../../../src-shared/model/preferences';

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
