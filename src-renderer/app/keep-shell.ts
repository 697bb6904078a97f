import { commandIds } from '../../src-shared/commands';
import { canRun } from '../actions/commands';
import type { AppContext } from '../actions/context';
import { unfinishedBatch } from '../state/batch-state';
import { isEdited } from '../state/picture';
import { entryToRedo, entryToUndo } from '../document/history';
import { changeName } from './change-names';
import { shellProgress } from './shell-progress';

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
  const { photo } = state;
  const enabledCommands = commandIds.filter((id) => canRun(state, id));
  return {
    title: photo?.name ?? '',
    isEdited: isEdited(state),
    enabledCommands,
    labels: labelsOf(context),
    progress: shellProgress(state),
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
