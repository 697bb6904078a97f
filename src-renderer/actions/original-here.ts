import { originalLayerId } from '../../src-shared/model/ids';
import type { MarkState } from '../../src-shared/model/mark';
import type { AppContext } from './context';
import { effectiveMask } from './effective-mask';
import { decideMarks } from './marks';
import { isRunning } from './repair';
import { takeFromLayer } from './take-from-layer';

/** Brings the pixels of the file as it was opened back under marks; one step together with what the marks are then. */
export async function showOriginalHere(context: AppContext, ids: readonly string[]): Promise<void> {
  const { workspace } = context;
  if (!workspace) return;
  const { document } = workspace;
  const { tiles, markIds } = effectiveMask(document, new Set(ids));
  if (tiles.length === 0) return;
  // Damaged again, and wanted so: another repair leaves it alone until it is ticked.
  const unticked = markIds.map((id) => [id, 'unticked'] as const);
  await takeFromLayer(context, tiles, originalLayerId, ({ markStates }) => ({
    markStates: {
      before: markStates,
      after: new Map<string, MarkState>([...markStates, ...unticked]),
    },
  }));
}

/** One touch of the eraser: damage that waits is rejected, what lies under a result becomes the original again. */
export async function eraseWholeMarks(context: AppContext, ids: readonly string[]): Promise<void> {
  const { workspace, store } = context;
  if (!workspace) return;
  const { snapshot } = workspace.document;
  const repaired = ids.filter((id) => snapshot.markStates.get(id) === 'repaired');
  const waiting = ids.filter((id) => !repaired.includes(id));
  if (waiting.length > 0) decideMarks(context, waiting, 'rejected');
  // The result of a repair in work would bury what is brought back meanwhile.
  const isBusy = isRunning(store.getState().run);
  if (repaired.length > 0 && !isBusy) await showOriginalHere(context, repaired);
}
