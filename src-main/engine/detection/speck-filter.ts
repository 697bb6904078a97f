import type { LumaTile } from './tile';

/** Half the side of the square that a speck has to fit in. */
export const speckRadiusPx = 5;

/** Pixels around a pixel on which its speck response depends. */
export const speckHaloPx = 2 * speckRadiusPx + 1;

/**
 * Top-hats of both signs: how much a pixel is brighter than the photo without what is smaller than the square (opening), or
 * darker than the photo with it filled (closing). Positive: brighter; negative: darker; whichever is larger.
 */
export function filterSpecks({ width, height, data }: LumaTile): Float32Array {
  const opened = boxExtreme(boxExtreme(data, width, height, -1), width, height, 1);
  const closed = boxExtreme(boxExtreme(data, width, height, 1), width, height, -1);
  for (let i = 0; i < data.length; i++) {
    const bright = data[i]! - opened[i]!;
    const dark = closed[i]! - data[i]!;
    opened[i] = bright >= dark ? bright : -dark;
  }
  return opened;
}

/** Largest (sign 1) or smallest (sign -1) value in the square around each pixel, clipped at the edges of the tile. */
function boxExtreme(data: Float32Array, width: number, height: number, sign: 1 | -1): Float32Array {
  const stride = width + 2 * speckRadiusPx;
  const padded = new Float32Array(stride * (height + 2 * speckRadiusPx)).fill(-Infinity);
  const rowStart = (y: number) => (y + speckRadiusPx) * stride + speckRadiusPx;
  for (let y = 0; y < height; y++) {
    for (let x = 0, to = rowStart(y); x < width; x++) padded[to + x] = sign * data[y * width + x]!;
  }
  slideMaximum(padded, 1);
  slideMaximum(padded, stride);
  const extreme = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0, from = y * stride; x < width; x++)
      extreme[y * width + x] = sign * padded[from + x]!;
  }
  return extreme;
}

/** Puts the largest of a value and of those after it, `step` apart, as many as fill the square's side, in its place. */
function slideMaximum(values: Float32Array, step: number): void {
  const side = 2 * speckRadiusPx + 1;
  // Maxima of so many values each are joined, two and two: windows of 2, 4, 8 values, and at last of the side.
  for (let joined = 1; joined < side; joined = Math.min(2 * joined, side)) {
    const ahead = Math.min(joined, side - joined) * step;
    const end = values.length - ahead;
    for (let i = 0; i < end; i++) {
      const next = values[i + ahead]!;
      if (next > values[i]!) values[i] = next;
    }
  }
}
