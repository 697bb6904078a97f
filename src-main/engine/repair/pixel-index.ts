import type { Region } from '../tensor/region';
import type { DamageRuns } from './component-labels';

/** Gives each pixel of a sparse set a slot, so that values can be kept for these pixels and for nothing else. */
export interface PixelIndex {
  readonly runs: DamageRuns;
  /** Slot of each run's first pixel. */
  readonly slotOfRun: Uint32Array;
  /** Index of the first run of each row, and one more entry at the end. */
  readonly runOfRow: Uint32Array;
}

/** A picture as a photo of which some pixels are replaced. */
export interface ReplacedPixels {
  /** Together they hold every pixel that may differ from the photo. */
  readonly indexes: readonly PixelIndex[];
  /**
   * Puts the picture's colour samples over those of the photo.
   * @param region inside the photo
   * @param samples the photo's samples of the region, interleaved, row by row, alpha included
   */
  replaceIn(region: Region, samples: Uint8Array | Uint16Array): void;
}

/** Numbers the pixels of runs that are sorted by row, then column, and do not overlap. */
export function indexRuns(runs: DamageRuns, height: number): PixelIndex {
  const slotOfRun = new Uint32Array(runs.count);
  const runOfRow = new Uint32Array(height + 1);
  let slots = 0;
  for (let run = 0; run < runs.count; run++) {
    slotOfRun[run] = slots;
    slots += runs.endX[run]! - runs.startX[run]!;
    runOfRow[runs.y[run]! + 1]! += 1;
  }
  for (let row = 0; row < height; row++) runOfRow[row + 1]! += runOfRow[row]!;
  return { runs, slotOfRun, runOfRow };
}

/** Collects runs that come in their order. */
export class RunList {
  private readonly y: number[] = [];
  private readonly startX: number[] = [];
  private readonly endX: number[] = [];

  /** Adds a run that does not begin before the last one; where they touch they become one. */
  add(y: number, startX: number, endX: number): void {
    const last = this.y.length - 1;
    if (last >= 0 && this.y[last] === y && this.endX[last]! >= startX) {
      this.endX[last] = Math.max(this.endX[last]!, endX);
      return;
    }
    this.y.push(y);
    this.startX.push(startX);
    this.endX.push(endX);
  }

  /** The index of what was added, over a picture of `height` rows. */
  finish(height: number): PixelIndex {
    const runs = {
      count: this.y.length,
      y: Uint32Array.from(this.y),
      startX: Uint32Array.from(this.startX),
      endX: Uint32Array.from(this.endX),
    };
    return indexRuns(runs, height);
  }
}

/** Number of pixels, and so of slots. */
export function countIndexed({ runs, slotOfRun }: PixelIndex): number {
  const last = runs.count - 1;
  return last < 0 ? 0 : slotOfRun[last]! + runs.endX[last]! - runs.startX[last]!;
}

/**
 * Calls `visit` for each run of the index inside the region, cut to it: slot of its first pixel, that pixel's place, and
 * how many pixels it has. Rows are in order, and runs within a row.
 */
export function forEachRun(
  { runs, slotOfRun, runOfRow }: PixelIndex,
  region: Region,
  visit: (slot: number, x: number, y: number, count: number) => void,
): void {
  const right = region.x + region.width;
  const lastRow = Math.min(region.y + region.height, runOfRow.length - 1);
  for (let y = Math.max(region.y, 0); y < lastRow; y++) {
    const end = runOfRow[y + 1]!;
    for (let run = firstEndingAfter(runs.endX, runOfRow[y]!, end, region.x); run < end; run++) {
      const startX = runs.startX[run]!;
      if (startX >= right) break;
      const from = Math.max(startX, region.x);
      visit(slotOfRun[run]! + from - startX, from, y, Math.min(runs.endX[run]!, right) - from);
    }
  }
}

/** The first run of a row that reaches beyond x. */
function firstEndingAfter(endX: Uint32Array, first: number, end: number, x: number): number {
  let low = first;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endX[middle]! > x) high = middle;
    else low = middle + 1;
  }
  return low;
}
