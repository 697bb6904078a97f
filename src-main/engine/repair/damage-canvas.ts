import type { ImageTensor } from '../tensor/image-tensor';
import type { Region } from '../tensor/region';
import { findDamageRuns } from './component-labels';
import type { DamageField } from './damage-field';
import { countIndexed, forEachRun, indexRuns, type PixelIndex } from './pixel-index';

/**
 * Colours for the damaged pixels of a photo and for nothing else, so that memory follows the damage. Each damaged pixel has
 * a slot; `weights` says how much of its colour has been added so far (1 = done).
 */
export interface DamageCanvas extends PixelIndex {
  /** One array a channel, in the range of the image. */
  readonly values: readonly Float32Array[];
  readonly weights: Float32Array;
}

/** A pixel with less waits for a neighbouring window as well. */
export const wholeWeight = 0.999;

/**
 * What makes a colour of a pixel's sum: where a window blends into one that is still to come, its own answer is all there
 * is. What is whole stays as it is: its weights differ from 1 in the last digits.
 */
export function colourScale(weight: number): number {
  return weight > 0 && weight < wholeWeight ? 1 / weight : 1;
}

/** An empty canvas over the damaged pixels of `damage`. */
export function createDamageCanvas(damage: DamageField, channels = 3): DamageCanvas {
  return createCanvasOver(indexRuns(findDamageRuns(damage), damage.height), channels);
}

/** An empty canvas over pixels that are indexed already; it shares the index. */
export function createCanvasOver(index: PixelIndex, channels = 3): DamageCanvas {
  const { runs, slotOfRun, runOfRow } = index;
  const slots = countIndexed(index);
  return {
    runs,
    slotOfRun,
    runOfRow,
    values: Array.from({ length: channels }, () => new Float32Array(slots)),
    weights: new Float32Array(slots),
  };
}

/** A canvas with colours and weights of its own over the same pixels. */
export function copyCanvas(canvas: DamageCanvas): DamageCanvas {
  return {
    ...canvas,
    values: canvas.values.map((values) => values.slice()),
    weights: canvas.weights.slice(),
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
    const weight = canvas.weights[slot]!;
    if (weight === 0) return;
    const scale = colourScale(weight);
    canvas.values.forEach((values, channel) => {
      image.data[channel * plane + index] = values[slot]! * scale;
    });
  });
}

/** Makes whole colours of those of which only a share was added; see colourScale. */
export function completeShares({ values, weights }: DamageCanvas): void {
  weights.forEach((weight, slot) => {
    const scale = colourScale(weight);
    if (scale === 1) return;
    weights[slot] = 1;
    for (const channel of values) channel[slot]! *= scale;
  });
}

/** Calls `visit` with the slot and the index inside the region of each damaged pixel there. */
export function forEachDamagedPixel(
  index: PixelIndex,
  region: Region,
  visit: (slot: number, index: number) => void,
): void {
  forEachRun(index, region, (slot, x, y, count) => {
    const start = (y - region.y) * region.width + x - region.x;
    for (let pixel = 0; pixel < count; pixel++) visit(slot + pixel, start + pixel);
  });
}
