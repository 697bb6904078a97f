import type { ImageTensor } from '../tensor/image-tensor';
import type { Region } from '../tensor/region';
import { findDamageRuns, type DamageRuns } from './component-labels';
import type { DamageField } from './damage-field';

/**
 * Colours for the damaged pixels of a photo and for nothing else, so that memory follows the damage. Each damaged pixel has
 * a slot; `weights` says how much of its colour has been added so far (1 = done).
 */
export interface DamageCanvas {
  readonly runs: DamageRuns;
  /** Slot of each run's first pixel. */
  readonly slotOfRun: Uint32Array;
  /** Index of the first run of each row, and one more entry at the end. */
  readonly runOfRow: Uint32Array;
  /** One array a channel, in the range of the image. */
  readonly values: readonly Float32Array[];
  readonly weights: Float32Array;
}

/** An empty canvas over the damaged pixels of `damage`. */
export function createDamageCanvas(damage: DamageField, channels = 3): DamageCanvas {
  const runs = findDamageRuns(damage);
  const slotOfRun = new Uint32Array(runs.count);
  const runOfRow = new Uint32Array(damage.height + 1);
  let slots = 0;
  for (let run = 0; run < runs.count; run++) {
    slotOfRun[run] = slots;
    slots += runs.endX[run]! - runs.startX[run]!;
    runOfRow[runs.y[run]! + 1]! += 1;
  }
  for (let row = 0; row < damage.height; row++) runOfRow[row + 1]! += runOfRow[row]!;
  return {
    runs,
    slotOfRun,
    runOfRow,
    values: Array.from({ length: channels }, () => new Float32Array(slots)),
    weights: new Float32Array(slots),
  };
}

/** Adds `weights` (height x width of the region) times the image to the damaged pixels inside the region. */
export function addToCanvas(
  canvas: DamageCanvas,
  region: Region,
  image: ImageTensor,
  weights: Float32Array,
): void {
  const plane = image.height * image.width;
  forEachDamagedPixel(canvas, region, (slot, index) => {
    const weight = weights[index]!;
    if (weight === 0) return;
    canvas.weights[slot]! += weight;
    canvas.values.forEach((values, channel) => {
      values[slot]! += weight * image.data[channel * plane + index]!;
    });
  });
}

/** Writes the colours of the damaged pixels inside the region into `image`; pixels not painted yet stay as they are. */
export function readFromCanvas(canvas: DamageCanvas, region: Region, image: ImageTensor): void {
  const plane = image.height * image.width;
  forEachDamagedPixel(canvas, region, (slot, index) => {
    if (canvas.weights[slot] === 0) return;
    canvas.values.forEach((values, channel) => {
      image.data[channel * plane + index] = values[slot]!;
    });
  });
}

/** Calls `visit` with the slot and the index inside the region of each damaged pixel there. */
export function forEachDamagedPixel(
  { runs, slotOfRun, runOfRow }: DamageCanvas,
  region: Region,
  visit: (slot: number, index: number) => void,
): void {
  const lastRow = Math.min(region.y + region.height, runOfRow.length - 1);
  for (let y = Math.max(region.y, 0); y < lastRow; y++) {
    for (let run = runOfRow[y]!; run < runOfRow[y + 1]!; run++) {
      const from = Math.max(runs.startX[run]!, region.x);
      const to = Math.min(runs.endX[run]!, region.x + region.width);
      const slot = slotOfRun[run]! - runs.startX[run]!;
      const index = (y - region.y) * region.width - region.x;
      for (let x = from; x < to; x++) visit(slot + x, index + x);
    }
  }
}
