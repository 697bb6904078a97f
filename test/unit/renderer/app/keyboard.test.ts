import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AppContext } from '../../../../src-renderer/actions/context';
import { listenToKeys } from '../../../../src-renderer/app/keyboard';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import type { KeyPress } from '../../../../src-shared/commands';
import type { StartState } from '../../../../src-shared/contract/studio-contract';
import { defaultPreferences } from '../../../../src-shared/model/preferences';
import { press } from '../../shared/commands/press';

/** What nothing in these tests is. */
class Node {
  readonly nodeType = 1;
}

afterEach(() => vi.unstubAllGlobals());

/** A window with a photo, its keys listened to; `chosen` is the key of "Original while held". */
function makeWindow(chosen?: string) {
  const page = new EventTarget();
  vi.stubGlobal('window', page);
  vi.stubGlobal('document', { body: undefined });
  vi.stubGlobal('Element', Node);
  const keys = chosen === undefined ? {} : { showOriginalWhileHeld: chosen };
  const preferences = { ...defaultPreferences, keys };
  const start = { platform: 'linux', preferences, drafts: [], recents: [] };
  const store = createAppStore(start as unknown as StartState, false);
  store.setState({ photo: {} as never });
  listenToKeys({ store } as AppContext);
  const send = (type: 'keydown' | 'keyup' | 'blur', given?: KeyPress) => {
    page.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), given));
    return store.getState().originalShown;
  };
  return { send };
}

describe('the original while a key is held', () => {
  it.each<readonly [string, string | undefined, KeyPress, KeyPress]>([
    ['its own key', undefined, press('o'), press('o')],
    ['a chosen key', 'X', press('x'), press('x')],
    ['a sign', ';', press(';', { code: 'Semicolon' }), press(';', { code: 'Semicolon' })],
    [
      'a key of another alphabet',
      undefined,
      press('щ', { code: 'KeyO' }),
      press('щ', { code: 'KeyO' }),
    ],
    ['a key that types something else by now', undefined, press('o'), press('ø', { code: 'KeyO' })],
  ])('goes when %s is let go', (_, chosen, down, up) => {
    const { send } = makeWindow(chosen);
    expect(send('keydown', down)).toBe('held');
    expect(send('keyup', press('q'))).toBe('held');
    expect(send('keyup', up)).toBe('no');
  });

  it('goes when another window comes to the front', () => {
    const { send } = makeWindow();
    send('keydown', press('o'));
    expect(send('blur')).toBe('no');
  });
});
