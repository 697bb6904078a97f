import type { Point } from '../viewer/viewport';
import type { Gesture, GestureIntent, PointerSample, Tool, ToolId } from './tool';

/** What the router reads of a pointer event; places in device pixels of the canvas. */
export interface PointerFacts {
  readonly id: number;
  readonly type: 'mouse' | 'pen' | 'touch';
  readonly button: number;
  readonly buttons: number;
  readonly point: Point;
  /** The positions since the last event, oldest first, with their pressure; the last is `point`. */
  readonly samples: readonly { readonly point: Point; readonly pressure: number }[];
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** What the router acts on. */
export interface RouterHost {
  readonly toolId: () => ToolId;
  readonly tool: () => Tool;
  readonly toSample: (point: Point, pressure: number) => PointerSample;
  readonly panBy: (dx: number, dy: number) => void;
  readonly zoomBy: (factor: number, point: Point) => void;
  readonly isOnDivider: (point: Point) => boolean;
  readonly dragDivider: (point: Point) => void;
  readonly openContextMenu: (point: Point) => void;
  readonly callLater: (callback: () => void, delayMs: number) => () => void;
  readonly pixelRatio: () => number;
  readonly isMac: boolean;
  /** A pen was seen for the first time. */
  readonly onPen: () => void;
}

type Activity =
  | { readonly kind: 'idle' }
  /** Not decided yet: a right press may be a menu, a finger may be one of two. */
  | {
      readonly kind: 'undecided';
      readonly id: number;
      readonly start: Point;
      readonly pressure: number;
      readonly intent: GestureIntent;
      readonly isRight: boolean;
    }
  | { readonly kind: 'gesture'; readonly id: number; readonly gesture: Gesture }
  | { readonly kind: 'pan'; readonly id: number; last: Point }
  | { readonly kind: 'divider'; readonly id: number }
  | { readonly kind: 'pinch' };

const dragDistancePx = 4;
const longPressMs = 500;
const paintTools: readonly ToolId[] = ['brush', 'eraser', 'lasso'];

/** Decides what each pointer does: paint, erase, pan, pinch, move the divider, or open the menu. */
export class PointerRouter {
  isSpaceHeld = false;
  private readonly host: RouterHost;
  private activity: Activity = { kind: 'idle' };
  private readonly fingers = new Map<number, Point>();
  private penSeen = false;
  private isPenNear = false;
  private cancelLongPress: (() => void) | undefined;

  constructor(host: RouterHost) {
    this.host = host;
  }

  /** What is being done: for the cursor. */
  get kind(): Activity['kind'] {
    return this.activity.kind;
  }

  down(facts: PointerFacts): void {
    if (facts.type === 'pen') this.seePen();
    if (facts.type === 'touch') {
      if (this.isPenNear) return;
      this.fingers.set(facts.id, facts.point);
      if (this.fingers.size === 2) {
        this.beginPinch();
        return;
      }
    }
    if (this.activity.kind !== 'idle') return;
    if (this.pans(facts)) this.activity = { kind: 'pan', id: facts.id, last: facts.point };
    else if (facts.button === 0 && this.host.isOnDivider(facts.point)) {
      this.activity = { kind: 'divider', id: facts.id };
      this.host.dragDivider(facts.point);
    } else this.press(facts);
  }

  move(facts: PointerFacts): void {
    if (facts.type === 'pen') this.isPenNear = true;
    if (this.fingers.has(facts.id)) {
      if (this.activity.kind === 'pinch') {
        this.pinch(facts);
        return;
      }
      this.fingers.set(facts.id, facts.point);
    }
    const { activity } = this;
    if (activity.kind === 'idle' || activity.kind === 'pinch') {
      if (activity.kind === 'idle' && facts.type !== 'touch') this.hover(facts);
      return;
    }
    if (activity.id !== facts.id) return;
    if (activity.kind === 'undecided') this.decide(activity, facts);
    else if (activity.kind === 'gesture') activity.gesture.move(this.toSamples(facts));
    else if (activity.kind === 'pan') {
      this.host.panBy(facts.point.x - activity.last.x, facts.point.y - activity.last.y);
      activity.last = facts.point;
    } else this.host.dragDivider(facts.point);
  }

  /** @param isLost the system took the pointer: what was begun stays, as far as it went */
  up(facts: PointerFacts, isLost = false): void {
    this.fingers.delete(facts.id);
    const { activity } = this;
    if (activity.kind === 'pinch') {
      if (this.fingers.size === 0) this.end();
      return;
    }
    if (activity.kind === 'idle' || activity.id !== facts.id) return;
    this.end();
    if (activity.kind === 'gesture') activity.gesture.commit();
    if (activity.kind !== 'undecided' || isLost) return;
    if (activity.isRight) this.host.openContextMenu(facts.point);
    else this.begin(activity.id, activity.start, activity.pressure, activity.intent)?.commit();
    this.activity = { kind: 'idle' };
  }

  /** The pointer is no longer over the picture. */
  leave(type: PointerFacts['type']): void {
    if (type === 'pen') this.isPenNear = false;
    if (this.activity.kind === 'idle') this.host.tool().hover?.(undefined);
  }

  /** Ends the gesture in hand without a trace. @returns false where there was none */
  cancel(): boolean {
    const { activity } = this;
    this.end();
    if (activity.kind === 'gesture') activity.gesture.cancel();
    return activity.kind === 'gesture' || activity.kind === 'undecided';
  }

  private end(): void {
    this.cancelLongPress?.();
    this.cancelLongPress = undefined;
    this.activity = { kind: 'idle' };
  }

  private seePen(): void {
    this.isPenNear = true;
    if (this.penSeen) return;
    this.penSeen = true;
    this.host.onPen();
  }

  private pans({ type, button }: PointerFacts): boolean {
    if (button === 1) return true;
    if (button !== 0) return false;
    return this.isSpaceHeld || this.host.toolId() === 'hand' || (type === 'touch' && this.penSeen);
  }

  private press(facts: PointerFacts): void {
    const { host } = this;
    const isPenEraser = facts.type === 'pen' && (facts.button === 5 || facts.buttons % 64 >= 32);
    const hasEraseKey = host.isMac ? facts.metaKey : facts.ctrlKey;
    // On a Mac, Ctrl and the left button are the right button.
    const isRight = facts.button === 2 || (host.isMac && facts.ctrlKey && facts.button === 0);
    if (!isRight && facts.button !== 0 && !isPenEraser) return;
    const paints = paintTools.includes(host.toolId());
    const intent = {
      isErasing: isRight || isPenEraser || (paints && hasEraseKey),
      isExtending: facts.shiftKey,
    };
    const pressure = facts.samples.at(-1)?.pressure ?? 1;
    if (!isRight && facts.type !== 'touch') {
      this.begin(facts.id, facts.point, pressure, intent);
      return;
    }
    this.activity = {
      kind: 'undecided',
      id: facts.id,
      start: facts.point,
      pressure,
      intent,
      isRight,
    };
    if (facts.type !== 'touch') return;
    this.cancelLongPress = host.callLater(() => {
      if (this.activity.kind !== 'undecided') return;
      this.end();
      host.openContextMenu(facts.point);
    }, longPressMs);
  }

  private begin(
    id: number,
    point: Point,
    pressure: number,
    intent: GestureIntent,
  ): Gesture | undefined {
    const gesture = this.host.tool().begin(this.host.toSample(point, pressure), intent);
    this.activity = gesture ? { kind: 'gesture', id, gesture } : { kind: 'pan', id, last: point };
    return gesture;
  }

  private decide(activity: Activity & { kind: 'undecided' }, facts: PointerFacts): void {
    const { start } = activity;
    const distance = Math.hypot(facts.point.x - start.x, facts.point.y - start.y);
    if (distance < dragDistancePx * this.host.pixelRatio()) return;
    this.end();
    // A right drag has a meaning in the paint tools alone.
    if (activity.isRight && !paintTools.includes(this.host.toolId())) return;
    this.begin(activity.id, start, activity.pressure, activity.intent);
    this.move(facts);
  }

  private hover(facts: PointerFacts): void {
    this.host.tool().hover?.(this.host.toSample(facts.point, 1));
  }

  private toSamples({ samples }: PointerFacts): PointerSample[] {
    return samples.map(({ point, pressure }) => this.host.toSample(point, pressure));
  }

  private beginPinch(): void {
    this.cancel();
    this.activity = { kind: 'pinch' };
  }

  private pinch(facts: PointerFacts): void {
    const other = [...this.fingers].find(([id]) => id !== facts.id)?.[1];
    const before = this.fingers.get(facts.id);
    this.fingers.set(facts.id, facts.point);
    if (!other || !before) return;
    const middle = (a: Point) => ({ x: (a.x + other.x) / 2, y: (a.y + other.y) / 2 });
    const spread = (a: Point) => Math.max(1, Math.hypot(a.x - other.x, a.y - other.y));
    const from = middle(before);
    const to = middle(facts.point);
    this.host.panBy(to.x - from.x, to.y - from.y);
    this.host.zoomBy(spread(facts.point) / spread(before), to);
  }
}
