import type { CancelSignal } from '../../engine/prior/prior';
import { keepIteration } from '../layers/iteration-picture';
import type { RepairProgress, RepairSession } from '../repair-session';
import type { CheckpointWriter } from './checkpoint-writer';
import { FigureCollector } from './iteration-figures';
import type { ProgressReporter } from './progress-reporter';
import type { Run } from './run';
import type { RunServices } from './run-services';

/** What accompanies a run in work. */
export interface RunCompanions {
  readonly reporter: ProgressReporter;
  readonly checkpoints: CheckpointWriter;
  readonly services: Pick<RunServices, 'clock' | 'breathe'>;
  /** Called when a state was added. */
  readonly makeRoom: () => void;
}

/**
 * Iterates the leg in work until its end, until `signal`, or for one iteration.
 * @returns true at the end of the leg
 */
export async function iterateRun(
  run: Run,
  session: RepairSession,
  companions: RunCompanions,
  signal: CancelSignal,
  isOnce: boolean,
): Promise<boolean> {
  const { checkpoints, services } = companions;
  const figures = new FigureCollector();
  let lastMs = services.clock();
  for await (const progress of session.run(signal)) {
    run.notePrior();
    const nowMs = services.clock();
    run.workMs += nowMs - lastMs;
    lastMs = nowMs;
    figures.add(progress);
    if (progress.completesIteration) {
      keepState(run, session, progress);
      companions.makeRoom();
      companions.reporter.reportIteration(progress, figures.take());
      // The last iteration of a leg is followed by its end.
      if (isOnce && progress.doneFraction < 1) return false;
    } else {
      companions.reporter.reportStep(progress);
    }
    // Awaited: a file that is written between calls of the prior would take as many of them as it takes steps.
    await checkpoints.offer(() => run.encodeCheckpoint()!);
    lastMs = services.clock();
    await services.breathe();
  }
  return !signal.aborted;
}

function keepState(run: Run, session: RepairSession, { doneFraction }: RepairProgress): void {
  const { passes, repaired } = session.standing();
  run.states.add({
    index: run.states.newest.index + 1,
    picture: keepIteration(run.damaged, repaired),
    passes,
    doneFraction: run.fractionOf(doneFraction),
  });
}
