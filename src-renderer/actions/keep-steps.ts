import { showFailure, type AppContext, type Workspace } from './context';
import { layersInWork } from './layer-turns';

/**
 * Brings the last steps on a photo to the disk before it is left.
 * @returns false where the disk does not take them, which is said: whoever leaves it once more gives them up
 */
export async function keepSteps(context: AppContext, workspace: Workspace): Promise<boolean> {
  const { isSample } = context.store.getState();
  if ((await workspace.keeper.flush()) || isSample || workspace.isLossKnown) return true;
  workspace.isLossKnown = true;
  showFailure(context, { code: 'draft', message: context.translate('error.stepsNotKept') });
  return false;
}

/** The window is about to be closed: brings the last steps to the disk, and says whether it may. */
export async function keepStepsForClosing(context: AppContext): Promise<void> {
  const { workspace, api } = context;
  // What the eraser brings back of a result becomes a step first.
  if (workspace) await layersInWork(workspace.document);
  const isKept = !workspace || (await keepSteps(context, workspace));
  await api.answerClosing({ isKept });
}
