import { useEffect } from 'react';
import { findCommand, type CommandContext } from '../../src-shared/commands';
import { runCommand } from '../actions/commands';
import type { AppContext } from '../actions/context';
import { openMarkMenu } from '../actions/marks';
import { showOriginal } from '../actions/view';

/** Carries out the keys that the menu bar does not answer itself. */
export function useKeyboard(studio: AppContext): void {
  useEffect(() => listenToKeys(studio), [studio]);
}

/** Listens to the window's keys. @returns what ends it */
export function listenToKeys(studio: AppContext): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  // The key itself: which one it is can be chosen, and what it types may be of another alphabet or change with Shift.
  let heldCode: string | undefined;
  const down = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const command = findCommand(event, situationOf(studio, event));
    if (command === undefined) return;
    if (command === 'showOriginalWhileHeld') {
      heldCode = event.code;
      showOriginal(studio, 'held');
      event.preventDefault();
    } else if (command === 'openContextMenu' && openRowMenu(studio)) {
      event.preventDefault();
    } else if (runCommand(studio, command)) {
      event.preventDefault();
    }
  };
  // A dialog, a menu or a text field has the first word: this listens where events end up.
  window.addEventListener('keydown', down, { signal });
  const release = () => {
    heldCode = undefined;
    if (studio.store.getState().originalShown === 'held') showOriginal(studio, 'no');
  };
  window.addEventListener('keyup', ({ code }) => code === heldCode && release(), { signal });
  // The system swallows the release when another window comes to the front.
  window.addEventListener('blur', release, { signal });
  return () => controller.abort();
}

/** The menu of the row that has the focus. @returns false where none has */
function openRowMenu(studio: AppContext): boolean {
  const row = document.activeElement?.closest<HTMLElement>('[data-mark]');
  if (!row) return false;
  const { left, bottom } = row.getBoundingClientRect();
  openMarkMenu(studio, { x: left, y: bottom, markId: row.dataset['mark'] });
  return true;
}

function situationOf({ store, view }: AppContext, { target }: KeyboardEvent) {
  const { start, preferences, photo, dialog, isBatchShown } = store.getState();
  const element = target instanceof Element ? target : undefined;
  const contexts: CommandContext[] = ['window'];
  // Nobody repairs, or rejects a mark of, a photo that is not on the screen.
  const isPhotoShown = photo !== undefined && !dialog && !isBatchShown;
  if (isPhotoShown) contexts.push('editor');
  const isOnPicture = element?.closest('[role="application"], [data-marks-list]') != null;
  if (isPhotoShown && (isOnPicture || element === document.body)) contexts.push('picture');
  const isPainting = element?.closest('[role="application"]') != null && view?.hasCursor();
  if (isPhotoShown && isPainting) contexts.push('paint');
  return {
    platform: start.platform,
    contexts,
    isInTextField:
      element?.matches('input:not([type]), input[type="text"], input[type="search"], textarea') ??
      false,
    preferences,
    hasNativeMenu: true,
  };
}
