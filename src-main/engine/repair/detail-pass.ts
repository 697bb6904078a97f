import { addToCanvas, createDamageCanvas, type DamageCanvas } from './damage-canvas';
import { cutHole } from './damage-field';
import { transferDetail, type DetailOptions } from './detail-transfer';
import type { RepairLevel } from './repair-plan';
import { readRepairedPart } from './repaired-part';
import { targetWeights } from './target-weights';
import { fromLuma, lumaPlaneOf, singleTintOf, type TintAxis } from './tint-axis';

/** How detail is added to a photo of one colour family. */
export interface DetailPassOptions extends DetailOptions {
  readonly axis: TintAxis;
}

/**
 * A copy of the canvas to which the fine detail of similar places was added, window by window (transferDetail). In a grey or
 * single-tint photo detail is a matter of luma alone, so that grey stays grey.
 * @param breathe awaited after every window: other work may be done meanwhile
 */
export async function addMissingDetail(
  { source, windows }: RepairLevel,
  canvas: DamageCanvas,
  { axis, ...options }: DetailPassOptions,
  breathe: () => Promise<void>,
): Promise<DamageCanvas> {
  const detailed = createDamageCanvas(source.damage);
  for (const window of windows) {
    const { region } = window;
    const image = readRepairedPart(source, canvas, region);
    const hole = cutHole(source.unobserved, region);
    const single = singleTintOf(axis, image, hole);
    const plane = single ? lumaPlaneOf(image, single) : image;
    transferDetail(plane, hole, region, options);
    if (single) fromLuma(plane, single, image);
    addToCanvas(detailed, region, image, targetWeights(window));
    await breathe();
  }
  // Pixels that the repair has not reached yet stay unpainted.
  detailed.weights.forEach((_, slot) => {
    if (canvas.weights[slot] === 0) detailed.weights[slot] = 0;
  });
  return detailed;
}
