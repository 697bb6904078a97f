import type { DocumentEntry } from '../document/document-change';
import { regionOfTiles } from '../mask/mask-tiles';
import { refreshPicture, update, type AppContext } from './context';
import { afterLayers } from './layer-turns';
import { takeUpRun } from './take-up-run';
import { dropVariants } from './variants';

/** Takes the last step back; what comes back is scrolled into view, the zoom stays. */
export function undo(context: AppContext): void {
  inItsTurn(context, 'undo');
}

/** Does again what was taken back. */
export function redo(context: AppContext): void {
  inItsTurn(context, 'redo');
}

/** What the eraser has just brought back is the step that is meant, also where it is not a step yet. */
function inItsTurn(context: AppContext, direction: 'undo' | 'redo'): void {
  const document = context.workspace?.document;
  if (document) afterLayers(document, () => step(context, direction));
}

function step(context: AppContext, direction: 'undo' | 'redo'): void {
  const { workspace } = context;
  if (!workspace || workspace.document.mask.isEditing) return;
  const entry = direction === 'undo' ? workspace.document.undo() : workspace.document.redo();
  if (!entry) return;
  showResultAgain(context, entry);
  const { mask } = workspace.document;
  const keys = entry.mask?.changes.map(({ key }) => key) ?? [];
  const region = regionOfTiles(keys, mask.width, mask.height);
  if (region) context.view?.reveal(region);
  if (entry.layerId) refreshPicture(context, undefined);
}

/** States of a run belong to the layer it made: with another layer on screen there is nothing to scrub. */
function showResultAgain(context: AppContext, entry: DocumentEntry): void {
  const { run } = context.store.getState();
  if (!entry.layerId || (run && !run.result)) return;
  const { layerId, lastRun } = context.workspace!.document.snapshot;
  if (run?.result && run.result.layerId !== layerId) {
    update(context, { run: undefined });
    dropVariants(context);
  } else if (!run && lastRun?.result?.layerId === layerId) {
    void takeUpRun(context);
  }
}
