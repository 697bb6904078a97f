import type { AppContext } from '../actions/context';

/** Long enough for a dialog or a menu to give the focus back itself. */
const restMs = 100;

/** Gives the focus to the photo, or the first button where there is none, when what had it is gone: it never gets lost. */
export function keepFocus(studio: AppContext): void {
  let last: EventTarget | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('focusin', ({ target }) => {
    last = target;
  });
  const check = () => {
    timer = undefined;
    const isLost = document.activeElement === document.body || document.activeElement === null;
    // Who clicks beside all controls has taken the focus away on purpose.
    if (!isLost || !(last instanceof Element) || last.isConnected) return;
    if (studio.view) studio.view.focus();
    else document.querySelector<HTMLElement>('main button')?.focus();
  };
  studio.store.subscribe(() => {
    timer ??= setTimeout(check, restMs);
  });
}
