import type { RepairProgress, RepairSession } from '../../session/repair-session';
import type { StopSignal } from '../stop-signal';

/** What happens around the iterations of a repair. */
export interface RepairObserver {
  /** After every call of the prior. */
  progress(progress: RepairProgress): void;
  /** After every iteration of all windows that are solved together; the repair waits for it. */
  iterationCompleted(progress: RepairProgress): Promise<void>;
}

/**
 * Drives a session to its end or until `stop`.
 * @returns the share that is done: 1 when the repair is complete
 */
export async function driveRepair(
  session: RepairSession,
  stop: StopSignal,
  observer: RepairObserver,
): Promise<number> {
  // One that was taken up is somewhere already, also where it is stopped before its first call.
  let { doneFraction } = session.place;
  for await (const progress of session.run(stop)) {
    doneFraction = progress.doneFraction;
    observer.progress(progress);
    if (progress.completesIteration) await observer.iterationCompleted(progress);
  }
  return stop.aborted ? doneFraction : 1;
}
