import { originalLayerId } from '../../src-shared/model/ids';
import { showFailure, type AppContext, type Workspace } from './context';
import { layersOf } from './drafts';
import { layersInWork } from './layer-turns';

/**
 * Brings the last steps on a photo to the disk before it is left.
 * @returns false where the disk does not take them, which is said: whoever leaves it once more gives them up
 */
export async function keepSteps(context: AppContext, workspace: Workspace): Promise<boolean> {
  const { isSample } = context.store.getState();
  const isKept = await bringToDisk(context, workspace);
  // What the disk refuses from here on is another loss.
  if (isKept) workspace.isLossKnown = false;
  if (isKept || isSample || workspace.isLossKnown) return true;
  workspace.isLossKnown = true;
  showFailure(context, { code: 'draft', message: context.translate('error.stepsNotKept') });
  return false;
}

/** The results first: steps that lead to what is not there are worth nothing. */
async function bringToDisk({ api }: AppContext, { document, keeper }: Workspace): Promise<boolean> {
  const { photo, snapshot } = document;
  const hasResults = [...layersOf(snapshot)].some((layerId) => layerId !== originalLayerId);
  const results = hasResults && (await api.writeWaitingLayers({ photoId: photo.photoId }));
  // An engine that does not answer has none that wait.
  const areResultsKept = !results || !results.ok || results.value.isKept;
  return (await keeper.flush()) && areResultsKept;
}

/** The window is about to be closed: brings the last steps to the disk, and says whether it may. */
export async function keepStepsForClosing(context: AppContext): Promise<void> {
  const { workspace, api } = context;
  // What the eraser brings back of a result becomes a step first.
  if (workspace) await layersInWork(workspace.document);
  const isKept = !workspace || (await keepSteps(context, workspace));
  await api.answerClosing({ isKept });
}
