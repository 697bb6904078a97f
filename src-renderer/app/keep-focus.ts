import type { AppContext } from '../actions/context';

const restMs = 100;

/** Gives the focus to the photo, or the first button where there is none, when what had it is gone: it never gets lost. */
export function keepFocus(studio: AppContext): void {
  let last: EventTarget | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('focusin', ({ target }) => {
    last = target;
  });
  const isLost = () => {
    const isNowhere = document.activeElement === document.body || document.activeElement === null;
    // Who clicks beside all controls has taken the focus away on purpose.
    return isNowhere && last instanceof Element && !last.isConnected;
  };
  const check = () => {
    timer = undefined;
    if (!isLost()) return;
    // A dialog or a menu that has just closed gives the focus back itself, in the next frame.
    afterTwoFrames(() => {
      if (!isLost()) return;
      if (studio.view) studio.view.focus();
      else document.querySelector<HTMLElement>('main button')?.focus();
    });
  };
  studio.store.subscribe(() => {
    timer ??= setTimeout(check, restMs);
  });
}

function afterTwoFrames(action: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(action));
}
