import type { PointerFacts, PointerRouter } from '../tools/pointer-router';
import type { Point } from './viewport';

/** What the events of the photo area lead to. */
export interface InputHost {
  readonly router: PointerRouter;
  /** Device pixels of the canvas a CSS pixel, exactly. */
  readonly pixelsPerCssPx: () => Point;
  readonly pointerMoved: (point: Point | undefined, type: PointerFacts['type']) => void;
  readonly pressed: () => void;
  readonly blurred: () => void;
  readonly wheel: (event: WheelEvent, point: Point) => void;
  readonly doubleClick: (point: Point) => void;
  readonly keyDown: (event: KeyboardEvent) => boolean;
  readonly changed: () => void;
}

/** Turns the DOM events of the photo area into facts for the router. @returns the function that stops it */
export function listenToInput(area: HTMLElement, host: InputHost): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    handler: (event: HTMLElementEventMap[Name]) => void,
    options?: AddEventListenerOptions,
  ) => area.addEventListener(name, handler, { signal, ...options });
  const point = (event: MouseEvent) => toPoint(area, event, host.pixelsPerCssPx());
  listenToPointers(area, host, on, point);
  // `passive: false`: the browser would zoom the page.
  on(
    'wheel',
    (event) => {
      event.preventDefault();
      host.wheel(event, point(event));
    },
    { passive: false },
  );
  on('blur', () => host.blurred());
  on('dblclick', (event) => host.doubleClick(point(event)));
  on('keydown', (event) => {
    if (host.keyDown(event)) event.preventDefault();
  });
  // Fired on press by some systems and on release by others: the router and the command open the menu themselves.
  on('contextmenu', (event) => event.preventDefault());
  listenToSpace(area, host, signal);
  return () => controller.abort();
}

type Listen = <Name extends keyof HTMLElementEventMap>(
  name: Name,
  handler: (event: HTMLElementEventMap[Name]) => void,
) => void;

function listenToPointers(
  area: HTMLElement,
  host: InputHost,
  on: Listen,
  point: (event: MouseEvent) => Point,
): void {
  const { router } = host;
  const facts = (event: PointerEvent) => toFacts(event, point);
  on('pointerdown', (event) => {
    area.focus({ preventScroll: true });
    // Captured to its end, also outside the window; prevented, or the middle button would scroll.
    area.setPointerCapture(event.pointerId);
    if (event.pointerType === 'mouse' && event.button === 1) event.preventDefault();
    host.pointerMoved(point(event), pointerType(event));
    host.pressed();
    router.down(facts(event));
    host.changed();
  });
  on('pointermove', (event) => {
    host.pointerMoved(point(event), pointerType(event));
    router.move(facts(event));
    host.changed();
  });
  on('pointerup', (event) => {
    router.up(facts(event));
    host.changed();
  });
  on('lostpointercapture', (event) => {
    router.up(facts(event), true);
    host.changed();
  });
  on('pointercancel', (event) => {
    router.up(facts(event), true);
    host.changed();
  });
  on('pointerleave', (event) => {
    host.pointerMoved(undefined, pointerType(event));
    router.leave(pointerType(event));
    host.changed();
  });
}

/** Space pans as long as it is held. The key may be let go while another window has the focus. */
function listenToSpace(area: HTMLElement, host: InputHost, signal: AbortSignal): void {
  const hold = (isHeld: boolean) => {
    if (host.router.isSpaceHeld === isHeld) return;
    host.router.isSpaceHeld = isHeld;
    host.changed();
  };
  window.addEventListener(
    'keydown',
    (event) => {
      // A control that shows the focus keeps its Space.
      const target = event.target as Element | null;
      if (event.code !== 'Space' || event.defaultPrevented) return;
      if (target !== area && target !== document.body) return;
      event.preventDefault();
      hold(true);
    },
    { signal },
  );
  window.addEventListener('keyup', (event) => event.code === 'Space' && hold(false), { signal });
  window.addEventListener('blur', () => hold(false), { signal });
}

function toPoint(area: HTMLElement, event: MouseEvent, pixelsPerCssPx: Point): Point {
  const { left, top } = area.getBoundingClientRect();
  return {
    x: (event.clientX - left) * pixelsPerCssPx.x,
    y: (event.clientY - top) * pixelsPerCssPx.y,
  };
}

function pointerType(event: PointerEvent): PointerFacts['type'] {
  return event.pointerType === 'pen' || event.pointerType === 'touch' ? event.pointerType : 'mouse';
}

function toFacts(event: PointerEvent, point: (event: MouseEvent) => Point): PointerFacts {
  const type = pointerType(event);
  // A mouse reports half pressure while a button is down.
  const sample = (one: PointerEvent) => ({
    point: point(one),
    pressure: type === 'pen' ? one.pressure : 1,
  });
  const coalesced = event.type === 'pointermove' ? event.getCoalescedEvents() : [];
  return {
    id: event.pointerId,
    type,
    button: event.button,
    buttons: event.buttons,
    point: point(event),
    samples: (coalesced.length > 0 ? coalesced : [event]).map(sample),
    shiftKey: event.shiftKey,
    ctrlKey: event.ctrlKey,
    metaKey: event.metaKey,
  };
}
