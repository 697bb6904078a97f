import { forEachDamagedPixel, type DamageCanvas } from '../engine/repair/damage-canvas';
import { samplesPerPixel, type DamageMask, type PhotoSamples } from '../../src-shared/model/photo';
import { isInk, largestSample, type ColourTriple } from './photo-source';

/** The repaired colours of one triple of samples. */
export interface RepairedTriple {
  readonly triple: ColourTriple;
  /** Three channels in [-1, 1]; values beyond are clipped to the sample range. */
  readonly canvas: DamageCanvas;
}

/**
 * A copy of the photo in which the damaged pixels are replaced to the share that the mask gives (255: wholly), rounded to
 * the nearest sample. Every other sample, alpha included, is the original's, bit for bit; pixels the repair has not reached
 * stay as they were.
 */
export function compositeRepair(
  photo: PhotoSamples,
  damageMask: DamageMask,
  repaired: readonly RepairedTriple[],
): PhotoSamples {
  const data = photo.data.slice();
  const whole = { x: 0, y: 0, width: photo.width, height: photo.height };
  const stride = samplesPerPixel(photo);
  const white = largestSample(photo);
  for (const { triple, canvas } of repaired) {
    const isGrey = triple[0] === triple[1];
    forEachDamagedPixel(canvas, whole, (slot, pixel) => {
      if (canvas.weights[slot] === 0) return;
      const share = damageMask.data[pixel]! / 255;
      const [red, green, blue] = canvas.values;
      if (isGrey) {
        // The three answers to one grey sample differ in the last digits only.
        blend(triple[0], (red![slot]! + green![slot]! + blue![slot]!) / 3);
      } else {
        triple.forEach((sample, channel) => blend(sample, canvas.values[channel]![slot]!));
      }

      function blend(sample: number, value: number): void {
        const at = pixel * stride + sample;
        const original = photo.data[at]!;
        const light = Math.max(0, Math.min(white, ((value + 1) / 2) * white));
        const target = isInk(photo) ? white - light : light;
        data[at] = Math.round(original + share * (target - original));
      }
    });
  }
  return { ...photo, data };
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
