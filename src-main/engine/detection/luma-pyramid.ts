import type { TakeBreath } from './breath';
import type { LumaSource } from './luma-source';

/** The largest stored value; luma is kept in 16 bits, exact for every file and half the memory of floats. */
export const storedWhite = 65_535;

/** A photo's luma at one size; 0 = black, `storedWhite` = white, row by row. */
export interface LumaLevel {
  /** Pixels of the photo along the side of one of these: 1, 2, 4, 8. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  readonly data: Uint16Array;
}

/** Below this side a level holds no line long enough to be told from texture. */
const smallestSidePx = 80;
const largestScale = 8;
const bandHeight = 128;

/** Reads the whole photo once, in bands, and halves it (means of 2 x 2) to the levels in which wide damage is thin. */
export async function buildLumaPyramid(
  source: LumaSource,
  breathe: TakeBreath,
): Promise<readonly LumaLevel[]> {
  const { width, height } = source;
  const data = new Uint16Array(width * height);
  for (let y = 0; y < height; y += bandHeight) {
    const region = { x: 0, y, width, height: Math.min(bandHeight, height - y) };
    const band = source.readLuma(region);
    const start = y * width;
    for (let i = 0; i < band.length; i++) {
      data[start + i] = Math.max(0, Math.min(1, band[i]!)) * storedWhite + 0.5;
    }
    await breathe();
  }
  const levels: LumaLevel[] = [{ scale: 1, width, height, data }];
  for (;;) {
    const last = levels.at(-1)!;
    const isSmall = Math.min(last.width, last.height) < 2 * smallestSidePx;
    if (isSmall || last.scale >= largestScale) return levels;
    levels.push(halveLevel(last));
    await breathe();
  }
}

/** An odd last row or column is left out. */
function halveLevel({ scale, width, height, data }: LumaLevel): LumaLevel {
  const halfWidth = width >> 1;
  const halfHeight = height >> 1;
  const half = new Uint16Array(halfWidth * halfHeight);
  for (let y = 0, index = 0; y < halfHeight; y++) {
    for (let x = 0, at = 2 * y * width; x < halfWidth; x++, index++, at += 2) {
      half[index] =
        (data[at]! + data[at + 1]! + data[at + width]! + data[at + width + 1]! + 2) >> 2;
    }
  }
  return { scale: scale * 2, width: halfWidth, height: halfHeight, data: half };
}
