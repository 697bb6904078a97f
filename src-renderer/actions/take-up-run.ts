import { showFailure, update, valueOf, type AppContext } from './context';
import { knownDamage } from './known-damage';
import { giveMaskAgain } from './give-mask';
import { viewOfRun } from './repair';
import { forgetRun } from './run-events';

/**
 * Shows the last repair of a draft again: one that was in work rests where it stood, one that was finished can be refined.
 * After a reload of the window alone it goes on meanwhile.
 */
export async function takeUpRun(context: AppContext): Promise<void> {
  const { workspace, api } = context;
  if (!workspace) return;
  const { document } = workspace;
  const { lastRun, run } = document.snapshot;
  if (!lastRun) return;
  const { record, result } = lastRun;
  // With another layer on the screen there is nothing of it to be seen.
  if (result && run?.runId !== record.runId) return;
  update(context, { run: viewOfRun(lastRun) });
  if (!result) workspace.damageAtStart = knownDamage(document);
  await giveMaskAgain(context);
  const { photoId } = document.photo;
  const { runId } = record;
  const answer = await valueOf(context, api.recoverRepair({ photoId, runId, rests: true }));
  if (answer?.isFound !== false || result) return;
  forgetRun(context, runId);
  showFailure(context, { code: 'repair', message: context.translate('error.runNotKept') });
}
