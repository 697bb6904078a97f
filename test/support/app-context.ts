import type { AppContext } from '../../src-renderer/actions/context';
import { createAppStore } from '../../src-renderer/state/app-store';
import type { StartState } from '../../src-shared/contract/studio-contract';
import { defaultPreferences } from '../../src-shared/model/preferences';

/** The answer of a call that succeeds. */
export const ok = <Value>(value: Value) => Promise.resolve({ ok: true as const, value });

/** Answers of calls that a test says nothing of, where nothing would be no answer. */
const answers: Readonly<Record<string, unknown>> = { writeWaitingLayers: { isKept: true } };

/**
 * A window without a program behind it.
 * @param calls what is answered; every other call is done and says nothing
 * @param start what the window begins with, beside a person who has done nothing yet
 */
export function makeAppContext(calls: object, start: Partial<StartState> = {}) {
  const nothing = { preferences: defaultPreferences, drafts: [], recents: [], openPhotos: [] };
  const store = createAppStore({ ...nothing, ...start } as unknown as StartState, false);
  const context = {
    api: new Proxy(calls as Record<string, unknown>, {
      get: (known, name: string) => known[name] ?? (() => ok(answers[name] ?? null)),
    }),
    store,
    pixels: { putMask: () => Promise.resolve() },
    runListeners: new Map(),
    translate: (key: string) => key,
  } as unknown as AppContext;
  return { context, store };
}
