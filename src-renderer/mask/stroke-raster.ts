import { tileSidePx } from '../../src-shared/model/picture-source';
import type { PixelRegion } from '../../src-shared/model/pixel-region';
import type { MaskLayer } from './mask-layer';
import { erasedValue, type MaskAction } from './mask-write';
import { clipRegion, keyColumn, keyRow, tileKeysOf } from './mask-tiles';

/** One end of a piece of a stroke, in photo pixels; pixel n reaches from n to n + 1. */
export interface Dab {
  readonly x: number;
  readonly y: number;
  readonly radiusPx: number;
}

/**
 * Stamps the shape that a round brush sweeps from one dab to the next. Overlapping pieces of one stroke do not add up.
 * @param hardness 1 = full up to an edge one pixel soft; 0 = falls off from the middle
 * @returns the region that was written to; undefined outside the photo
 */
export function stampSegment(
  mask: MaskLayer,
  action: MaskAction,
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
    writeShape(mask.writableTile('erased', key), tileX, tileY, part, shape, true);
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
  /** Nothing is covered further away than this. */
  readonly reachPx: number;
  /** Everything is wholly covered within this; below 0 nothing is. */
  readonly corePx: number;
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
    reachPx: Math.max(from.radiusPx, to.radiusPx) + 0.5,
    corePx: innerRadius(Math.min(from.radiusPx, to.radiusPx), hardness),
  };
}

/** Up to here a brush covers wholly; from here to half a pixel beyond its radius it falls off. May be below 0. */
function innerRadius(radiusPx: number, hardness: number): number {
  return Math.min(radiusPx * hardness, radiusPx - 0.5);
}

/** Radius, in photo pixels, up to which a brush covers wholly; 0 where that is nowhere. */
export function hardCoreRadius(radiusPx: number, hardness: number): number {
  return Math.max(0, innerRadius(radiusPx, hardness));
}

/** Where a row at height `y` crosses what a disc of `radius` sweeps: left and right end; left > right where it does not. */
function crossRow(shape: SweptShape, y: number, radius: number): readonly [number, number] {
  const { from, dx, dy, lengthSquared } = shape;
  let left = Infinity;
  let right = -Infinity;
  const add = (x: number) => {
    left = Math.min(left, x);
    right = Math.max(right, x);
  };
  for (const end of [0, 1]) {
    const away = y - from.y - end * dy;
    const half = radius * radius - away * away;
    if (half < 0) continue;
    add(from.x + end * dx - Math.sqrt(half));
    add(from.x + end * dx + Math.sqrt(half));
  }
  if (Math.abs(dy) < 1e-9) return [left, right];
  // The two long sides of the rectangle between the discs.
  const length = Math.sqrt(lengthSquared);
  for (const side of [-1, 1]) {
    const sideX = from.x - (side * radius * dy) / length;
    const sideY = from.y + (side * radius * dx) / length;
    const along = (y - sideY) / dy;
    if (along >= 0 && along <= 1) add(sideX + along * dx);
  }
  return [left, right];
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
  // Column numbers of pixels whose middles lie between two places.
  const firstFrom = (x: number) => Math.max(part.left, Math.ceil(x - tileX - 0.5));
  const lastTo = (x: number) => Math.min(part.right, Math.floor(x - tileX - 0.5) + 1);
  for (let row = part.top; row < part.bottom; row += 1) {
    const y = tileY + row + 0.5;
    const [reachLeft, reachRight] = crossRow(shape, y, shape.reachPx);
    if (reachLeft > reachRight) continue;
    const first = firstFrom(reachLeft);
    const last = lastTo(reachRight);
    const [coreLeft, coreRight] = shape.corePx > 0 ? crossRow(shape, y, shape.corePx) : [1, 0];
    const coreFirst = coreLeft > coreRight ? last : Math.min(last, firstFrom(coreLeft));
    const coreLast = coreLeft > coreRight ? last : Math.max(coreFirst, lastTo(coreRight));
    const start = row * tileSidePx;
    if (coreLast > coreFirst) tile.fill(raises ? 255 : 0, start + coreFirst, start + coreLast);
    const place = { y, tileX, start };
    writeEdge(tile, place, first, coreFirst, shape, raises);
    writeEdge(tile, place, coreLast, last, shape, raises);
  }
}

/** The pixels of a row from column `first` to before `last`, one by one: the soft edge, where a stroke spends its time. */
function writeEdge(
  tile: Uint8Array,
  { y, tileX, start }: { readonly y: number; readonly tileX: number; readonly start: number },
  first: number,
  last: number,
  shape: SweptShape,
  raises: boolean,
): void {
  const { from, dx, dy, lengthSquared, radiusChange, hardness } = shape;
  const inverseLength = lengthSquared > 0 ? 1 / lengthSquared : 0;
  const done = raises ? 255 : 0;
  const py = y - from.y;
  let outer = from.radiusPx + 0.5;
  let inverseWidth = 1 / (outer - innerRadius(from.radiusPx, hardness));
  for (let column = first; column < last; column += 1) {
    const before = tile[start + column]!;
    // Most of what a long stroke passes over it has covered already.
    if (before === done) continue;
    const px = tileX + column + 0.5 - from.x;
    let along = (px * dx + py * dy) * inverseLength;
    along = along < 0 ? 0 : along > 1 ? 1 : along;
    if (radiusChange !== 0) {
      const radius = from.radiusPx + radiusChange * along;
      outer = radius + 0.5;
      inverseWidth = 1 / (outer - innerRadius(radius, hardness));
    }
    const ex = px - dx * along;
    const ey = py - dy * along;
    const depth = (outer - Math.sqrt(ex * ex + ey * ey)) * inverseWidth;
    if (depth <= 0) continue;
    const value = depth >= 1 ? 255 : falloff[(depth * falloffSteps) | 0]!;
    if (raises) {
      if (value > before) tile[start + column] = value;
    } else tile[start + column] = erasedValue(before, value);
  }
}

const falloffSteps = 1024;
/** What is covered at a depth into the soft edge: rises smoothly from 0 to 255. */
const falloff = Uint8Array.from({ length: falloffSteps }, (_, step) => {
  const t = (step + 0.5) / falloffSteps;
  return Math.round(255 * t * t * (3 - 2 * t));
});
