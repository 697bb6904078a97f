import { samplesPerPixel, type PhotoSamples } from '../../../src-shared/model/photo';
import type { OrientationWalk } from '../orientation';
import type { McuGrid } from './jpeg-coefficients';

/** Which pixels a repair changed, in stored coordinates, by MCU number (row by row): one byte a pixel of the MCU. */
export type ChangedPixels = Map<number, Uint8Array>;

/** Rows of an original as it decodes, and where they stand in the stored picture; `top` begins a row of MCUs. */
export interface DecodedBand {
  readonly top: number;
  readonly samples: PhotoSamples;
}

/**
 * Adds the pixels of a band at which the repaired photo (upright) differs from the original (as stored).
 * `walk` leads from stored to upright pixels.
 */
export function addChangedPixels(
  changed: ChangedPixels,
  grid: McuGrid,
  original: DecodedBand,
  repaired: PhotoSamples,
  walk: OrientationWalk,
): void {
  const stride = samplesPerPixel(repaired);
  const { mcuWidth, mcuHeight, mcusWide } = grid;
  const { width, height, data } = original.samples;
  let from = 0;
  for (let y = 0; y < height; y += 1) {
    const storedY = original.top + y;
    let at = (walk.origin + storedY * walk.stepY) * stride;
    for (let x = 0; x < width; x += 1) {
      for (let sample = 0; sample < stride; sample += 1) {
        if (data[from + sample] === repaired.data[at + sample]) continue;
        const mcu = Math.floor(storedY / mcuHeight) * mcusWide + Math.floor(x / mcuWidth);
        let flags = changed.get(mcu);
        if (!flags) changed.set(mcu, (flags = new Uint8Array(mcuWidth * mcuHeight)));
        flags[(storedY % mcuHeight) * mcuWidth + (x % mcuWidth)] = 1;
        break;
      }
      from += stride;
      at += walk.stepX * stride;
    }
  }
}
