import type { PageActions } from '../actions/context';
import type { AppStore } from '../state/app-store';

/** In the order of Tab. */
const areas = [
  '.frame-options',
  '.frame-rail',
  '.frame-photo',
  '.frame-inspector',
  '.frame-status',
];
const focusable =
  '[role="application"], button:not([tabindex="-1"]), input, [tabindex="0"]:not([role="separator"])';

/** What commands do to the page itself. */
export function makePageActions(store: AppStore): PageActions {
  const lastFocus = new WeakMap<Element, HTMLElement>();
  return {
    goToArea: (step) => goToArea(step, lastFocus),
    toggleInspector: () => toggleInspector(store),
  };
}

/** An area gets the focus at the place where it had it last, the first time at its first control. */
function goToArea(step: 1 | -1, lastFocus: WeakMap<Element, HTMLElement>): void {
  const shown = areas
    .map((selector) => document.querySelector(selector))
    .filter((area) => area !== null);
  const focused = document.activeElement;
  const at = shown.findIndex((area) => area.contains(focused));
  const current = shown[at];
  if (current && focused instanceof HTMLElement) lastFocus.set(current, focused);
  const start = at < 0 && step < 0 ? 0 : at;
  for (let moved = 1; moved <= shown.length; moved += 1) {
    const area = shown[(start + step * moved + 2 * shown.length) % shown.length]!;
    const former = lastFocus.get(area);
    const target =
      former && area.contains(former) ? former : area.querySelector<HTMLElement>(focusable);
    target?.focus();
    if (target && document.activeElement === target) return;
  }
}

/** Where the panels are a drawer, they have a state of their own: a wide window is not to come back without them. */
function toggleInspector(store: AppStore): void {
  const width = document.querySelector<HTMLElement>('.frame')?.dataset['width'];
  const name = width === 'drawer' || width === 'narrow' ? 'isDrawerOpen' : 'isInspectorOpen';
  const isLeft = document.querySelector('.frame-inspector')?.contains(document.activeElement);
  store.setState({ [name]: !store.getState()[name] });
  // What is closed cannot keep the focus.
  if (isLeft) document.querySelector<HTMLElement>('[role="application"]')?.focus();
}
