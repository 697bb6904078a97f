import { tileSidePx } from '../../src-shared/model/picture-source';
import type { PixelRegion } from '../../src-shared/model/pixel-region';
import type { Point } from '../viewer/viewport';
import type { MaskLayer } from './mask-layer';
import { clipRegion, growRegion } from './mask-tiles';
import { writeCoverage, type MaskAction } from './mask-write';

/** Lines a row is cut into: edges are then smooth enough across; along a row they are exact. */
const linesPerRow = 4;

interface Edge {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** 1 down, -1 up. */
  readonly winding: 1 | -1;
}

/**
 * Fills a closed polygon into the open edit of a mask, with an edge of one pixel, or `featherPx` soft on both sides. What the
 * line goes round more than once is inside, too.
 * @param points at least three, in photo pixels
 * @returns the region that was written to
 */
export function fillPolygon(
  mask: MaskLayer,
  action: MaskAction,
  points: readonly Point[],
  featherPx: number,
): PixelRegion | undefined {
  if (points.length < 3) return undefined;
  const edges = toEdges(points);
  const bounds = clipRegion(growRegion(boundsOf(points), featherPx), mask.width, mask.height);
  // Band by band: a lasso round everything would else need the memory of the whole photo.
  for (let y = bounds.y; y < bounds.y + bounds.height; y += tileSidePx) {
    const height = Math.min(tileSidePx, bounds.y + bounds.height - y);
    const band = { x: bounds.x, y, width: bounds.width, height };
    const wide = growRegion(band, featherPx);
    const coverage = coverRegion(edges, wide);
    if (featherPx > 0) blur(coverage, wide.width, wide.height, featherPx);
    writeCoverage(mask, action, band, crop(coverage, wide, band));
  }
  return bounds.width > 0 && bounds.height > 0 ? bounds : undefined;
}

function boundsOf(points: readonly Point[]): PixelRegion {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const least = (values: readonly number[]) => Math.floor(values.reduce((a, b) => Math.min(a, b)));
  const most = (values: readonly number[]) => Math.ceil(values.reduce((a, b) => Math.max(a, b)));
  const x = least(xs);
  const y = least(ys);
  return { x, y, width: most(xs) - x, height: most(ys) - y };
}

function toEdges(points: readonly Point[]): Edge[] {
  return points.flatMap((from, index): Edge[] => {
    const to = points[(index + 1) % points.length]!;
    if (from.y === to.y) return [];
    return from.y < to.y
      ? [{ x1: from.x, y1: from.y, x2: to.x, y2: to.y, winding: 1 }]
      : [{ x1: to.x, y1: to.y, x2: from.x, y2: from.y, winding: -1 }];
  });
}

function coverRegion(edges: readonly Edge[], region: PixelRegion): Uint8Array {
  const coverage = new Uint8Array(region.width * region.height);
  const near = edges.filter(({ y1, y2 }) => y1 < region.y + region.height && y2 > region.y);
  const sums = new Float32Array(region.width);
  for (let row = 0; row < region.height; row += 1) {
    const y = region.y + row;
    const crossing = near.filter(({ y1, y2 }) => y1 < y + 1 && y2 > y);
    if (crossing.length === 0) continue;
    sums.fill(0);
    for (let line = 0; line < linesPerRow; line += 1) {
      coverLine(crossing, y + (line + 0.5) / linesPerRow, region.x, sums);
    }
    for (let x = 0; x < region.width; x += 1) {
      coverage[row * region.width + x] = Math.round(255 * Math.min(1, sums[x]! / linesPerRow));
    }
  }
  return coverage;
}

function coverLine(edges: readonly Edge[], y: number, left: number, sums: Float32Array): void {
  const crossings = edges
    .filter(({ y1, y2 }) => y1 <= y && y2 > y)
    .map(({ x1, y1, x2, y2, winding }) => ({
      x: x1 + ((y - y1) / (y2 - y1)) * (x2 - x1) - left,
      winding,
    }))
    .sort((a, b) => a.x - b.x);
  let depth = 0;
  let start = 0;
  for (const { x, winding } of crossings) {
    if (depth === 0) start = x;
    depth += winding;
    if (depth === 0) addSpan(sums, Math.max(0, start), Math.min(sums.length, x));
  }
}

/** Adds a stretch of a line, its end pixels by the share it covers. */
function addSpan(sums: Float32Array, from: number, to: number): void {
  if (to <= from) return;
  const first = Math.floor(from);
  const last = Math.floor(to);
  if (first === last) {
    sums[first]! += to - from;
    return;
  }
  sums[first]! += first + 1 - from;
  for (let x = first + 1; x < last; x += 1) sums[x]! += 1;
  if (last < sums.length) sums[last]! += to - last;
}

/** Two running means one after the other, along rows and columns: a soft edge that ends at `radius`. */
function blur(values: Uint8Array, width: number, height: number, radius: number): void {
  for (const reach of [Math.ceil(radius / 2), Math.floor(radius / 2)]) {
    if (reach === 0) continue;
    for (let y = 0; y < height; y += 1) meanAlong(values, y * width, 1, width, reach);
    for (let x = 0; x < width; x += 1) meanAlong(values, x, width, height, reach);
  }
}

function meanAlong(
  values: Uint8Array,
  start: number,
  stride: number,
  count: number,
  reach: number,
): void {
  const line = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) line[index] = values[start + index * stride]!;
  let sum = 0;
  for (let index = 0; index < Math.min(reach, count); index += 1) sum += line[index]!;
  const size = 2 * reach + 1;
  for (let index = 0; index < count; index += 1) {
    sum += (line[index + reach] ?? 0) - (line[index - reach - 1] ?? 0);
    values[start + index * stride] = Math.round(sum / size);
  }
}

function crop(values: Uint8Array, from: PixelRegion, to: PixelRegion): Uint8Array {
  if (from.width === to.width && from.height === to.height) return values;
  const cropped = new Uint8Array(to.width * to.height);
  for (let row = 0; row < to.height; row += 1) {
    const start = (row + to.y - from.y) * from.width + to.x - from.x;
    cropped.set(values.subarray(start, start + to.width), row * to.width);
  }
  return cropped;
}
