import type { TracedLine } from '../../src-shared/contract/engine-contract';
import { stampSegment } from '../mask/stroke-raster';
import type { Point } from '../viewer/viewport';
import type { Gesture, GestureIntent, PointerSample, Tool, ToolHost, ToolPreview } from './tool';

export interface TraceHost extends ToolHost {
  /** Follows the line nearest to a photo point. */
  readonly traceLine: (point: Point, reachPx: number) => Promise<TracedLine | null>;
  readonly foundNothing: () => void;
  readonly failed: (error: Error) => void;
  /** Width to paint; `auto` = as wide as the line is. */
  readonly widthPx: () => number | 'auto';
}

/** How far from the pointer a line is looked for, CSS pixels. */
const reachCssPx = 16;
const longestReachPx = 512;
/** A line is taken with its skirt: this much more than its width. */
const skirtPx = 2;

/** Finds the scratch under the pointer and shows it ahead of the click that takes it, to both its ends. */
export class TraceTool implements Tool {
  private readonly host: TraceHost;
  private found: { readonly at: Point; readonly line: TracedLine | null } | undefined;
  private wanted: Point | undefined;
  private isAsking = false;

  constructor(host: TraceHost) {
    this.host = host;
  }

  begin(sample: PointerSample, intent: GestureIntent): Gesture {
    return {
      move: () => undefined,
      commit: () => void this.take(sample.photo, intent),
      cancel: () => undefined,
    };
  }

  hover(sample: PointerSample | undefined): void {
    this.wanted = sample?.photo;
    if (!sample) this.show(undefined);
    void this.look();
  }

  preview(): ToolPreview | undefined {
    const line = this.found?.line;
    if (!line) return undefined;
    return { kind: 'line', points: toPoints(line), widthPx: this.widthOf(line) };
  }

  leave(): boolean {
    this.wanted = undefined;
    const hadLine = !!this.found?.line;
    this.show(undefined);
    return hadLine;
  }

  /** One question at a time; the newest place is asked next. */
  private async look(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    while (this.wanted) {
      const at = this.wanted;
      this.wanted = undefined;
      const line = await this.ask(at);
      this.show({ at, line });
    }
    this.isAsking = false;
  }

  private async take(at: Point, { isErasing }: GestureIntent): Promise<void> {
    const known = this.found;
    const isSamePlace = known && Math.hypot(known.at.x - at.x, known.at.y - at.y) < 1;
    const mask = this.host.mask();
    const line = isSamePlace ? known.line : await this.ask(at);
    if (!line) {
      this.host.foundNothing();
      return;
    }
    // Another photo, or a stroke, may have come while the line was looked for.
    if (mask !== this.host.mask() || mask.isEditing) return;
    const radiusPx = this.widthOf(line) / 2;
    const dabs = toPoints(line).map(({ x, y }) => ({ x, y, radiusPx }));
    mask.beginEdit();
    for (const [index, dab] of dabs.entries()) {
      const action = isErasing ? 'erase' : 'paint';
      const region = stampSegment(mask, action, dabs[Math.max(0, index - 1)]!, dab, 1);
      if (region) mask.notify(region);
    }
    this.show(undefined);
    this.host.commitEdit(isErasing ? 'erase' : 'trace');
  }

  private async ask(at: Point): Promise<TracedLine | null> {
    const { scale } = this.host.viewport();
    const reach = (reachCssPx * this.host.pixelRatio()) / scale;
    try {
      return await this.host.traceLine(at, Math.min(longestReachPx, Math.max(1, reach)));
    } catch (error) {
      this.host.failed(error instanceof Error ? error : new Error(String(error)));
      return null;
    }
  }

  private show(found: TraceTool['found']): void {
    const isShown = !!this.found?.line || !!found?.line;
    this.found = found;
    if (isShown) this.host.redraw();
  }

  private widthOf({ widthPx }: TracedLine): number {
    const width = this.host.widthPx();
    return width === 'auto' ? widthPx + skirtPx : width;
  }
}

function toPoints({ points }: TracedLine): Point[] {
  // Pixel positions name pixels; their middles lie half a pixel further.
  return Array.from({ length: points.length / 2 }, (_, index) => ({
    x: points[2 * index]! + 0.5,
    y: points[2 * index + 1]! + 0.5,
  }));
}
