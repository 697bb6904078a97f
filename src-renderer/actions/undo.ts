import type { DocumentEntry } from '../document/document-change';
import { entryToRedo, entryToUndo } from '../document/history';
import { regionOfTiles } from '../mask/mask-tiles';
import type { AppState } from '../state/app-state';
import { refreshPicture, update, type AppContext } from './context';
import { afterLayers } from './layer-turns';
import { isRunning } from './repair';
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

/** True where there is a step that can be taken back now. */
export function canUndo({ document, run }: Pick<AppState, 'document' | 'run'>): boolean {
  return document !== undefined && isFree(entryToUndo(document.history), run);
}

/** True where there is a step that can be done again now. */
export function canRedo({ document, run }: Pick<AppState, 'document' | 'run'>): boolean {
  return document !== undefined && isFree(entryToRedo(document.history), run);
}

/** A repair in work lies over the picture that it began with: its end would bury another one that came back meanwhile. */
function isFree(entry: DocumentEntry | undefined, run: AppState['run']): boolean {
  return entry !== undefined && !(entry.layerId && isRunning(run));
}

/** What the eraser has just brought back is the step that is meant, also where it is not a step yet. */
function inItsTurn(context: AppContext, direction: 'undo' | 'redo'): void {
  const document = context.workspace?.document;
  if (document) afterLayers(document, () => step(context, direction));
}

function step(context: AppContext, direction: 'undo' | 'redo'): void {
  const { workspace } = context;
  if (!workspace || workspace.document.mask.isEditing) return;
  const isPossible = direction === 'undo' ? canUndo : canRedo;
  if (!isPossible({ document: workspace.document.snapshot, run: context.store.getState().run }))
    return;
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
  if (!entry.layerId) return;
  const { layerId, lastRun } = context.workspace!.document.snapshot;
  if (run?.result && run.result.layerId !== layerId) {
    update(context, { run: undefined });
    dropVariants(context);
  } else if (!run && lastRun?.result?.layerId === layerId) {
    void takeUpRun(context);
  }
}
