import type { Region } from './region';

/** Samples a row from which on making a view of it pays. */
const worthView = 64;

/**
 * Copies a region of interleaved samples, row by row.
 * @param width of the whole picture, in pixels
 * @param stride samples a pixel
 * @param region inside the picture
 * @param out of the same kind as `samples`
 */
export function copyRegion(
  samples: Uint8Array | Uint16Array,
  width: number,
  stride: number,
  region: Region,
  out: Uint8Array | Uint16Array,
): void {
  const rowLength = region.width * stride;
  for (let row = 0; row < region.height; row++) {
    const start = ((region.y + row) * width + region.x) * stride;
    const to = row * rowLength;
    if (rowLength >= worthView) out.set(samples.subarray(start, start + rowLength), to);
    else for (let at = 0; at < rowLength; at++) out[to + at] = samples[start + at]!;
  }
}
