import { describe, expect, it, vi } from 'vitest';
import {
  forwardedCalls,
  studioContract,
  type StudioHandlers,
} from '../../../../src-shared/contract';
import { studioCallNames } from '../../../../src-shared/contract/call-names';
import { PassedFailure } from '../../../../src-main/app/engine/passed-failure';
import { runCall } from '../../../../src-main/app/ipc/call-runner';
import { explainDefect } from '../../../../src-main/app/ipc/explain-defect';
import { createStudioHandlers } from '../../../../src-main/app/ipc/studio-handlers';
import type { Studio } from '../../../../src-main/app/studio';
import { explainError } from '../../../../src-main/engine-process/explain-error';
import { PhotoError } from '../../../../src-main/imaging/photo-error';
import { makeTranslate, say as sayIn, type Sentence } from '../../../../src-shared/messages';
import { AppFailureError } from '../../../../src-main/engine-host/app-failure-error';

const photoId = 'photo-1';
const handlersWith = (handlers: Partial<StudioHandlers>) => handlers as StudioHandlers;
const explain = () => ({ code: 'defect' as const, message: 'explained' });
const words = { explain, say: ({ message }: { readonly message: string }) => message };

describe('a call of the window', () => {
  it('reaches its handler as the contract has it', async () => {
    const closePhoto = vi.fn().mockResolvedValue(null);
    const input = { photoId, keepsDraft: true };
    const answer = await runCall(handlersWith({ closePhoto }), 'closePhoto', input, words);
    expect(answer).toEqual({ ok: true, value: null });
    expect(closePhoto).toHaveBeenCalledWith(input);
  });

  it.each([
    undefined,
    null,
    [],
    { photoId },
    { photoId, keepsDraft: 'yes' },
    { photoId, keepsDraft: true, path: '/etc/passwd' },
    { photoId: '../x', keepsDraft: true },
  ])('with the input %j is refused before it', async (input) => {
    const closePhoto = vi.fn();
    const answer = await runCall(handlersWith({ closePhoto }), 'closePhoto', input, words);
    expect(answer).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(closePhoto).not.toHaveBeenCalled();
  });

  it('that changes one preference names that one alone', async () => {
    const setPreferences = vi.fn().mockResolvedValue({});
    const input = { theme: 'dark' };
    await runCall(handlersWith({ setPreferences }), 'setPreferences', input, words);
    expect(setPreferences).toHaveBeenCalledWith({ theme: 'dark' });
  });

  it.each([
    [
      'its own failure',
      new AppFailureError('draft', 'failure.draftUnknown'),
      {
        code: 'draft',
        message: 'This draft is not there any more, so nothing was opened; open the photo itself.',
      },
    ],
    [
      "the engine's failure, details included",
      new PassedFailure({ code: 'memory', message: 'Full.', details: 'heap' }),
      { code: 'memory', message: 'Full.', details: 'heap' },
    ],
    ['anything else as explained', new Error('oops'), explain()],
  ])('answers with %s', async (_name, thrown, expected) => {
    const copyText = () => Promise.reject(thrown);
    const answer = await runCall(handlersWith({ copyText }), 'copyText', { text: '' }, words);
    expect(answer).toEqual({ ok: false, error: expected });
  });
});

it('fails in the language of the person', async () => {
  const german = makeTranslate('de', 'de');
  const say = (sentence: Sentence) => sayIn(sentence, 'de', german);
  const fail = async (thrown: Error) => {
    const copyText = () => Promise.reject(thrown);
    const answer = await runCall(
      handlersWith({ copyText }),
      'copyText',
      { text: '' },
      { explain, say },
    );
    return answer.ok ? undefined : answer.error.message;
  };
  expect(await fail(new AppFailureError('draft', 'failure.draftUnknown'))).toBe(
    'Diesen Entwurf gibt es nicht mehr, deshalb wurde nichts geöffnet; das Foto selbst öffnen.',
  );
  const failure = explainError(new PhotoError('truncated', 'It ends too early.'));
  expect(await fail(new PassedFailure(failure))).toContain('endet zu früh');
});

it('has one handler for each call, and no other', () => {
  const studio = { engine: { ask: vi.fn() }, facts: {}, preferences: {} } as unknown as Studio;
  const handlers = createStudioHandlers(studio);
  const names = Object.keys(studioContract).sort();
  expect(Object.keys(handlers).sort()).toEqual(names);
  expect([...studioCallNames].sort()).toEqual(names);
});

it('hands the calls of the engine to it as they are', async () => {
  const ask = vi.fn().mockResolvedValue('answer');
  const studio = { engine: { ask }, facts: {}, preferences: {} } as unknown as Studio;
  const handlers = createStudioHandlers(studio);
  for (const name of forwardedCalls) {
    const handle = handlers[name] as (input: unknown) => Promise<unknown>;
    expect(await handle({ name })).toBe('answer');
    expect(ask).toHaveBeenLastCalledWith(name, { name });
  }
});

it('explains a defect without naming a folder of the person', () => {
  const home = process.env['HOME'] ?? '/root';
  const failure = explainDefect(new Error(`no such file ${home}/secret/aunt.jpg`));
  expect(failure.code).toBe('defect');
  expect(failure.details).not.toContain(home);
});
