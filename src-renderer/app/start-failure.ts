import type { AppFailure } from '../../src-shared/contract/result';
import './start-failure.css';

/** Says in the empty window why it stays empty: without a state there is no component that could. */
export function showStartFailure(root: HTMLElement, { message, details }: AppFailure): void {
  const area = document.createElement('div');
  area.className = 'start-failure';
  area.setAttribute('role', 'alert');
  for (const [name, text] of [
    ['p', message],
    ['pre', details ?? ''],
  ] as const) {
    const element = document.createElement(name);
    element.textContent = text;
    area.append(element);
  }
  root.replaceChildren(area);
}
