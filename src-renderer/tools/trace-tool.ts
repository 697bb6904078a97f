import type { TracedLine } from '../../src-shared/contract/engine-contract';
import type { Point } from '../viewer/viewport';
import { paintedWidth, paintLine, pointsOf } from './paint-line';
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
    return {
      kind: 'line',
      points: pointsOf(line),
      widthPx: paintedWidth(line, this.host.widthPx()),
    };
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
    mask.beginEdit();
    paintLine(mask, isErasing ? 'erase' : 'paint', line, this.host.widthPx());
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
}
