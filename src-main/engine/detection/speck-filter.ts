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
  const along = new Float32Array(data.length);
  const length = Math.max(width, height);
  const buffers: LineBuffers = {
    line: new Float32Array(length + 2 * speckRadiusPx),
    forward: new Float32Array(length + 2 * speckRadiusPx),
  };
  for (let y = 0; y < height; y++) lineExtreme(data, along, y * width, 1, width, sign, buffers);
  for (let x = 0; x < width; x++) lineExtreme(along, along, x, width, height, sign, buffers);
  return along;
}

interface LineBuffers {
  readonly line: Float32Array;
  readonly forward: Float32Array;
}

/** Van Herk 1992: running maxima from both ends of blocks as long as the window; three comparisons a value at any length. */
function lineExtreme(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  count: number,
  sign: 1 | -1,
  { line, forward }: LineBuffers,
): void {
  const window = 2 * speckRadiusPx + 1;
  const length = count + 2 * speckRadiusPx;
  line.fill(-Infinity, 0, length);
  for (let i = 0, at = start; i < count; i++, at += step)
    line[i + speckRadiusPx] = sign * from[at]!;
  for (let i = 0; i < length; i++) {
    forward[i] = i % window === 0 || line[i]! > forward[i - 1]! ? line[i]! : forward[i - 1]!;
  }
  for (let i = length - 2; i >= 0; i--) {
    if (i % window !== window - 1 && line[i + 1]! > line[i]!) line[i] = line[i + 1]!;
  }
  for (let i = 0, at = start; i < count; i++, at += step) {
    const last = forward[i + window - 1]!;
    to[at] = sign * (line[i]! > last ? line[i]! : last);
  }
}
