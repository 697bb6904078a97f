import type { Evidence } from './evidence';
import { storedWhite } from './luma-pyramid';
import type { LumaStatistics } from './luma-statistics';
import { growRegion, intersectRegions } from '../tensor/region';
import type { Blob } from './speck-blobs';

/** What was measured on a possible speck; lengths in pixels of its level, contrasts in luma. */
export interface BlobFacts {
  readonly pixelCount: number;
  readonly lengthPx: number;
  readonly widthPx: number;
  /** Share of the ellipse of its length and width that it fills; ragged and bent ones fill less. */
  readonly fill: number;
  /** Difference of its mean to the middle of its ring, positive in the direction of its sign. */
  readonly contrast: number;
  /** Largest multiple of what hats usually answer around it. */
  readonly strength: number;
  /** Share of its pixels within 20 % of its peak: dust is flat, a highlight is a bell. */
  readonly flatTop: number;
  /** Contrast over the spread of the ring. */
  readonly contrastToTexture: number;
  /** Share of the contrast by which it surpasses nearly all of the ring (95 %). */
  readonly prominence: number;
  /** Share of the photo's pixels beyond its mean. */
  readonly beyondFraction: number;
  /** Other places at least half as strong within 24 px, as a share of the area there. */
  readonly crowding: number;
  /** Line evidence three times the usual around it, as a share of the area; not so near that its own rim is seen as lines. */
  readonly linesAround: number;
  /** Largest difference between the sides of the ring as a share of the contrast; large where it lies on an edge. */
  readonly ringStep: number;
  /** Steepest step at its rim as a share of the contrast, over that of the picture's edges. */
  readonly sharpness: number;
  readonly isAtEdge: boolean;
  readonly isDark: boolean;
}

const ringGapPx = 2;
const ringPx = 6;
const crowdReachPx = 24;
const lineCollarPx = 9;
const lineReachPx = 20;
const strongLine = 48;

/** Measures a blob and the ring around it on the luma of its level. */
export function measureBlob(evidence: Evidence, blob: Blob, statistics: LumaStatistics): BlobFacts {
  const { level } = evidence;
  const sign = blob.isDark ? -1 : 1;
  const luma = (index: number) => (sign * level.data[index]!) / storedWhite;
  const ring = collectRing(evidence, blob, luma);
  const core = blob.pixels.map(luma).sort((a, b) => a - b);
  const peak = core[Math.floor(core.length * 0.9)]!;
  const mean = core.reduce((sum, value) => sum + value, 0) / core.length;
  const background = quantile(ring.values, 0.5);
  const contrast = Math.max(1e-4, mean - background);
  const bar = background + 0.8 * (peak - background);
  const darker = statistics.darkerFraction(sign * mean);
  const { x, y, width, height } = blob.region;
  return {
    pixelCount: blob.pixels.length,
    ...measureShape(blob, level.width),
    contrast,
    strength: blob.peakStrength / 16,
    flatTop: core.filter((value) => value >= bar).length / core.length,
    contrastToTexture:
      contrast / (0.004 + quantile(ring.values, 0.84) - quantile(ring.values, 0.16)),
    prominence: (mean - quantile(ring.values, 0.95)) / contrast,
    beyondFraction: blob.isDark ? darker : 1 - darker,
    crowding: measureCrowding(evidence, blob),
    linesAround: measureLinesAround(evidence, blob),
    ringStep: ring.sideStep / contrast,
    sharpness: rimStep(blob, level.width, level.height, luma) / contrast / statistics.edgeSharpness,
    isAtEdge: Math.min(x, y, level.width - x - width, level.height - y - height) <= 1,
    isDark: blob.isDark,
  };
}

function quantile(sorted: readonly number[], fraction: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? 0;
}

function collectRing(
  { level }: Evidence,
  { region }: Blob,
  luma: (index: number) => number,
): { values: number[]; sideStep: number } {
  const inner = growRegion(region, ringGapPx);
  const whole = { x: 0, y: 0, width: level.width, height: level.height };
  const outer = intersectRegions(growRegion(region, ringGapPx + ringPx), whole)!;
  const values: number[] = [];
  const sides = [0, 0, 0, 0];
  const counts = [0, 0, 0, 0];
  for (let y = outer.y; y < outer.y + outer.height; y++) {
    const isInside = y >= inner.y && y < inner.y + inner.height;
    for (let x = outer.x; x < outer.x + outer.width; x++) {
      if (isInside && x >= inner.x && x < inner.x + inner.width) continue;
      const index = y * level.width + x;
      const value = luma(index);
      values.push(value);
      const side = y < inner.y ? 0 : y >= inner.y + inner.height ? 1 : x < inner.x ? 2 : 3;
      sides[side]! += value;
      counts[side]!++;
    }
  }
  values.sort((a, b) => a - b);
  const means = sides
    .map((sum, side) => sum / counts[side]!)
    .filter((mean) => Number.isFinite(mean));
  return {
    values,
    sideStep: means.length === 0 ? 0 : Math.max(...means) - Math.min(...means),
  };
}

function measureLinesAround({ level, lineStrength }: Evidence, { region }: Blob): number {
  const inner = growRegion(region, lineCollarPx);
  const whole = { x: 0, y: 0, width: level.width, height: level.height };
  const outer = intersectRegions(growRegion(region, lineReachPx), whole)!;
  let lines = 0;
  let pixels = 0;
  for (let y = outer.y; y < outer.y + outer.height; y++) {
    const isInside = y >= inner.y && y < inner.y + inner.height;
    for (let x = outer.x; x < outer.x + outer.width; x++) {
      if (isInside && x >= inner.x && x < inner.x + inner.width) continue;
      pixels++;
      if (lineStrength[y * level.width + x]! >= strongLine) lines++;
    }
  }
  return lines / Math.max(1, pixels);
}

/** From the second moments: a filled ellipse of those has axes of four standard deviations. */
function measureShape({ pixels }: Blob, width: number) {
  let sumX = 0;
  let sumY = 0;
  for (const index of pixels) {
    sumY += Math.floor(index / width);
    sumX += index % width;
  }
  const meanX = sumX / pixels.length;
  const meanY = sumY / pixels.length;
  let xx = 1 / 12;
  let yy = 1 / 12;
  let xy = 0;
  for (const index of pixels) {
    const dx = (index % width) - meanX;
    const dy = Math.floor(index / width) - meanY;
    xx += (dx * dx) / pixels.length;
    yy += (dy * dy) / pixels.length;
    xy += (dx * dy) / pixels.length;
  }
  const middle = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  const lengthPx = 4 * Math.sqrt(middle + spread);
  const widthPx = 4 * Math.sqrt(Math.max(1 / 12, middle - spread));
  return { lengthPx, widthPx, fill: pixels.length / ((Math.PI / 4) * lengthPx * widthPx) };
}

function measureCrowding({ level, speckStrength }: Evidence, blob: Blob): number {
  const bar = Math.max(40, 0.5 * blob.peakStrength);
  const whole = { x: 0, y: 0, width: level.width, height: level.height };
  const around = intersectRegions(growRegion(blob.region, crowdReachPx), whole)!;
  let strong = 0;
  for (let y = around.y; y < around.y + around.height; y++) {
    for (let x = around.x; x < around.x + around.width; x++) {
      if (speckStrength[y * level.width + x]! >= bar) strong++;
    }
  }
  const own = blob.pixels.filter((index) => speckStrength[index]! >= bar).length;
  return Math.max(0, strong - own) / (around.width * around.height - blob.pixels.length);
}

/** Mean over the pixels at the rim of their largest fall to a neighbour outside. */
function rimStep(
  { pixels }: Blob,
  width: number,
  height: number,
  luma: (index: number) => number,
): number {
  const own = new Set(pixels);
  let sum = 0;
  let count = 0;
  for (const index of pixels) {
    const y = Math.floor(index / width);
    const x = index - y * width;
    let steepest = -Infinity;
    for (const [dx, dy] of [
      [-1, 0],
      [1, 0],
      [0, -1],
      [0, 1],
    ] as const) {
      if (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height) continue;
      const next = index + dy * width + dx;
      if (!own.has(next)) steepest = Math.max(steepest, luma(index) - luma(next));
    }
    if (steepest === -Infinity) continue;
    sum += steepest;
    count++;
  }
  return sum / Math.max(1, count);
}
