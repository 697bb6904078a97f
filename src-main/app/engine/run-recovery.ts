import type { AppFailure, EngineClient } from '../../../src-shared/contract';
import { lostBeforeCheckpoint, outOfReach } from './engine-words';
import type { RunTracker, TrackedRun } from './run-tracker';

/**
 * Lets a new engine take up every run of the open photos; those that are to rest do so.
 * @param onLost told of a run in work that does not go on, and why
 */
export async function recoverRuns(
  engine: Pick<EngineClient, 'recoverRepair'>,
  runs: Pick<RunTracker, 'list' | 'forget'>,
  onLost: (run: TrackedRun, why: AppFailure) => void,
): Promise<void> {
  for (const run of runs.list()) {
    const { photoId, runId, state } = run;
    const found = await engine.recoverRepair({ photoId, runId, rests: state === 'resting' });
    if (found.ok && found.value.isFound) continue;
    // The next engine takes them up.
    if (!found.ok && found.error.code === 'engine-lost') return;
    runs.forget(runId);
    if (state !== 'over') onLost(run, found.ok ? lostBeforeCheckpoint : whyNot(found.error));
  }
}

/** Codes of why a photo could not be opened again, and so of its run. */
const photoCodes: ReadonlySet<AppFailure['code']> = new Set(['photo', 'photo-broken', 'refused']);

/** A photo that is another by now has its own sentence; of one that cannot be reached its run says what to do. */
function whyNot(failure: AppFailure): AppFailure {
  const isReplaced = failure.text?.key === 'failure.photoReplaced';
  return !isReplaced && photoCodes.has(failure.code) ? outOfReach : failure;
}
