import { commandIds } from '../../src-shared/commands';
import { canRun } from '../actions/commands';
import type { AppContext } from '../actions/context';
import { unfinishedBatch } from '../state/batch-state';
import { isEdited } from '../state/picture';
import { entryToRedo, entryToUndo } from '../document/history';
import { changeName } from './change-names';

/** Brings title, menu and taskbar in line with the state, a few times a second at most. */
export function keepShell(context: AppContext): void {
  let last = '';
  let isDue = false;
  const send = () => {
    isDue = false;
    const shell = describeShell(context);
    const text = JSON.stringify(shell);
    if (text === last) return;
    last = text;
    void context.api.updateShell(shell);
  };
  context.store.subscribe(() => {
    if (isDue) return;
    isDue = true;
    setTimeout(send, 100);
  });
  send();
}

function describeShell(context: AppContext) {
  const state = context.store.getState();
  const { photo, run } = state;
  const progress = run && !run.result ? run.progress : undefined;
  const enabledCommands = commandIds.filter((id) => canRun(state, id));
  const paused = progress?.state === 'paused';
  return {
    title: photo?.name ?? '',
    isEdited: isEdited(state),
    enabledCommands,
    labels: labelsOf(context),
    progress: progress
      ? {
          fraction: Math.round(progress.doneFraction * 100) / 100,
          state: paused ? ('paused' as const) : ('normal' as const),
        }
      : null,
    batch: unfinishedBatch(state.batch),
  };
}

/** Menu items that say what they would do: "Undo stroke". */
function labelsOf({ store, translate }: AppContext): Record<string, string> {
  const { document } = store.getState();
  const undone = document && entryToUndo(document.history);
  const redone = document && entryToRedo(document.history);
  return {
    ...(undone && {
      undo: translate('options.undoNamed', { name: changeName(undone, translate) }),
    }),
    ...(redone && {
      redo: translate('options.redoNamed', { name: changeName(redone, translate) }),
    }),
  };
}
