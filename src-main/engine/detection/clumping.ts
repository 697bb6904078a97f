import { storedWhite, type LumaLevel } from './luma-pyramid';

/** A speck that may be dust. */
export interface Speck {
  /** Place in the photo, 0..1 of its width and height. */
  readonly x: number;
  readonly y: number;
  readonly isDark: boolean;
  /** That it is damage, judged by itself. */
  readonly probability: number;
}

/** How bright and how rough each part of a photo is, row by row. */
export interface Ground {
  /** Mean luma, 0..1. */
  readonly luma: Float64Array;
  /** Mean difference of neighbouring pixels, 0..1. */
  readonly roughness: Float64Array;
}

/** The photo is divided into so many parts along each side. */
const partsAlong = 8;
const partCount = partsAlong * partsAlong;
const leastProbable = 0.25;
/** Specks brighter than the print cannot be seen where it is brighter than this, dark ones where it is darker than the rest. */
const brightestGround = 0.75;

/** Measures a photo that is at least as large as the parts are many. */
export function measureGround({ width, height, data }: LumaLevel): Ground {
  const luma = new Float64Array(partCount);
  const roughness = new Float64Array(partCount);
  const counts = new Float64Array(partCount);
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const at = y * width + x;
      const part = partOf(x / width, y / height);
      const here = data[at]!;
      luma[part]! += here;
      roughness[part]! += Math.abs(data[at + 1]! - here) + Math.abs(data[at + width]! - here);
      counts[part]!++;
    }
  }
  for (let part = 0; part < partCount; part++) {
    const scale = 1 / (Math.max(1, counts[part]!) * storedWhite);
    luma[part]! *= scale;
    roughness[part]! *= scale / 2;
  }
  return { luma, roughness };
}

/**
 * How much the specks of each kind keep to some parts of the photo and leave others empty in which they would be seen at least
 * as well: dust falls anywhere, pebbles lie on the ground. The logarithm of how many times more of those parts are empty than
 * if as many specks had been thrown at random; at least 0.
 */
export function measureClumping(
  specks: readonly Speck[],
  ground: Ground,
): Readonly<Record<'bright' | 'dark', number>> {
  const clumpingOf = (isDark: boolean) => {
    const own = specks.filter((speck) => speck.isDark === isDark);
    return clumpingIn(own, ground, (luma) =>
      isDark ? luma > 1 - brightestGround : luma < brightestGround,
    );
  };
  return { bright: clumpingOf(false), dark: clumpingOf(true) };
}

function clumpingIn(
  specks: readonly Speck[],
  { luma, roughness }: Ground,
  hasContrast: (luma: number) => boolean,
): number {
  const counts = new Float64Array(partCount);
  let total = 0;
  for (const { x, y, probability } of specks) {
    if (probability <= leastProbable) continue;
    counts[partOf(x, y)]! += probability;
    total += probability;
  }
  const parts = Array.from(counts.keys());
  const occupied = parts.filter((part) => counts[part]! >= leastProbable);
  if (occupied.length === 0) return 0;
  const sorted = occupied.map((part) => roughness[part]!).sort((a, b) => a - b);
  const usual = sorted[sorted.length >> 1]!;
  const empty = parts.filter(
    (part) =>
      counts[part]! < leastProbable && hasContrast(luma[part]!) && roughness[part]! <= usual,
  ).length;
  const visible = occupied.length + empty;
  const expected = visible * Math.exp(-total / visible);
  return Math.max(0, Math.log((empty + 1) / (expected + 1)));
}

function partOf(x: number, y: number): number {
  const along = (place: number) =>
    Math.max(0, Math.min(partsAlong - 1, Math.floor(place * partsAlong)));
  return along(y) * partsAlong + along(x);
}
