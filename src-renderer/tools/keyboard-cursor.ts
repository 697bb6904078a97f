import type { Point } from '../viewer/viewport';
import type { Gesture, PointerSample, Tool } from './tool';

export interface KeyboardCursorHost {
  readonly tool: () => Tool;
  readonly photo: () => { readonly width: number; readonly height: number };
  /** Where the cursor comes up: a photo point that is in view. */
  readonly start: () => Point;
  readonly toSample: (photo: Point) => PointerSample;
  /** Device pixels a photo pixel, and a CSS pixel. */
  readonly scale: () => number;
  readonly pixelRatio: () => number;
  /** It has moved, come up, or gone. */
  readonly changed: (at: Point | undefined) => void;
  readonly callLater: (callback: () => void, delayMs: number) => () => void;
  /** It has been still for a moment: to be spoken. */
  readonly rested: (at: Point) => void;
}

/** Keys as the cursor reads them. */
export interface CursorKey {
  readonly key: string;
  readonly shiftKey: boolean;
  /** Ctrl, or ⌘. */
  readonly commandKey: boolean;
}

const stepPx = 8;
const longStepPx = 64;
const restMs = 500;

const directions: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The direction of an arrow key; undefined for other keys. */
export function arrowDirection(key: string): Point | undefined {
  return directions[key];
}

/** Paints without a pointer: arrows move a cursor over the photo, Enter puts the pen down and lifts it. */
export class KeyboardCursor {
  private readonly host: KeyboardCursorHost;
  private at: Point | undefined;
  private gesture: Gesture | undefined;
  private cancelRest: (() => void) | undefined;

  constructor(host: KeyboardCursorHost) {
    this.host = host;
  }

  /** In photo pixels; undefined: not shown. */
  get position(): Point | undefined {
    return this.at;
  }

  get isPenDown(): boolean {
    return this.gesture !== undefined;
  }

  /** @returns true where the key was the cursor's */
  keyDown(key: CursorKey): boolean {
    const direction = arrowDirection(key.key);
    if (direction) this.move(direction, key);
    return direction !== undefined;
  }

  /** Comes up where it was not shown. */
  show(): void {
    if (!this.at) this.goTo(this.host.start());
  }

  /**
   * Puts the pen down, or lifts it; without effect while the cursor is not shown.
   * @param staysDown brush and eraser: down until the next press; other tools take a click
   */
  press(staysDown: boolean): void {
    const { gesture, at } = this;
    this.gesture = undefined;
    if (gesture) gesture.commit();
    else if (at) {
      const intent = { isErasing: false, isExtending: false };
      const begun = this.host.tool().begin(this.host.toSample(at), intent);
      if (staysDown) this.gesture = begun;
      else begun?.commit();
    }
  }

  /** Gives up the stroke; with none, hides the cursor. @returns false where there was neither */
  cancel(): boolean {
    const { gesture } = this;
    this.gesture = undefined;
    gesture?.cancel();
    if (!gesture && !this.at) return false;
    if (!gesture) this.hide();
    return true;
  }

  /** The pointer, or another place, has the focus: what was drawn stays. */
  hide(): void {
    const { gesture } = this;
    this.gesture = undefined;
    gesture?.commit();
    this.cancelRest?.();
    if (!this.at) return;
    this.at = undefined;
    this.host.changed(undefined);
  }

  private move(direction: Point, { shiftKey, commandKey }: CursorKey): void {
    const screenStep = (shiftKey ? longStepPx : stepPx) * this.host.pixelRatio();
    const step = commandKey ? 1 : screenStep / this.host.scale();
    const from = this.at;
    // The first arrow brings the cursor up where it is.
    if (from) this.goTo({ x: from.x + direction.x * step, y: from.y + direction.y * step });
    else this.show();
  }

  /** To a photo point, or the nearest one that is on the photo. */
  private goTo({ x, y }: Point): void {
    const { width, height } = this.host.photo();
    this.at = {
      x: Math.min(width - 0.5, Math.max(0.5, x)),
      y: Math.min(height - 0.5, Math.max(0.5, y)),
    };
    this.host.changed(this.at);
    const sample = this.host.toSample(this.at);
    if (this.gesture) this.gesture.move([sample]);
    else this.host.tool().hover?.(sample);
    this.cancelRest?.();
    const at = this.at;
    this.cancelRest = this.host.callLater(() => this.host.rested(at), restMs);
  }
}
