import { distanceToRuns } from '../mask/runs';
import type { PixelRegion } from '../../src-shared/model/pixel-region';
import { pinPlace } from '../viewer/draw-mark-signs';
import { isPin } from '../viewer/mark-style';
import type { ShownMark } from '../viewer/photo-view-props';
import { regionOnScreen } from '../viewer/tile-grid';
import type { Viewport } from '../viewer/viewport';
import type { PointerSample } from './tool';

/** How far from a mark it can still be hit, CSS pixels. */
const hitReachPx = 6;

/** What hitting marks depends on. */
export interface HitScene {
  readonly marks: readonly ShownMark[];
  readonly viewport: Viewport;
  readonly pixelRatio: number;
}

/** The marks under a pointer, the nearest first; of those it is inside of, the thinnest. A small mark's pin counts as well. */
export function hitMarks(scene: HitScene, sample: PointerSample): ShownMark[] {
  const { viewport, pixelRatio } = scene;
  const reach = hitReachPx * pixelRatio;
  const found: { shown: ShownMark; distance: number }[] = [];
  for (const shown of scene.marks) {
    const distance = Math.min(
      bodyDistance(shown, sample, reach / viewport.scale) * viewport.scale,
      isPin(shown, viewport.scale, pixelRatio) ? pinDistance(shown, sample, scene) : Infinity,
    );
    if (distance <= reach) found.push({ shown, distance });
  }
  return found
    .sort((a, b) => a.distance - b.distance || a.shown.mark.widthPx - b.shown.mark.widthPx)
    .map(({ shown }) => shown);
}

function bodyDistance({ mark }: ShownMark, { photo }: PointerSample, reach: number): number {
  const { x, y, width, height } = mark.bounds;
  if (photo.x < x - reach || photo.x > x + width + reach) return Infinity;
  if (photo.y < y - reach || photo.y > y + height + reach) return Infinity;
  return distanceToRuns(mark.runs, photo.x, photo.y);
}

function pinDistance(
  { mark }: ShownMark,
  { screen }: PointerSample,
  { viewport, pixelRatio }: HitScene,
): number {
  const { left, top, right, bottom } = regionOnScreen(viewport, mark.bounds);
  const pin = pinPlace({ x: (left + right) / 2, y: (top + bottom) / 2 }, pixelRatio);
  return Math.hypot(screen.x - pin.x, screen.y - pin.y);
}

/** The marks whose middle lies in a rectangle of the photo. */
export function marksInBox(marks: readonly ShownMark[], box: PixelRegion): ShownMark[] {
  return marks.filter(({ mark: { bounds } }) => {
    const x = bounds.x + bounds.width / 2;
    const y = bounds.y + bounds.height / 2;
    return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  });
}
