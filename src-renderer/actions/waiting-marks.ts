import { update, type AppContext } from './context';
import { waitingMarkIds, type KnownDamage } from './known-damage';
import { isRunning, startRepair } from './repair';

/** Lets the marks that came during the repair in work be repaired as soon as it is done, without being asked again. */
export function addWaitingMarks(context: AppContext): void {
  const { store, workspace } = context;
  const { run } = store.getState();
  const known = workspace?.damageAtStart;
  if (!known || !isRunning(run)) return;
  const { runId } = run.record;
  update(context, { joinedRunId: runId });
  const stop = store.subscribe((state) => {
    // Stopped, closed or given up: nothing is to follow.
    if (state.joinedRunId !== runId || state.run?.record.runId !== runId) stop();
    else if (state.run.result) {
      stop();
      update(context, { joinedRunId: undefined });
      void repairWaiting(context, known);
    }
  });
}

async function repairWaiting(context: AppContext, known: KnownDamage): Promise<void> {
  // The end of a run is told before it is in the document: only then is what it has repaired no longer damage.
  await Promise.resolve();
  const { workspace } = context;
  if (!workspace) return;
  await startRepair(context, new Set(waitingMarkIds(workspace.document, known)));
}
