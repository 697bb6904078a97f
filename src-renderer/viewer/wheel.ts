/** What a turn of the wheel asks for. */
export type WheelAction =
  | { readonly kind: 'zoom'; readonly deltaPx: number; readonly isPinch: boolean }
  | { readonly kind: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'brushSize'; readonly notches: number };

export interface WheelFacts {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

const pxPerLine = 33;
const pxPerPage = 400;
const pxPerNotch = 100;

/**
 * Wheel and two fingers. A pinch arrives as a wheel with Ctrl, and cannot be told from it; with Shift some systems turn the
 * wheel's axis.
 * @param preference what a bare wheel does
 */
export function wheelAction(
  facts: WheelFacts,
  preference: 'zoom' | 'scroll',
  isPaintTool: boolean,
): WheelAction {
  const unit = [1, pxPerLine, pxPerPage][facts.deltaMode] ?? 1;
  const dx = facts.deltaX * unit;
  const dy = facts.deltaY * unit;
  if (facts.ctrlKey || facts.metaKey) {
    // Small steps come from a trackpad, a whole notch from a wheel.
    return { kind: 'zoom', deltaPx: dy, isPinch: facts.ctrlKey && Math.abs(dy) < 50 };
  }
  if (facts.shiftKey && isPaintTool) {
    const delta = Math.abs(dy) >= Math.abs(dx) ? dy : dx;
    return { kind: 'brushSize', notches: -delta / pxPerNotch };
  }
  if (preference === 'zoom') return { kind: 'zoom', deltaPx: dy, isPinch: false };
  return facts.shiftKey && dx === 0
    ? { kind: 'pan', dx: -dy, dy: 0 }
    : { kind: 'pan', dx: -dx, dy: -dy };
}
