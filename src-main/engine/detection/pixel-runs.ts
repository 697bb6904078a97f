import type { Region } from '../tensor/region';
import type { LumaLevel } from './luma-pyramid';

/** Runs of a mark in the full photo, (y, first x, x after the last) three by three, from pixels of one of its levels. */
export function runsOfPixels(
  pixels: Iterable<number>,
  level: LumaLevel,
  full: LumaLevel,
): Int32Array<ArrayBuffer> {
  const sorted = Int32Array.from(pixels).sort();
  const runs: number[] = [];
  const { scale, width } = level;
  for (let i = 0; i < sorted.length;) {
    const rowStart = i;
    const y = Math.floor(sorted[i]! / width);
    const row: number[] = [];
    while (i < sorted.length && sorted[i]! < (y + 1) * width) {
      const first = i;
      while (
        i + 1 < sorted.length &&
        sorted[i + 1] === sorted[i]! + 1 &&
        sorted[i + 1]! < (y + 1) * width
      )
        i++;
      row.push((sorted[first]! - y * width) * scale, (sorted[i]! - y * width + 1) * scale);
      i++;
    }
    if (rowStart === i) break;
    for (let copy = 0; copy < scale && y * scale + copy < full.height; copy++) {
      for (let k = 0; k < row.length; k += 2) {
        runs.push(y * scale + copy, row[k]!, Math.min(full.width, row[k + 1]!));
      }
    }
  }
  return Int32Array.from(runs);
}

/** The smallest rectangle around runs, of which there is at least one. */
export function boundsOfRuns(runs: Int32Array): Region {
  let left = Infinity;
  let right = -Infinity;
  for (let i = 0; i < runs.length; i += 3) {
    left = Math.min(left, runs[i + 1]!);
    right = Math.max(right, runs[i + 2]!);
  }
  const y = runs[0]!;
  return { x: left, y, width: right - left, height: runs.at(-3)! + 1 - y };
}

/** Number of pixels in runs that do not overlap. */
export function countRunPixels(runs: Int32Array): number {
  let count = 0;
  for (let i = 0; i < runs.length; i += 3) count += runs[i + 2]! - runs[i + 1]!;
  return count;
}
