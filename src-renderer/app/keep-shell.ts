import { commandHandlers } from '../actions/commands';
import type { AppContext } from '../actions/context';
import { isEdited } from '../state/picture';
import type { AppState } from '../state/app-state';
import type { CommandId } from '../../src-shared/commands';

/** Brings title, menu and taskbar in line with the state, a few times a second at most. */
export function keepShell(context: AppContext, labelsOf: (state: AppState) => Labels): void {
  let last = '';
  let isDue = false;
  const send = () => {
    isDue = false;
    const shell = describeShell(context.store.getState(), labelsOf);
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

/** Labels of menu items that change with the state. */
export type Labels = Partial<Record<CommandId, string>>;

function describeShell(state: AppState, labelsOf: (state: AppState) => Labels) {
  const { photo, run } = state;
  const progress = run && !run.result ? run.progress : undefined;
  const enabledCommands = Object.entries(commandHandlers)
    .filter(([, handler]) => handler.isEnabled(state))
    .map(([id]) => id);
  const paused = progress?.state === 'paused';
  return {
    title: photo?.name ?? '',
    isEdited: isEdited(state),
    enabledCommands,
    labels: labelsOf(state),
    progress: progress
      ? {
          fraction: Math.round(progress.doneFraction * 100) / 100,
          state: paused ? ('paused' as const) : ('normal' as const),
        }
      : null,
  };
}
