import { describe, expect, it } from 'vitest';
import { recoverRuns } from '../../../../src-main/app/engine/run-recovery';
import { createRunTracker } from '../../../../src-main/app/engine/run-tracker';
import type { AppFailure, AppResult } from '../../../../src-shared/contract';
import { sentenceOf } from '../../../../src-shared/messages';
import type { PhotoId, RunId } from '../../../../src-shared/model/ids';

const photoId = 'photo' as PhotoId;
const runId = 'run' as RunId;
const no = (error: AppFailure) => ({ ok: false as const, error });

/** What is told of a run in work that the new engine answers so for. */
async function told(answer: AppResult<{ isFound: boolean }>): Promise<string | undefined> {
  const runs = createRunTracker();
  runs.start({ photoId, runId });
  let why: AppFailure | undefined;
  const engine = { recoverRepair: () => Promise.resolve(answer) };
  await recoverRuns(engine, runs, (_, reason) => {
    why = reason;
  });
  return why?.text?.key ?? why?.message;
}

describe('a run in work that a new engine does not take up', () => {
  it('was lost where nothing of it was on the disk', async () => {
    expect(await told({ ok: true, value: { isFound: false } })).toBe('failure.runLost');
  });

  it('is not called lost where its photo could not be opened again: its checkpoint is there', async () => {
    const closed = no({ code: 'refused', ...sentenceOf('failure.photoClosed') });
    expect(await told(closed)).toBe('failure.runOutOfReach');
  });

  it.each(['photo', 'photo-broken'] as const)(
    'is out of reach where the engine says %s of its photo',
    async (code) => {
      const message = 'The file is not there any more.';
      expect(await told(no({ code, message }))).toBe('failure.runOutOfReach');
    },
  );

  it('is told of with the reason of the engine where there is another', async () => {
    const replaced = no({ code: 'refused', ...sentenceOf('failure.photoReplaced') });
    expect(await told(replaced)).toBe('failure.photoReplaced');
    const message = 'What was kept of a repair is truncated.';
    expect(await told(no({ code: 'draft', message }))).toBe(message);
  });

  it('is nothing to tell of where it goes on', async () => {
    expect(await told({ ok: true, value: { isFound: true } })).toBeUndefined();
  });
});
