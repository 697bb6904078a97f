import { storedWhite, type LumaLevel } from './luma-pyramid';

/** A corner of the print that is gone: what lies under it shows, behind a rim of torn paper. */
export interface TornCorner {
  readonly level: LumaLevel;
  /** Indices of the pixels that are missing, in the level. */
  readonly pixels: readonly number[];
  /** Share of its boundary along which a bright rim of paper fibres shows. */
  readonly rimFraction: number;
  /** Share of its boundary at which the picture begins at once and quite differently. */
  readonly stepFraction: number;
  readonly isDark: boolean;
}

const largestSidePx = 800;
/** Differences up to this are the same backing: the lid of the scanner, an album page. */
const backingSpread = 0.05;
const darkestPicture = 0.22;
const brightestPicture = 0.93;
const areaRange = { smallest: 0.0004, largest: 0.08 } as const;
/** What runs along more of a side is a frame or a margin. */
const largestSideShare = 0.5;
const rimPx = 4;
const behindRimPx = 9;
const rimContrast = 0.08;
const stepPx = 3;
const stepContrast = 0.25;
const pictureContrast = 0.06;
const leastPictureFraction = 0.85;

/** Looks from each corner of the photo for a flat, very dark or white area that ends sharply within the picture. */
export function findTornCorners(levels: readonly LumaLevel[]): readonly TornCorner[] {
  const level =
    levels.find(({ width, height }) => Math.max(width, height) <= largestSidePx) ?? levels.at(-1)!;
  const { width, height } = level;
  const corners = [0, width - 1, (height - 1) * width, height * width - 1];
  return corners.flatMap((corner) => examineCorner(level, corner) ?? []);
}

function examineCorner(level: LumaLevel, corner: number): TornCorner | undefined {
  const { width, height } = level;
  const backing = level.data[corner]! / storedWhite;
  if (backing > darkestPicture && backing < brightestPicture) return undefined;
  const limit = areaRange.largest * width * height;
  const pixels = floodBacking(level, corner, backing, limit);
  if (!pixels || pixels.length < areaRange.smallest * width * height) return undefined;
  if (isFrame(level, pixels)) return undefined;
  const { rimFraction, stepFraction, pictureFraction } = examineBoundary(level, pixels, backing);
  if (pictureFraction < leastPictureFraction) return undefined;
  return { level, pixels, rimFraction, stepFraction, isDark: backing <= darkestPicture };
}

/** The connected area of the backing's luma; undefined where it is larger than a corner. */
function floodBacking(
  { width, height, data }: LumaLevel,
  corner: number,
  backing: number,
  limit: number,
): number[] | undefined {
  const seen = new Uint8Array(width * height);
  const pixels = [corner];
  seen[corner] = 1;
  for (let head = 0; head < pixels.length; head++) {
    if (pixels.length > limit) return undefined;
    const index = pixels[head]!;
    const y = Math.floor(index / width);
    const x = index - y * width;
    const neighbours = [
      x > 0 ? index - 1 : -1,
      x < width - 1 ? index + 1 : -1,
      y > 0 ? index - width : -1,
      y < height - 1 ? index + width : -1,
    ];
    for (const next of neighbours) {
      if (next < 0 || seen[next] === 1) continue;
      if (Math.abs(data[next]! / storedWhite - backing) > backingSpread) continue;
      seen[next] = 1;
      pixels.push(next);
    }
  }
  return pixels;
}

function isFrame({ width, height }: LumaLevel, pixels: readonly number[]): boolean {
  let columns = 0;
  let rows = 0;
  for (const index of pixels) {
    const y = Math.floor(index / width);
    const x = index - y * width;
    if (y === 0 || y === height - 1) columns++;
    if (x === 0 || x === width - 1) rows++;
  }
  return columns > largestSideShare * width || rows > largestSideShare * height;
}

/** Walks outwards from each boundary pixel: is there a rim, and is there a picture behind it? */
function examineBoundary(
  { width, height, data }: LumaLevel,
  pixels: readonly number[],
  backing: number,
): Pick<TornCorner, 'rimFraction' | 'stepFraction'> & { pictureFraction: number } {
  const own = new Set(pixels);
  let boundary = 0;
  let rims = 0;
  let pictures = 0;
  let steps = 0;
  for (const index of pixels) {
    const y = Math.floor(index / width);
    const x = index - y * width;
    for (const [dx, dy] of [
      [-1, 0],
      [1, 0],
      [0, -1],
      [0, 1],
    ] as const) {
      const endX = x + dx * behindRimPx;
      const endY = y + dy * behindRimPx;
      if (endX < 0 || endY < 0 || endX >= width || endY >= height) continue;
      if (own.has(index + dx + dy * width)) continue;
      const at = (distance: number) => data[index + distance * (dx + dy * width)]! / storedWhite;
      boundary++;
      const behind = (at(behindRimPx) + at(behindRimPx - 1) + at(behindRimPx - 2)) / 3;
      if (Math.abs(behind - backing) > pictureContrast) pictures++;
      if (Math.abs(at(stepPx) - backing) > stepContrast) steps++;
      let brightest = 0;
      for (let step = 1; step <= rimPx; step++) brightest = Math.max(brightest, at(step));
      if (brightest - behind > rimContrast && brightest - backing > rimContrast) rims++;
    }
  }
  return {
    rimFraction: rims / Math.max(1, boundary),
    stepFraction: steps / Math.max(1, boundary),
    pictureFraction: pictures / Math.max(1, boundary),
  };
}
