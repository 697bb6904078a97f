import { describe, expect, it } from 'vitest';
import { chooseDevice, choosePrior } from '../../../../src-renderer/actions/engine-choice';
import type { EngineStatus } from '../../../../src-shared/contract';
import type { AppFailure } from '../../../../src-shared/contract/result';
import { makeAppContext, ok } from '../../../support/app-context';

const failed = (error: AppFailure) => Promise.resolve({ ok: false as const, error });
const priors = [
  { id: 'shipped', name: 'Shipped', isDefault: true },
  { id: 'mine', name: 'Mine', isDefault: false },
];
const engineStatus = { state: 'ready', priorId: 'shipped', priors } as unknown as EngineStatus;

type Given = Parameters<typeof chooseDevice>[0];

/** A window over an engine and a disk that take what is chosen, or not. */
function makeWindow({ isDiskFull = false, isEngineAble = true } = {}) {
  const asked: unknown[] = [];
  const kept: unknown[] = [];
  const answer = (choice: object) => {
    asked.push(choice);
    if (!isEngineAble) return failed({ code: 'prior', message: 'It cannot be used.' });
    return ok({ ...engineStatus, ...choice });
  };
  const calls = {
    chooseDevice: answer,
    choosePrior: answer,
    setPreferences: (changes: unknown) => {
      if (isDiskFull) return failed({ code: 'disk-full', message: 'Full.' });
      kept.push(changes);
      return ok(null);
    },
  };
  return { ...makeAppContext(calls, { engineStatus }), asked, kept };
}

describe.each([
  ['device', { device: 'cpu' }, (given: Given) => chooseDevice(given, 'cpu')],
  ['prior', { prior: 'mine' }, (given: Given) => choosePrior(given, 'mine')],
] as const)('a %s that is chosen', (_what, choice, choose) => {
  it('is used, and the next time too', async () => {
    const { context, store, asked, kept } = makeWindow();
    await choose(context);
    expect(asked).toEqual([choice]);
    expect(kept).toEqual([choice]);
    expect(store.getState().engine).toMatchObject(choice);
    expect(store.getState().preferences).toMatchObject(choice);
    expect(store.getState().error).toBeUndefined();
  });

  it('is used where the disk does not keep it, which is said', async () => {
    const { context, store, asked } = makeWindow({ isDiskFull: true });
    await choose(context);
    expect(asked).toEqual([choice]);
    expect(store.getState().engine).toMatchObject(choice);
    expect(store.getState().error?.failure.message).toBe('error.preferencesNotKept');
  });

  it('says why where it cannot be used', async () => {
    const { context, store } = makeWindow({ isEngineAble: false });
    await choose(context);
    expect(store.getState().engine).toBe(engineStatus);
    expect(store.getState().error?.failure.message).toBe('It cannot be used.');
  });
});

describe('a prior', () => {
  it('that is the usual one ties nobody to a version', async () => {
    const { context, asked } = makeWindow();
    await choosePrior(context, 'shipped');
    expect(asked).toEqual([{ prior: null }]);
  });

  it('that cannot be used is not tried again at the next start', async () => {
    const { context, kept } = makeWindow({ isEngineAble: false });
    await choosePrior(context, 'mine');
    expect(kept).toEqual([]);
  });
});
