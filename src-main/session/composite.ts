import { colourScale, type DamageCanvas } from '../engine/repair/damage-canvas';
import { forEachRun, type PixelIndex } from '../engine/repair/pixel-index';
import type { Region } from '../engine/tensor/region';
import { samplesPerPixel, type DamageMask, type PhotoSamples } from '../../src-shared/model/photo';
import { withShares } from './layers/damaged-pixels';
import { isInk, largestSample, type ColourTriple } from './photo-source';

/** The repaired colours of one triple of samples. */
export interface RepairedTriple {
  readonly triple: ColourTriple;
  /** Three channels in [-1, 1]; values beyond are clipped to the sample range. */
  readonly canvas: DamageCanvas;
}

/** Where repaired colours go: samples that hold what was there before, and become the composite. */
export interface CompositeTarget {
  readonly shape: Pick<PhotoSamples, 'colourModel' | 'hasAlpha' | 'bitDepth'>;
  /** `shares`: how much of each damaged pixel is replaced, 1..255, one a slot. */
  readonly damaged: PixelIndex & { readonly shares: Uint8Array };
  /** The part of the photo that `samples` holds, interleaved, row by row, alpha included. */
  readonly region: Region;
  readonly samples: Uint8Array | Uint16Array;
  readonly triple: ColourTriple;
}

/** Writes the repaired colour of a slot into `values`, three channels in [-1, 1]; false where there is none yet. */
export type RepairedColour = (slot: number, values: Float64Array) => boolean;

/**
 * Replaces the damaged pixels of a region to the share that the mask gives (255: wholly), rounded to the nearest sample.
 * Every other sample, alpha included, stays, bit for bit, and so do pixels that the repair has not reached.
 */
export function compositeInto(target: CompositeTarget, colourOf: RepairedColour): void {
  const { shape, damaged, region, samples, triple } = target;
  const stride = samplesPerPixel(shape);
  const white = largestSample(shape);
  const inverts = isInk(shape);
  const isGrey = triple[0] === triple[1];
  const values = new Float64Array(3);
  forEachRun(damaged, region, (slot, x, y, count) => {
    let at = ((y - region.y) * region.width + x - region.x) * stride;
    for (let pixel = slot; pixel < slot + count; pixel++, at += stride) {
      if (!colourOf(pixel, values)) continue;
      const share = damaged.shares[pixel]! / 255;
      if (isGrey) {
        // The three answers to one grey sample differ in the last digits only.
        blend(at + triple[0], share, (values[0]! + values[1]! + values[2]!) / 3);
      } else {
        for (let channel = 0; channel < 3; channel++) {
          blend(at + triple[channel]!, share, values[channel]!);
        }
      }
    }
  });

  function blend(at: number, share: number, value: number): void {
    const before = samples[at]!;
    const light = Math.max(0, Math.min(white, ((value + 1) / 2) * white));
    const after = inverts ? white - light : light;
    samples[at] = Math.round(before + share * (after - before));
  }
}

/** The colours of a canvas, where it has been painted. */
export function canvasColours({ values, weights }: DamageCanvas): RepairedColour {
  const [red, green, blue] = values;
  return (slot, colour) => {
    const weight = weights[slot]!;
    if (weight === 0) return false;
    const scale = colourScale(weight);
    colour[0] = red![slot]! * scale;
    colour[1] = green![slot]! * scale;
    colour[2] = blue![slot]! * scale;
    return true;
  };
}

/**
 * A copy of the photo with the repaired colours in its damaged pixels; see compositeInto. A photo of which only layers are
 * wanted need not be copied: see layerFromRepair.
 */
export function compositeRepair(
  photo: PhotoSamples,
  damageMask: DamageMask,
  repaired: readonly RepairedTriple[],
): PhotoSamples {
  const samples = photo.data.slice();
  const region = { x: 0, y: 0, width: photo.width, height: photo.height };
  for (const { triple, canvas } of repaired) {
    const damaged = withShares(canvas, damageMask);
    compositeInto({ shape: photo, damaged, region, samples, triple }, canvasColours(canvas));
  }
  return { ...photo, data: samples };
}

/** Number of samples outside the mask (0 in it) in which two photos of one shape differ; it must be 0 in every result. */
export function countChangedOutside(
  before: PhotoSamples,
  after: PhotoSamples,
  damageMask: DamageMask,
): number {
  const stride = samplesPerPixel(before);
  let changed = 0;
  for (let pixel = 0; pixel < damageMask.data.length; pixel++) {
    if (damageMask.data[pixel] !== 0) continue;
    for (let at = pixel * stride; at < (pixel + 1) * stride; at++) {
      if (before.data[at] !== after.data[at]) changed++;
    }
  }
  return changed;
}
