import { growRegion, intersectRegions, type Region } from '../tensor/region';
import { storedWhite, type LumaLevel } from './luma-pyramid';

/** A mark before it has grown to its skirt. */
export interface SkirtRequest {
  readonly level: LumaLevel;
  /** Indices of pixels in the level that are surely damaged. */
  readonly core: readonly number[];
  /** How far around the core the damage is as strong as there. */
  readonly bodyPx: number;
  /** How far around the core its skirt may reach. */
  readonly reachPx: number;
  readonly isDark: boolean;
}

/** Damage is grown in squares of this side, so that a line across the photo costs its length, not its bounding box. */
const cellSide = 96;
/** A pixel belongs to the skirt while it differs from what would be there by this share of the contrast. */
const shareOfContrast = 0.15;
const smallestDifference = 0.012;
/** ... and by so many standard deviations of the intact surroundings, or it would grow into their texture. */
const deviations = 1.5;

/**
 * Grows the core of a mark to where the damage fades into its surroundings, and a pixel more, so that no halo stays.
 * What would be there without it is the mean of the intact surroundings, nearer ones counting more.
 * @returns indices of pixels in the level, in no order
 */
export function growToSkirt(request: SkirtRequest): Set<number> {
  const { level, core } = request;
  const cells = new Map<number, number[]>();
  const columns = Math.ceil(level.width / cellSide);
  for (const index of core) {
    const y = Math.floor(index / level.width);
    const x = index - y * level.width;
    const cell = Math.floor(y / cellSide) * columns + Math.floor(x / cellSide);
    const pixels = cells.get(cell);
    if (pixels) pixels.push(index);
    else cells.set(cell, [index]);
  }
  const damaged = new Set<number>();
  for (const cell of cells.keys()) {
    const around = [];
    for (let row = -1; row <= 1; row++) {
      for (let column = -1; column <= 1; column++) {
        around.push(...(cells.get(cell + row * columns + column) ?? []));
      }
    }
    growCell(request, boundsOfPixels(cells.get(cell)!, level.width), around, damaged);
  }
  return damaged;
}

function boundsOfPixels(pixels: readonly number[], width: number): Region {
  let left = Infinity;
  let right = -1;
  let top = Infinity;
  let bottom = -1;
  for (const index of pixels) {
    const y = Math.floor(index / width);
    left = Math.min(left, index - y * width);
    right = Math.max(right, index - y * width);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Grows the part of the core that lies in one cell. */
function growCell(
  { level, isDark, bodyPx, reachPx }: SkirtRequest,
  bounds: Region,
  core: readonly number[],
  damaged: Set<number>,
): void {
  const whole = { x: 0, y: 0, width: level.width, height: level.height };
  const window = intersectRegions(growRegion(bounds, 3 * reachPx + 4), whole)!;
  const isCore = new Uint8Array(window.width * window.height);
  for (const index of core) {
    const y = Math.floor(index / level.width) - window.y;
    const x = (index % level.width) - window.x;
    if (x < 0 || y < 0 || x >= window.width || y >= window.height) continue;
    isCore[y * window.width + x] = 1;
  }
  const mayGrow = dilate(isCore, window, reachPx);
  const luma = cutLuma(level, window, isDark ? -1 : 1);
  const background = spreadIntact(luma, mayGrow, window, reachPx + 2);
  const bar = growthBar(luma, background, isCore, mayGrow);
  const body = dilate(isCore, window, bodyPx);
  const grown = floodFrom(body, window, (i) => mayGrow[i] === 1 && luma[i]! - background[i]! > bar);
  const rimmed = dilate(grown, window, 1);
  for (let i = 0; i < rimmed.length; i++) {
    if (rimmed[i] === 0) continue;
    const y = window.y + Math.floor(i / window.width);
    damaged.add(y * level.width + window.x + (i % window.width));
  }
}

/** The difference to the background up to which a pixel is damaged. */
function growthBar(
  luma: Float32Array,
  background: Float32Array,
  isCore: Uint8Array,
  mayGrow: Uint8Array,
): number {
  let contrast = 0;
  let coreCount = 0;
  let squares = 0;
  let intactCount = 0;
  for (let i = 0; i < luma.length; i++) {
    const difference = luma[i]! - background[i]!;
    if (isCore[i] === 1) {
      contrast += difference;
      coreCount++;
    } else if (mayGrow[i] === 0) {
      squares += difference * difference;
      intactCount++;
    }
  }
  return Math.max(
    smallestDifference,
    (shareOfContrast * contrast) / Math.max(1, coreCount),
    deviations * Math.sqrt(squares / Math.max(1, intactCount)),
  );
}

function cutLuma(level: LumaLevel, window: Region, sign: number): Float32Array {
  const luma = new Float32Array(window.width * window.height);
  for (let row = 0, i = 0; row < window.height; row++) {
    let from = (window.y + row) * level.width + window.x;
    for (let column = 0; column < window.width; column++, i++, from++) {
      luma[i] = (sign * level.data[from]!) / storedWhite;
    }
  }
  return luma;
}

/** The mean of the intact pixels around each pixel, nearer ones counting more (two box means one after the other). */
function spreadIntact(
  luma: Float32Array,
  isOut: Uint8Array,
  { width, height }: Region,
  reachPx: number,
): Float32Array {
  const weights = new Float32Array(luma.length);
  const weighted = new Float32Array(luma.length);
  for (let i = 0; i < luma.length; i++) {
    if (isOut[i] === 1) continue;
    weights[i] = 1;
    weighted[i] = luma[i]!;
  }
  for (let pass = 0; pass < 2; pass++) {
    boxSum(weights, width, height, reachPx);
    boxSum(weighted, width, height, reachPx);
  }
  return weighted.map((value, i) => (weights[i]! > 0 ? value / weights[i]! : luma[i]!));
}

/** Sums over the square around each pixel, clipped at the edges, in place. */
function boxSum(values: Float32Array, width: number, height: number, reach: number): void {
  const line = new Float64Array(Math.max(width, height) + 1);
  const alongLine = (start: number, step: number, count: number) => {
    for (let i = 0; i < count; i++) line[i + 1] = line[i]! + values[start + i * step]!;
    for (let i = 0; i < count; i++) {
      values[start + i * step] =
        line[Math.min(count, i + reach + 1)]! - line[Math.max(0, i - reach)]!;
    }
  };
  for (let y = 0; y < height; y++) alongLine(y * width, 1, width);
  for (let x = 0; x < width; x++) alongLine(x, width, height);
}

/** All pixels within `reach` of a set one, in a square. */
function dilate(values: Uint8Array, { width, height }: Region, reach: number): Uint8Array {
  const sums = Float32Array.from(values);
  boxSum(sums, width, height, reach);
  return Uint8Array.from(sums, (sum) => (sum > 0.5 ? 1 : 0));
}

function floodFrom(
  seeds: Uint8Array,
  { width, height }: Region,
  isWanted: (index: number) => boolean,
): Uint8Array {
  const result = seeds.slice();
  const queue: number[] = [];
  for (let i = 0; i < seeds.length; i++) if (seeds[i] === 1) queue.push(i);
  for (let head = 0; head < queue.length; head++) {
    const index = queue[head]!;
    const y = Math.floor(index / width);
    const x = index - y * width;
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const next = ny * width + nx;
        if (result[next] === 1 || !isWanted(next)) continue;
        result[next] = 1;
        queue.push(next);
      }
    }
  }
  return result;
}
