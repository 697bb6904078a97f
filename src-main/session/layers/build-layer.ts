import type { DamageRuns } from '../../engine/repair/component-labels';
import {
  countIndexed,
  forEachRun,
  RunList,
  type PixelIndex,
} from '../../engine/repair/pixel-index';
import { samplesPerPixel, type PhotoSamples } from '../../../src-shared/model/photo';
import { coloursPerPixel, createSamples, type PictureLayer } from './picture-layer';

/** An index of all pixels that one of two indexes over the same photo has. */
export function uniteIndexes(a: PixelIndex, b: PixelIndex): PixelIndex {
  const list = new RunList();
  const height = a.runOfRow.length - 1;
  let i = 0;
  let j = 0;
  while (i < a.runs.count || j < b.runs.count) {
    const isFirst = j >= b.runs.count || (i < a.runs.count && precedes(a.runs, i, b.runs, j));
    const { runs } = isFirst ? a : b;
    const run = isFirst ? i++ : j++;
    list.add(runs.y[run]!, runs.startX[run]!, runs.endX[run]!);
  }
  return list.finish(height);
}

function precedes(a: DamageRuns, i: number, b: DamageRuns, j: number): boolean {
  return a.y[i]! < b.y[j]! || (a.y[i] === b.y[j] && a.startX[i]! <= b.startX[j]!);
}

/** A layer in the making over the pixels of `index`: what `base` shows there; pixels with share 0 are the original's. */
export function expandLayer(
  photo: PhotoSamples,
  base: PictureLayer,
  index: PixelIndex,
): PictureLayer {
  const { shape } = base;
  const stride = samplesPerPixel(shape);
  const colours = coloursPerPixel(shape);
  const count = countIndexed(index);
  const samples = createSamples(shape, count * colours);
  const shares = new Uint8Array(count);
  const whole = { x: 0, y: 0, width: shape.width, height: shape.height };
  forEachRun(index, whole, (slot, x, y, length) => {
    let from = (y * shape.width + x) * stride;
    let to = slot * colours;
    for (let pixel = 0; pixel < length; pixel++, from += stride) {
      for (let colour = 0; colour < colours; colour++) samples[to++] = photo.data[from + colour]!;
    }
    forEachRun(base, { x, y, width: length, height: 1 }, (baseSlot, baseX, _, baseLength) => {
      const start = slot + baseX - x;
      shares.set(base.shares.subarray(baseSlot, baseSlot + baseLength), start);
      const part = base.samples.subarray(baseSlot * colours, (baseSlot + baseLength) * colours);
      samples.set(part, start * colours);
    });
  });
  return { ...index, shape, samples, shares };
}

/** The layer without the pixels of which nothing is reconstructed; the same object where there are none. */
export function dropOriginalPixels(layer: PictureLayer): PictureLayer {
  if (!layer.shares.includes(0)) return layer;
  const { shape, shares, samples } = layer;
  const colours = coloursPerPixel(shape);
  const list = new RunList();
  const keptShares = shares.filter((share) => share !== 0);
  const keptSamples = createSamples(shape, keptShares.length * colours);
  let to = 0;
  const whole = { x: 0, y: 0, width: shape.width, height: shape.height };
  forEachRun(layer, whole, (slot, x, y, count) => {
    for (let pixel = 0; pixel < count; pixel++) {
      if (shares[slot + pixel] === 0) continue;
      list.add(y, x + pixel, x + pixel + 1);
      const from = (slot + pixel) * colours;
      for (let colour = 0; colour < colours; colour++) keptSamples[to++] = samples[from + colour]!;
    }
  });
  const index = list.finish(shape.height);
  return { ...index, shape, samples: keptSamples, shares: keptShares };
}
