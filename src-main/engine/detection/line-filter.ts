import type { LumaTile } from './tile';

/** Directions in which lines are looked for, evenly over half a turn; number k runs along (cos, sin)(k pi / 16). */
export const directionCount = 16;

/** Pixels around a pixel on which its line response depends. */
export const lineHaloPx = 13;

/** Distance of the flanks that a line is compared with; lines up to 4 px wide stand free of them. */
const flankDistancePx = 3;

/** The strongest line response of each pixel of a tile, halo included (there it is incomplete). */
export interface LineResponse {
  /** How much the line is brighter (or darker) than the nearer of its two flanks, in luma; 0 where there is none. */
  readonly contrast: Float32Array;
  /** Direction, plus `directionCount` where the line is darker than its flanks. */
  readonly code: Uint8Array;
}

/** Buffers that one tile after the other uses. */
export interface LineScratch {
  readonly short: Float32Array;
  readonly long: Float32Array;
}

/**
 * For each direction the mean along 15 px (3 neighbours, then 5 of those means 3 px apart) is compared with the same mean on
 * both sides; the smaller difference counts, so that a step edge gives nothing.
 */
export function filterLines(tile: LumaTile, scratch: LineScratch): LineResponse {
  const { width, height, data } = tile;
  const contrast = new Float32Array(width * height);
  const code = new Uint8Array(width * height);
  for (let direction = 0; direction < directionCount; direction++) {
    const geometry = directionGeometry(direction, width);
    averageNearby(data, scratch.short, width, height, geometry);
    averageFar(scratch.short, scratch.long, width, height, geometry);
    compareFlanks(scratch.long, { contrast, code }, width, height, geometry.flank, direction);
  }
  return { contrast, code };
}

interface DirectionGeometry {
  /** Index step of one pixel along the longer component of the direction, and of one pixel across it. */
  readonly major: number;
  readonly minor: number;
  /** Shift along `minor` for each step along `major`, -1..1. */
  readonly slope: number;
  /** Index step from a pixel to its flank. */
  readonly flank: number;
}

function directionGeometry(direction: number, width: number): DirectionGeometry {
  const { dx, dy } = directionVector(direction);
  const isFlat = Math.abs(dx) >= Math.abs(dy);
  const flank = Math.round(-dy * flankDistancePx) + Math.round(dx * flankDistancePx) * width;
  return isFlat
    ? { major: 1, minor: width, slope: dy / dx, flank }
    : { major: width, minor: 1, slope: dx / dy, flank };
}

/** The unit vector of a direction; y points down. */
export function directionVector(direction: number): { dx: number; dy: number } {
  const angle = (direction * Math.PI) / directionCount;
  return { dx: Math.cos(angle), dy: Math.sin(angle) };
}

/** Mean of a pixel and of the points 1 px before and after it, each between the two nearest pixels of its column or row. */
function averageNearby(
  from: Float32Array,
  to: Float32Array,
  width: number,
  height: number,
  { major, minor, slope }: DirectionGeometry,
): void {
  const whole = Math.floor(slope);
  const upper = major + whole * minor;
  const lower = upper + minor;
  const lowerWeight = (slope - whole) / 3;
  const upperWeight = 1 / 3 - lowerWeight;
  for (let y = 1; y < height - 1; y++) {
    const end = (y + 1) * width - 1;
    for (let i = y * width + 1; i < end; i++) {
      to[i] =
        from[i]! / 3 +
        upperWeight * (from[i + upper]! + from[i - upper]!) +
        lowerWeight * (from[i + lower]! + from[i - lower]!);
    }
  }
}

/** Mean of the means around a pixel and 3 and 6 px before and after it, to the nearest pixel. */
function averageFar(
  from: Float32Array,
  to: Float32Array,
  width: number,
  height: number,
  { major, minor, slope }: DirectionGeometry,
): void {
  const near = 3 * major + Math.round(3 * slope) * minor;
  const far = 6 * major + Math.round(6 * slope) * minor;
  const marginPx = 8;
  for (let y = marginPx; y < height - marginPx; y++) {
    const end = (y + 1) * width - marginPx;
    for (let i = y * width + marginPx; i < end; i++) {
      to[i] =
        (from[i]! + from[i + near]! + from[i - near]! + from[i + far]! + from[i - far]!) * 0.2;
    }
  }
}

/** Keeps the largest difference to the nearer flank over all directions and both signs. */
function compareFlanks(
  long: Float32Array,
  { contrast, code }: LineResponse,
  width: number,
  height: number,
  flank: number,
  direction: number,
): void {
  const marginPx = 12;
  for (let y = marginPx; y < height - marginPx; y++) {
    const end = (y + 1) * width - marginPx;
    for (let i = y * width + marginPx; i < end; i++) {
      const middle = long[i]!;
      const left = long[i + flank]!;
      const right = long[i - flank]!;
      // Plain comparisons: Math.min and Math.max take twice as long here.
      const higher = left > right ? left : right;
      const lower = left > right ? right : left;
      if (middle - higher > contrast[i]!) {
        contrast[i] = middle - higher;
        code[i] = direction;
      } else if (lower - middle > contrast[i]!) {
        contrast[i] = lower - middle;
        code[i] = direction + directionCount;
      }
    }
  }
}
