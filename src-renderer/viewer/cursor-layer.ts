import type { ToolPreview } from '../tools/tool';
import type { Pane } from './panes';
import { photoToScreen, type Point, type Viewport } from './viewport';

/** The ring of brush and eraser. */
export interface BrushRing {
  /** Device pixels. */
  readonly radiusPx: number;
  readonly coreRadiusPx: number;
  readonly isEraser: boolean;
}

/** What lies above the picture: it changes with every move of the pointer. */
export interface CursorScene {
  readonly viewport: Viewport;
  readonly pane: Pane;
  readonly pixelRatio: number;
  readonly ring: { readonly ring: BrushRing; readonly at: Point } | undefined;
  /** The keyboard's cursor, device pixels of the pane; drawn as a cross of its own. */
  readonly keyboardCursor: Point | undefined;
  readonly preview: ToolPreview | undefined;
}

type Context = CanvasRenderingContext2D;

/** Below this diameter a ring cannot be seen, and a crosshair is added. CSS pixels. */
const crosshairBelowPx = 6;

/** Draws cursors and previews on a canvas of their own, so that the picture need not be drawn for them. */
export class CursorLayer {
  private readonly canvas: HTMLCanvasElement;
  private readonly context: Context;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d')!;
  }

  draw(scene: CursorScene): void {
    const { context, canvas } = this;
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.save();
    context.translate(scene.pane.offset.x, scene.pane.offset.y);
    if (scene.preview) drawPreview(context, scene, scene.preview);
    if (scene.keyboardCursor) drawCross(context, scene.keyboardCursor, 12, scene.pixelRatio);
    if (scene.ring) drawRing(context, scene.ring.at, scene.ring.ring, scene.pixelRatio);
    context.restore();
  }
}

/** Strokes a path twice, a black line with a white one on its inner or upper side. */
function strokeTwoTone(context: Context, pixelRatio: number, path: (offset: number) => void): void {
  const width = Math.max(1, Math.round(pixelRatio));
  context.lineWidth = width;
  for (const [colour, offset] of [
    ['#000000', width / 2],
    ['#FFFFFF', -width / 2],
  ] as const) {
    context.strokeStyle = colour;
    context.beginPath();
    path(offset);
    context.stroke();
  }
}

function drawRing(context: Context, at: Point, ring: BrushRing, pixelRatio: number): void {
  const circle = (radius: number) =>
    strokeTwoTone(context, pixelRatio, (offset) =>
      context.arc(at.x, at.y, Math.max(0.5, radius + offset), 0, 2 * Math.PI),
    );
  circle(ring.radiusPx);
  if (ring.coreRadiusPx > 2 * pixelRatio && ring.radiusPx - ring.coreRadiusPx > 3 * pixelRatio) {
    circle(ring.coreRadiusPx);
  }
  if (ring.radiusPx * 2 < crosshairBelowPx * pixelRatio) drawCross(context, at, 6.5, pixelRatio);
  if (ring.isEraser) drawMinus(context, at, ring.radiusPx, pixelRatio);
}

function drawMinus(context: Context, at: Point, radiusPx: number, pixelRatio: number): void {
  const distance = radiusPx * Math.SQRT1_2 + 7 * pixelRatio;
  const x = Math.round(at.x + distance);
  const y = Math.round(at.y + distance);
  const half = Math.round(4 * pixelRatio);
  const thick = Math.max(1, Math.round(pixelRatio));
  context.fillStyle = '#000000';
  context.fillRect(x - half - thick, y - thick, 2 * (half + thick), 4 * thick);
  context.fillStyle = '#FFFFFF';
  context.fillRect(x - half, y, 2 * half, 2 * thick);
}

function drawCross(context: Context, at: Point, armPx: number, pixelRatio: number): void {
  const arm = armPx * pixelRatio;
  const gap = 2 * pixelRatio;
  const x = Math.floor(at.x);
  const y = Math.floor(at.y);
  strokeTwoTone(context, pixelRatio, (offset) => {
    for (const side of [-1, 1]) {
      context.moveTo(x + side * gap, y + offset);
      context.lineTo(x + side * arm, y + offset);
      context.moveTo(x + offset, y + side * gap);
      context.lineTo(x + offset, y + side * arm);
    }
  });
}

function drawPreview(context: Context, scene: CursorScene, preview: ToolPreview): void {
  const { viewport, pixelRatio } = scene;
  const width = Math.max(1, Math.round(pixelRatio));
  context.lineJoin = 'round';
  const toScreen = (point: Point) => photoToScreen(viewport, point);
  const trace = (points: readonly Point[]) => {
    context.beginPath();
    for (const point of points.map(toScreen)) context.lineTo(point.x, point.y);
  };
  const strokeCased = (dash: readonly number[]) => {
    context.setLineDash([]);
    context.strokeStyle = '#000000';
    context.lineWidth = 3 * width;
    context.stroke();
    context.setLineDash(dash.map((length) => length * pixelRatio));
    context.strokeStyle = '#FFFFFF';
    context.lineWidth = width;
    context.stroke();
    context.setLineDash([]);
  };
  if (preview.kind === 'box') {
    const from = toScreen(preview.from);
    const to = toScreen(preview.to);
    context.beginPath();
    context.rect(from.x, from.y, to.x - from.x, to.y - from.y);
    strokeCased([4, 4]);
    return;
  }
  trace(preview.points);
  if (preview.kind === 'line') {
    strokeCased([6, 4]);
    return;
  }
  strokeCased([]);
  if (!preview.snap) return;
  const snap = toScreen(preview.snap);
  context.beginPath();
  context.arc(snap.x, snap.y, 4.5 * pixelRatio, 0, 2 * Math.PI);
  strokeCased([]);
}
