import type { ScreenRect } from './tile-grid';

/** Draws on demand only: asks for one animation frame, whatever is reported until then, and says what has to be drawn. */
export class FrameScheduler {
  private readonly draw: (dirty: ScreenRect | undefined) => void;
  private request: number | undefined;
  private dirty: ScreenRect | undefined;
  private isWhole = false;

  /** @param draw gets the smallest rectangle that holds what was reported; undefined = everything */
  constructor(draw: (dirty: ScreenRect | undefined) => void) {
    this.draw = draw;
  }

  /** Reports that a rectangle, or with undefined everything, has to be drawn. */
  invalidate(rect?: ScreenRect): void {
    if (rect) this.dirty = this.dirty ? uniteRects(this.dirty, rect) : rect;
    else this.isWhole = true;
    this.request ??= requestAnimationFrame(() => this.run());
  }

  /** Draws nothing any more. */
  stop(): void {
    if (this.request !== undefined) cancelAnimationFrame(this.request);
  }

  private run(): void {
    const dirty = this.isWhole ? undefined : this.dirty;
    this.request = undefined;
    this.dirty = undefined;
    this.isWhole = false;
    this.draw(dirty);
  }
}

/** The smallest rectangle that holds both. */
export function uniteRects(a: ScreenRect, b: ScreenRect): ScreenRect {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** The rectangle that both share; right <= left or bottom <= top where there is none. */
export function intersectRects(a: ScreenRect, b: ScreenRect): ScreenRect {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}
