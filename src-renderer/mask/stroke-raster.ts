import { tileSidePx } from '../../src-shared/model/picture-source';
import type { PixelRegion } from '../../src-shared/model/pixel-region';
import type { MaskLayer } from './mask-layer';
import { clipRegion, keyColumn, keyRow, tileKeysOf } from './mask-tiles';

/** One end of a piece of a stroke, in photo pixels; pixel n reaches from n to n + 1. */
export interface Dab {
  readonly x: number;
  readonly y: number;
  readonly radiusPx: number;
}

/** `paint` adds to the painted plane; `erase` takes from it and adds to the erased one; `erasePainted` only takes. */
export type StrokeAction = 'paint' | 'erase' | 'erasePainted';

/**
 * Stamps the shape that a round brush sweeps from one dab to the next. Overlapping pieces of one stroke do not add up.
 * @param hardness 1 = full up to an edge one pixel soft; 0 = falls off from the middle
 * @returns the region that was written to; undefined outside the photo
 */
export function stampSegment(
  mask: MaskLayer,
  action: StrokeAction,
  from: Dab,
  to: Dab,
  hardness: number,
): PixelRegion | undefined {
  const reach = Math.max(from.radiusPx, to.radiusPx) + 1;
  const x = Math.floor(Math.min(from.x, to.x) - reach);
  const y = Math.floor(Math.min(from.y, to.y) - reach);
  const right = Math.ceil(Math.max(from.x, to.x) + reach);
  const bottom = Math.ceil(Math.max(from.y, to.y) + reach);
  const bounds = clipRegion(
    { x, y, width: right - x, height: bottom - y },
    mask.width,
    mask.height,
  );
  if (bounds.width === 0 || bounds.height === 0) return undefined;
  const shape = sweptShape(from, to, hardness);
  for (const key of tileKeysOf(bounds, mask.width, mask.height)) {
    const tileX = keyColumn(key) * tileSidePx;
    const tileY = keyRow(key) * tileSidePx;
    const part = {
      left: Math.max(bounds.x, tileX) - tileX,
      right: Math.min(bounds.x + bounds.width, tileX + tileSidePx) - tileX,
      top: Math.max(bounds.y, tileY) - tileY,
      bottom: Math.min(bounds.y + bounds.height, tileY + tileSidePx) - tileY,
    };
    if (action === 'paint') {
      writeShape(mask.writableTile('painted', key), tileX, tileY, part, shape, true);
      continue;
    }
    if (mask.tiles('painted').has(key)) {
      writeShape(mask.writableTile('painted', key), tileX, tileY, part, shape, false);
    }
    if (action === 'erase') {
      writeShape(mask.writableTile('erased', key), tileX, tileY, part, shape, true);
    }
  }
  return bounds;
}

interface SweptShape {
  readonly from: Dab;
  readonly dx: number;
  readonly dy: number;
  readonly lengthSquared: number;
  readonly radiusChange: number;
  readonly hardness: number;
  readonly maximumRadius: number;
}

interface TilePart {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function sweptShape(from: Dab, to: Dab, hardness: number): SweptShape {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return {
    from,
    dx,
    dy,
    lengthSquared: dx * dx + dy * dy,
    radiusChange: to.radiusPx - from.radiusPx,
    hardness,
    maximumRadius: Math.max(from.radiusPx, to.radiusPx),
  };
}

/** The stretch of a pixel row that a round brush, swept along a segment, can reach: [first x, last x]. */
function reachOfRow(shape: SweptShape, y: number, radius: number): readonly [number, number] {
  const { from, dx, dy } = shape;
  // The segment between the two heights from which the row can be reached, widened by the reach there.
  let low = 0;
  let high = 1;
  if (Math.abs(dy) > 1e-9) {
    const a = (y - radius - from.y) / dy;
    const b = (y + radius - from.y) / dy;
    low = Math.max(0, Math.min(a, b));
    high = Math.min(1, Math.max(a, b));
    if (low > high) return [1, 0];
  }
  const x1 = from.x + dx * low;
  const x2 = from.x + dx * high;
  return [Math.min(x1, x2) - radius, Math.max(x1, x2) + radius];
}

/** Raises the tile to the shape's coverage, or lowers it to what the shape leaves. */
function writeShape(
  tile: Uint8Array,
  tileX: number,
  tileY: number,
  part: TilePart,
  shape: SweptShape,
  raises: boolean,
): void {
  const { from, dx, dy, lengthSquared, radiusChange, hardness } = shape;
  const inverseLength = lengthSquared > 0 ? 1 / lengthSquared : 0;
  for (let row = part.top; row < part.bottom; row += 1) {
    const y = tileY + row + 0.5;
    const [reachLeft, reachRight] = reachOfRow(shape, y, shape.maximumRadius + 1);
    const first = Math.max(part.left, Math.floor(reachLeft - tileX - 0.5));
    const last = Math.min(part.right, Math.ceil(reachRight - tileX + 0.5));
    const py = y - from.y;
    for (
      let column = first, index = row * tileSidePx + first;
      column < last;
      column += 1, index += 1
    ) {
      const px = tileX + column + 0.5 - from.x;
      let along = (px * dx + py * dy) * inverseLength;
      along = along < 0 ? 0 : along > 1 ? 1 : along;
      const radius = from.radiusPx + radiusChange * along;
      const ex = px - dx * along;
      const ey = py - dy * along;
      const squared = ex * ex + ey * ey;
      const outer = radius + 0.5;
      if (squared >= outer * outer) continue;
      const inner = Math.min(radius * hardness, radius - 0.5);
      let value = 255;
      if (squared > inner * inner || inner < 0) {
        const t = (outer - Math.sqrt(squared)) / (outer - inner);
        value = Math.round(255 * (t >= 1 ? 1 : t * t * (3 - 2 * t)));
      }
      const before = tile[index]!;
      if (raises) {
        if (value > before) tile[index] = value;
      } else if (255 - value < before) tile[index] = 255 - value;
    }
  }
}

/** Coverage, [0, 1], at a distance from a brush's middle: what `stampSegment` writes, for the cursor and for tests. */
export function hardCoreRadius(radiusPx: number, hardness: number): number {
  return Math.max(0, Math.min(radiusPx * hardness, radiusPx - 0.5));
}
