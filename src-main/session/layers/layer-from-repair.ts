import { forEachRun } from '../../engine/repair/pixel-index';
import type { PhotoSamples } from '../../../src-shared/model/photo';
import { canvasColours, compositeInto, type RepairedTriple } from '../composite';
import { dropOriginalPixels, expandLayer, uniteIndexes } from './build-layer';
import type { DamagedPixels } from './damaged-pixels';
import { coloursPerPixel, type PictureLayer } from './picture-layer';

/**
 * The base layer with repaired colours over it: the samples of compositeRepair upon a copy of that picture, without the copy.
 * Damaged pixels that the repair has not reached stay as in the base. The canvases lie over the damage of `damaged`.
 */
export function layerFromRepair(
  photo: PhotoSamples,
  base: PictureLayer,
  damaged: DamagedPixels,
  repaired: readonly RepairedTriple[],
): PictureLayer {
  const layer = expandLayer(photo, base, uniteIndexes(base, damaged));
  const shape = { ...layer.shape, hasAlpha: false };
  const colours = coloursPerPixel(shape);
  const targets = repaired.map(({ triple, canvas }) => ({
    triple,
    colourOf: canvasColours(canvas),
  }));
  const isReached = (slot: number) => repaired.some(({ canvas }) => canvas.weights[slot] !== 0);
  forEachRun(layer, wholeOf(layer), (layerSlot, x, y, count) => {
    const region = { x, y, width: count, height: 1 };
    const samples = layer.samples.subarray(layerSlot * colours, (layerSlot + count) * colours);
    for (const { triple, colourOf } of targets) {
      compositeInto({ shape, damaged, region, samples, triple }, colourOf);
    }
    forEachRun(damaged, region, (slot, runX, _y, length) => {
      const start = layerSlot + runX - x;
      for (let pixel = 0; pixel < length; pixel++) {
        if (!isReached(slot + pixel)) continue;
        const before = layer.shares[start + pixel]!;
        layer.shares[start + pixel] = uniteShares(before, damaged.shares[slot + pixel]!);
      }
    });
  });
  return dropOriginalPixels(layer);
}

/** Of what a first repair left of the original, a second one takes its share. */
function uniteShares(first: number, second: number): number {
  return Math.round(first + second - (first * second) / 255);
}

/** The region of the whole photo. */
function wholeOf({ shape: { width, height } }: PictureLayer) {
  return { x: 0, y: 0, width, height };
}
