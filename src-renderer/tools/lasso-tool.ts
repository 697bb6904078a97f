import { fillPolygon } from '../mask/polygon-fill';
import type { Point } from '../viewer/viewport';
import type { Gesture, GestureIntent, PointerSample, Tool, ToolHost, ToolPreview } from './tool';

export interface LassoSettings {
  readonly takesAway: boolean;
  readonly featherPx: number;
}

const dragDistancePx = 4;
const snapDistancePx = 9;

/**
 * Encloses damage: by one free drag that closes itself when it ends, or by corners that are clicked until the first one, or the
 * last one again, is clicked.
 */
export class LassoTool implements Tool {
  private readonly host: ToolHost;
  private readonly settings: () => LassoSettings;
  private corners: readonly Point[] = [];
  /** Drawn by the drag in hand. */
  private path: readonly Point[] = [];
  private pointer: Point | undefined;
  private isErasing = false;

  constructor(host: ToolHost, settings: () => LassoSettings) {
    this.host = host;
    this.settings = settings;
  }

  begin(sample: PointerSample, intent: GestureIntent): Gesture {
    if (this.corners.length === 0) this.isErasing = intent.isErasing || this.settings().takesAway;
    let isDrag = false;
    return {
      move: (samples) => {
        const now = samples.at(-1)!;
        this.pointer = now.photo;
        isDrag ||= this.distance(sample.photo, now.photo) >= dragDistancePx;
        if (isDrag) {
          if (this.path.length === 0) this.path = [sample.photo];
          this.path = [...this.path, ...samples.map(({ photo }) => photo)];
        }
        this.host.redraw();
      },
      commit: () => {
        if (isDrag) this.close([...this.corners, ...this.path]);
        else this.addCorner(sample.photo);
      },
      cancel: () => {
        this.path = [];
        this.host.redraw();
      },
    };
  }

  hover(sample: PointerSample | undefined): void {
    this.pointer = sample?.photo;
    if (this.corners.length > 0) this.host.redraw();
  }

  preview(): ToolPreview | undefined {
    const points = [...this.corners, ...this.path];
    if (points.length === 0) return undefined;
    if (this.path.length === 0 && this.pointer) points.push(this.pointer);
    const [first] = this.corners;
    const isNear = first && this.pointer && this.distance(first, this.pointer) <= snapDistancePx;
    return { kind: 'path', points, snap: isNear && this.corners.length > 2 ? first : undefined };
  }

  leave(): boolean {
    const hadCorners = this.corners.length > 0;
    this.corners = [];
    this.path = [];
    if (hadCorners) this.host.redraw();
    return hadCorners;
  }

  private addCorner(corner: Point): void {
    const [first] = this.corners;
    const last = this.corners.at(-1);
    const isAtFirst = first !== undefined && this.distance(first, corner) <= snapDistancePx;
    const isAtLast = last !== undefined && this.distance(last, corner) < dragDistancePx;
    const closes = this.corners.length > 2 && (isAtFirst || isAtLast);
    if (closes) this.close(this.corners);
    // The second click of a double click is no corner of its own.
    else if (!isAtLast) {
      this.corners = [...this.corners, corner];
      this.host.redraw();
    }
  }

  private close(points: readonly Point[]): void {
    this.leave();
    const mask = this.host.mask();
    mask.beginEdit();
    const { featherPx } = this.settings();
    const region = fillPolygon(mask, this.isErasing ? 'erase' : 'paint', points, featherPx);
    if (region) mask.notify(region);
    this.host.commitEdit(this.isErasing ? 'lassoErase' : 'lasso');
    this.host.redraw();
  }

  /** In CSS pixels. */
  private distance(a: Point, b: Point): number {
    const cssPxPerPhotoPx = this.host.viewport().scale / this.host.pixelRatio();
    return Math.hypot(a.x - b.x, a.y - b.y) * cssPxPerPhotoPx;
  }
}
