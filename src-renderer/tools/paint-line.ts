import type { TracedLine } from '../../src-shared/contract/engine-contract';
import type { MaskLayer } from '../mask/mask-layer';
import type { MaskAction } from '../mask/mask-write';
import { stampSegment } from '../mask/stroke-raster';
import type { Point } from '../viewer/viewport';

/** A line is taken with its skirt: this much more than its width. */
const skirtPx = 2;

/** How wide a line is painted; `auto` = as wide as it is found to be, with its skirt. */
export function paintedWidth({ widthPx }: TracedLine, wanted: number | 'auto'): number {
  return wanted === 'auto' ? widthPx + skirtPx : wanted;
}

/** The middle of a line in photo pixels: its positions name pixels, whose middles lie half a pixel further. */
export function pointsOf({ points }: TracedLine): Point[] {
  return Array.from({ length: points.length / 2 }, (_, index) => ({
    x: points[2 * index]! + 0.5,
    y: points[2 * index + 1]! + 0.5,
  }));
}

/** Draws a line from end to end into the open edit of a mask. */
export function paintLine(
  mask: MaskLayer,
  action: MaskAction,
  line: TracedLine,
  widthPx: number | 'auto',
): void {
  const radiusPx = paintedWidth(line, widthPx) / 2;
  let last = { ...pointsOf(line)[0]!, radiusPx };
  for (const point of pointsOf(line)) {
    const dab = { ...point, radiusPx };
    const region = stampSegment(mask, action, last, dab, 1);
    if (region) mask.notify(region);
    last = dab;
  }
}
