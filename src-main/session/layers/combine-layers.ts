import { forEachRun, type PixelIndex } from '../../engine/repair/pixel-index';
import type { Region } from '../../engine/tensor/region';
import type { PhotoSamples } from '../../../src-shared/model/photo';
import { dropOriginalPixels, expandLayer, uniteIndexes } from './build-layer';
import type { MaskReader } from './mask-tiles';
import { coloursPerPixel, type PictureLayer } from './picture-layer';

/**
 * The base layer with the masked pixels of another layer: 255 takes them wholly, less blends samples and shares. Taken from
 * the original, pixels become the original's again, bit for bit.
 */
export function combineLayers(
  photo: PhotoSamples,
  base: PictureLayer,
  from: PictureLayer,
  maskAt: MaskReader,
): PictureLayer {
  const [combined, other] = expandBoth(photo, base, from);
  const colours = coloursPerPixel(photo);
  forEachPixel(combined, (slot, x, y) => {
    const mask = maskAt(x, y);
    if (mask === 0) return;
    let differs = false;
    const fraction = mask / 255;
    for (let at = slot * colours; at < (slot + 1) * colours; at++) {
      const sample = combined.samples[at]!;
      combined.samples[at] = Math.round(sample + fraction * (other.samples[at]! - sample));
      differs ||= combined.samples[at] !== originalSample(photo, x, y, at - slot * colours);
    }
    const share = combined.shares[slot]!;
    const blended = Math.round(share + fraction * (other.shares[slot]! - share));
    // A trace of a repair is not given out as the original.
    combined.shares[slot] = blended === 0 && differs ? 1 : blended;
  });
  return dropOriginalPixels(combined);
}

/** The smallest region that holds every pixel in which two layers differ; undefined where they are alike. */
export function changedRegion(
  photo: PhotoSamples,
  before: PictureLayer,
  after: PictureLayer,
): Region | undefined {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  const [first, second] = expandBoth(photo, before, after);
  const colours = coloursPerPixel(photo);
  forEachPixel(first, (slot, x, y) => {
    const isAlike =
      first.shares[slot] === second.shares[slot] &&
      countDifferent(first, second, slot, colours) === 0;
    if (isAlike) return;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  });
  if (left === Infinity) return undefined;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Number of samples outside the mask (0 in it) in which two layers differ; it must be 0 in every result of a repair. */
export function countLayerChangesOutside(
  photo: PhotoSamples,
  before: PictureLayer,
  after: PictureLayer,
  maskAt: MaskReader,
): number {
  let changed = 0;
  const [first, second] = expandBoth(photo, before, after);
  const colours = coloursPerPixel(photo);
  forEachPixel(first, (slot, x, y) => {
    if (maskAt(x, y) === 0) changed += countDifferent(first, second, slot, colours);
  });
  return changed;
}

/** Both layers over the pixels that one of them has; pixels without a slot are alike in any case. */
function expandBoth(
  photo: PhotoSamples,
  a: PictureLayer,
  b: PictureLayer,
): [PictureLayer, PictureLayer] {
  const index = uniteIndexes(a, b);
  return [expandLayer(photo, a, index), expandLayer(photo, b, index)];
}

function countDifferent(
  a: PictureLayer,
  b: PictureLayer,
  slot: number,
  coloursEach: number,
): number {
  let count = 0;
  for (let at = slot * coloursEach; at < (slot + 1) * coloursEach; at++) {
    if (a.samples[at] !== b.samples[at]) count++;
  }
  return count;
}

function forEachPixel(
  layer: PixelIndex & Pick<PictureLayer, 'shape'>,
  visit: (slot: number, x: number, y: number) => void,
): void {
  const { width, height } = layer.shape;
  forEachRun(layer, { x: 0, y: 0, width, height }, (slot, x, y, count) => {
    for (let pixel = 0; pixel < count; pixel++) visit(slot + pixel, x + pixel, y);
  });
}

function originalSample(photo: PhotoSamples, x: number, y: number, colour: number): number {
  const stride = coloursPerPixel(photo) + (photo.hasAlpha ? 1 : 0);
  return photo.data[(y * photo.width + x) * stride + colour]!;
}
