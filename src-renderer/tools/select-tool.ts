import type { MarkSelection, ShownMark } from '../viewer/photo-view-props';
import type { Point } from '../viewer/viewport';
import { hitMarks, marksInBox, type HitScene } from './mark-hit';
import type { Gesture, GestureIntent, PointerSample, Tool, ToolPreview } from './tool';

export interface SelectHost {
  readonly scene: () => HitScene;
  readonly select: (selection: MarkSelection) => void;
  readonly hover: (markId: string | undefined) => void;
  readonly open: (markId: string) => void;
  readonly panBy: (dx: number, dy: number) => void;
  readonly redraw: () => void;
}

const dragDistancePx = 4;

/**
 * Chooses marks: a click takes the nearest, another click at the same place the next one under it, Shift adds or takes away, a
 * box takes what lies in it. A drag that begins beside all marks moves the picture, unless Shift is held.
 */
export class SelectTool implements Tool {
  private readonly host: SelectHost;
  private box: { readonly from: Point; readonly to: Point } | undefined;
  private hoveredId: string | undefined;
  private lastClick: { readonly screen: Point; readonly markId: string } | undefined;

  constructor(host: SelectHost) {
    this.host = host;
  }

  begin(sample: PointerSample, intent: GestureIntent): Gesture {
    const hits = hitMarks(this.host.scene(), sample);
    const pans = hits.length === 0 && !intent.isExtending;
    let last = sample;
    let isDrag = false;
    return {
      move: (samples) => {
        const now = samples.at(-1)!;
        isDrag ||= screenDistance(sample.screen, now.screen) >= this.dragDistance();
        if (!isDrag) return;
        if (pans) this.host.panBy(now.screen.x - last.screen.x, now.screen.y - last.screen.y);
        else this.showBox({ from: sample.photo, to: now.photo });
        last = now;
      },
      commit: () => {
        if (isDrag && !pans) this.takeBox(intent);
        else if (!isDrag) this.click(sample, hits, intent);
      },
      cancel: () => this.showBox(undefined),
    };
  }

  hover(sample: PointerSample | undefined): void {
    const hit = sample && hitMarks(this.host.scene(), sample)[0];
    const id = hit?.mark.id;
    if (id === this.hoveredId) return;
    this.hoveredId = id;
    this.host.hover(id);
  }

  /** Another tool is taken up: what lies under the pointer is not meant any more. */
  leave(): boolean {
    this.hover(undefined);
    return false;
  }

  doubleClick(sample: PointerSample): void {
    const hit = hitMarks(this.host.scene(), sample)[0];
    if (hit) this.host.open(hit.mark.id);
  }

  preview(): ToolPreview | undefined {
    return this.box && { kind: 'box', ...this.box };
  }

  cursor(): string {
    return this.hoveredId === undefined ? 'default' : 'pointer';
  }

  private click(
    sample: PointerSample,
    hits: readonly ShownMark[],
    { isExtending }: GestureIntent,
  ): void {
    const { lastClick } = this;
    let taken = hits[0];
    if (lastClick && screenDistance(lastClick.screen, sample.screen) < this.dragDistance()) {
      const before = hits.findIndex(({ mark }) => mark.id === lastClick.markId);
      taken = hits[(before + 1) % Math.max(1, hits.length)];
    }
    this.lastClick = taken && { screen: sample.screen, markId: taken.mark.id };
    // A miss with Shift held is a miss, not a wish to select nothing.
    if (!taken && isExtending) return;
    this.host.select({
      markIds: taken ? [taken.mark.id] : [],
      mode: isExtending ? 'toggle' : 'replace',
    });
  }

  private takeBox({ isExtending }: GestureIntent): void {
    if (!this.box) return;
    const { from, to } = this.box;
    const region = {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x),
      height: Math.abs(from.y - to.y),
    };
    this.showBox(undefined);
    const markIds = marksInBox(this.host.scene().marks, region).map(({ mark }) => mark.id);
    this.host.select({ markIds, mode: isExtending ? 'add' : 'replace' });
  }

  private showBox(box: { readonly from: Point; readonly to: Point } | undefined): void {
    this.box = box;
    this.host.redraw();
  }

  private dragDistance(): number {
    return dragDistancePx * this.host.scene().pixelRatio;
  }
}

const screenDistance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
