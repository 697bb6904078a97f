import type { PictureSource } from '../../src-shared/model/picture-source';
import type { ScreenRect } from './tile-grid';
import { photoOrigin, type Point, type Size, type Viewport } from './viewport';

/** How two or more pictures are looked at together. */
export type Compare =
  | {
      readonly mode: 'divider';
      /** Shown left of the divider. */
      readonly before: PictureSource;
      /** Place of the divider, [0, 1] of the photo area's width. */
      readonly position: number;
      readonly onPosition: (position: number) => void;
    }
  | { readonly mode: 'sideBySide'; readonly panes: readonly PictureSource[] };

/** One picture on the canvas. All panes show the same part of the photo. */
export interface Pane {
  readonly source: PictureSource;
  /** Upper left corner of the pane on the canvas, device pixels. */
  readonly offset: Point;
  /** What of the canvas it may draw on. */
  readonly clip: ScreenRect;
}

const gapPx = 8;

/** Rows and columns of panes: two lie beside each other (above each other where the area is tall), three and four in two rows. */
function paneGrid(count: number, canvas: Size): { columns: number; rows: number } {
  if (count <= 1) return { columns: 1, rows: 1 };
  if (count > 2) return { columns: 2, rows: 2 };
  return canvas.width >= canvas.height ? { columns: 2, rows: 1 } : { columns: 1, rows: 2 };
}

/** Number of pictures beside each other. */
export function paneCount(compare: Compare | undefined): number {
  return compare?.mode === 'sideBySide' ? compare.panes.length : 1;
}

/** Size of each of so many panes, in device pixels. */
export function paneSize(canvas: Size, count: number, pixelRatio: number): Size {
  const { columns, rows } = paneGrid(count, canvas);
  const gap = Math.round(gapPx * pixelRatio);
  return {
    width: Math.max(1, Math.floor((canvas.width - gap * (columns - 1)) / columns)),
    height: Math.max(1, Math.floor((canvas.height - gap * (rows - 1)) / rows)),
  };
}

/** Where the panes of a view lie. `isOriginalHeld` and the like are for the caller: `source` is what it shows. */
export function layoutPanes(
  canvas: Size,
  viewport: Viewport,
  source: PictureSource,
  compare: Compare | undefined,
  pixelRatio: number,
): readonly Pane[] {
  const whole = { left: 0, top: 0, right: canvas.width, bottom: canvas.height };
  const offset = { x: 0, y: 0 };
  if (!compare) return [{ source, offset, clip: whole }];
  if (compare.mode === 'divider') {
    const x = dividerX(viewport, compare.position);
    return [
      { source: compare.before, offset, clip: { ...whole, right: x } },
      { source, offset, clip: { ...whole, left: x } },
    ];
  }
  const { columns } = paneGrid(compare.panes.length, canvas);
  const { width, height } = paneSize(canvas, compare.panes.length, pixelRatio);
  const gap = Math.round(gapPx * pixelRatio);
  return compare.panes.map((paneSource, index) => {
    const left = (index % columns) * (width + gap);
    const top = Math.floor(index / columns) * (height + gap);
    return {
      source: paneSource,
      offset: { x: left, y: top },
      clip: { left, top, right: left + width, bottom: top + height },
    };
  });
}

/** The pane under a point of the canvas; the nearest where it is in a gap or outside. */
export function paneAt(panes: readonly Pane[], point: Point): Pane {
  const distance = ({ clip }: Pane) =>
    Math.max(clip.left - point.x, point.x - clip.right, 0) +
    Math.max(clip.top - point.y, point.y - clip.bottom, 0);
  return panes.reduce((best, pane) => (distance(pane) < distance(best) ? pane : best));
}

/** Device column of the divider: it keeps its place on the screen, but never leaves the visible picture. */
export function dividerX(viewport: Viewport, position: number): number {
  const { photo, screen, scale } = viewport;
  const origin = photoOrigin(viewport).x;
  const left = Math.max(0, origin);
  const right = Math.min(screen.width, Math.round(origin + photo.width * scale));
  return Math.min(right, Math.max(left, Math.round(position * screen.width)));
}

const snapPx = 8;

/**
 * The position that dragging the divider to a device column gives; within 8 CSS px of the middle it is the middle, and at the
 * edges of the visible picture, beyond which it does not go, that of the photo area.
 */
export function dividerPosition(viewport: Viewport, x: number, pixelRatio: number): number {
  const { width } = viewport.screen;
  if (Math.abs(x - width / 2) <= snapPx * pixelRatio) return 0.5;
  if (x <= dividerX(viewport, 0)) return 0;
  if (x >= dividerX(viewport, 1)) return 1;
  return x / width;
}

/** True where a press takes the divider: 24 CSS px wide, 44 at its knob. */
export function isOnDivider(
  viewport: Viewport,
  position: number,
  point: Point,
  pixelRatio: number,
): boolean {
  const distance = Math.abs(point.x - dividerX(viewport, position));
  const fromKnob = Math.abs(point.y - knobY(viewport));
  return distance <= (fromKnob <= 22 * pixelRatio ? 22 : 12) * pixelRatio;
}

/** Device row of the knob's middle: the middle of the pane. */
export const knobY = ({ screen }: Viewport): number => Math.round(screen.height / 2);
