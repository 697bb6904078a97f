import type { EngineClient } from '../../../src-shared/contract';
import type { RunTracker, TrackedRun } from './run-tracker';

/**
 * Lets a new engine take up every run of the open photos; those that are to rest do so.
 * @param onLost told of a run in work of which nothing was on the disk
 * @returns false where this engine was lost as well
 */
export async function recoverRuns(
  engine: Pick<EngineClient, 'recoverRepair'>,
  runs: Pick<RunTracker, 'list' | 'forget'>,
  onLost: (run: TrackedRun) => void,
): Promise<boolean> {
  for (const run of runs.list()) {
    const { photoId, runId, state } = run;
    const found = await engine.recoverRepair({ photoId, runId, rests: state === 'resting' });
    if (found.ok && found.value.isFound) continue;
    if (!found.ok && found.error.code === 'engine-lost') return false;
    runs.forget(runId);
    if (state !== 'over') onLost(run);
  }
  return true;
}
