import type { EngineContract, InputOf } from '../../../src-shared/contract';
import type { RunProgress } from '../../../src-shared/model/run';

type RunIds = Pick<InputOf<EngineContract['startRepair']>, 'photoId' | 'runId'>;

/** A run of an open photo, as far as is known from outside: finished ones can still be looked at and extended. */
export interface TrackedRun extends RunIds {
  readonly state: 'working' | 'resting' | 'over';
  readonly iteration: number;
}

/** Remembers the runs of the open photos, so that another engine process can take them up. */
export interface RunTracker {
  readonly start: (run: RunIds) => void;
  readonly progress: (progress: RunProgress) => void;
  readonly change: (runId: string, state: TrackedRun['state']) => void;
  readonly forget: (runId: string) => void;
  readonly forgetPhoto: (photoId: string) => void;
  /** In the order in which they were started. */
  readonly list: () => readonly TrackedRun[];
  /** The one that is being worked on. */
  readonly inWork: () => TrackedRun | undefined;
}

/** Knows of no run yet. */
export function createRunTracker(): RunTracker {
  const runs = new Map<string, TrackedRun>();
  return {
    start: ({ photoId, runId }) =>
      runs.set(runId, { photoId, runId, state: 'working', iteration: 0 }),
    progress({ photoId, runId, state, iteration }) {
      // A run that finishes from rest is being stopped: it is not for the next engine to go on with it.
      const isStopped = state === 'finishing' && runs.get(runId)?.state === 'resting';
      const tracked = isStopped ? 'resting' : trackedStates[state];
      runs.set(runId, { photoId, runId, state: tracked, iteration });
    },
    change(runId, state) {
      const run = runs.get(runId);
      if (run) runs.set(runId, { ...run, state });
    },
    forget: (runId) => runs.delete(runId),
    forgetPhoto(photoId) {
      for (const run of [...runs.values()]) if (run.photoId === photoId) runs.delete(run.runId);
    },
    list: () => [...runs.values()],
    inWork: () => [...runs.values()].find(({ state }) => state === 'working'),
  };
}

const trackedStates: Readonly<Record<RunProgress['state'], TrackedRun['state']>> = {
  waiting: 'working',
  preparing: 'working',
  running: 'working',
  finishing: 'working',
  paused: 'resting',
  failed: 'resting',
  finished: 'over',
  stopped: 'over',
};
