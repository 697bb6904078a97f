import { createImageTensor, expectShape, type ImageTensor } from '../engine/tensor/image-tensor';
import { containsRegion, type Region } from '../engine/tensor/region';
import { samplesPerPixel, type DamageMask, type PhotoSamples } from '../../src-shared/model/photo';

/**
 * Which of a photo's colours a window shows: its `colour` (grey, RGB, or the plates C, M and Y), or, of a CMYK photo,
 * the `black` plate, which is repaired in a pass of its own. Ink is shown as the light it leaves, so that a window of
 * plates looks like a photograph and not like its negative.
 */
export type WindowPlates = 'colour' | 'black';

/** The passes that a repair of this photo takes. */
export function windowPasses(photo: Pick<PhotoSamples, 'colourModel'>): readonly WindowPlates[] {
  return photo.colourModel === 'cmyk' ? ['colour', 'black'] : ['colour'];
}

/** New samples for a region of a photo, at its depth and with its channels, pixel-interleaved. */
export interface PhotoPatch {
  readonly region: Region;
  readonly data: Uint8Array | Uint16Array;
}

/**
 * A region of a photo as a CHW tensor of three planes in [-1, 1]; a single plate (grey, or CMYK's black) three times.
 * Alpha is left out.
 * @throws RangeError when the region is not wholly inside the photo.
 */
export function readPhotoWindow(
  photo: PhotoSamples,
  region: Region,
  plates: WindowPlates = 'colour',
): ImageTensor {
  expectInside(photo, region);
  const window = createImageTensor({ channels: 3, height: region.height, width: region.width });
  const planeSize = region.width * region.height;
  const stride = samplesPerPixel(photo);
  const offsets = plateOffsets(photo, plates);
  const max = maxSample(photo);
  const isInk = photo.colourModel === 'cmyk';
  for (let y = 0; y < region.height; y += 1) {
    let from = ((region.y + y) * photo.width + region.x) * stride;
    const row = y * region.width;
    for (let x = 0; x < region.width; x += 1, from += stride) {
      for (let plane = 0; plane < 3; plane += 1) {
        const offset = offsets[plane % offsets.length]!;
        const sample = photo.data[from + offset]!;
        window.data[plane * planeSize + row + x] = ((isInk ? max - sample : sample) / max) * 2 - 1;
      }
    }
  }
  return window;
}

/** The photo's own samples in a region, as a patch. */
export function copyPhotoPatch(photo: PhotoSamples, region: Region): PhotoPatch {
  expectInside(photo, region);
  const stride = samplesPerPixel(photo);
  const rowLength = region.width * stride;
  const data = makeSamples(photo, rowLength * region.height);
  for (let y = 0; y < region.height; y += 1) {
    const from = ((region.y + y) * photo.width + region.x) * stride;
    data.set(photo.data.subarray(from, from + rowLength), y * rowLength);
  }
  return { region, data };
}

/**
 * Blends an estimate (CHW, three planes in [-1, 1], the region's size) into a patch by the damage mask: sample =
 * original + (estimate - original) * mask / 255, rounded. Where the mask is 0 the patch keeps its samples bit for bit,
 * alpha always. Of a grey or black plate the mean of the three planes counts. Changes `patch.data`.
 * @throws RangeError when the mask is not of the photo's size; EngineError 'shape' when the estimate is not the region's.
 */
export function blendIntoPatch(
  photo: Pick<PhotoSamples, 'width' | 'height' | 'colourModel' | 'hasAlpha' | 'bitDepth'>,
  patch: PhotoPatch,
  estimate: ImageTensor,
  damageMask: DamageMask,
  plates: WindowPlates = 'colour',
): void {
  const { region, data } = patch;
  expectInside(damageMask, region);
  if (damageMask.width !== photo.width || damageMask.height !== photo.height) {
    throw new RangeError('The damage mask must have the size of the photo.');
  }
  expectShape(estimate, { channels: 3, height: region.height, width: region.width }, 'an estimate');
  const planeSize = region.width * region.height;
  const stride = samplesPerPixel(photo);
  const offsets = plateOffsets(photo, plates);
  const max = maxSample(photo);
  const isInk = photo.colourModel === 'cmyk';
  for (let y = 0; y < region.height; y += 1) {
    for (let x = 0; x < region.width; x += 1) {
      const damage = damageMask.data[(region.y + y) * damageMask.width + region.x + x]!;
      if (damage === 0) continue;
      const pixel = y * region.width + x;
      for (let plate = 0; plate < offsets.length; plate += 1) {
        const at = pixel * stride + offsets[plate]!;
        const value =
          offsets.length === 1
            ? meanOfPlanes(estimate.data, planeSize, pixel)
            : estimate.data[plate * planeSize + pixel]!;
        const light = (value + 1) * (max / 2);
        const wanted = isInk ? max - light : light;
        const original = data[at]!;
        const blended = original + ((wanted - original) * damage) / 255;
        data[at] = Math.min(max, Math.max(0, Math.round(blended)));
      }
    }
  }
}

/**
 * Puts a patch into the photo and returns what was there before, as a patch that undoes it. Changes `photo.data`, so
 * that a repaired photo needs no second copy in memory.
 * @throws RangeError when the patch is not wholly inside the photo.
 */
export function applyPhotoPatch(photo: PhotoSamples, patch: PhotoPatch): PhotoPatch {
  const before = copyPhotoPatch(photo, patch.region);
  const { region, data } = patch;
  const stride = samplesPerPixel(photo);
  const rowLength = region.width * stride;
  for (let y = 0; y < region.height; y += 1) {
    const to = ((region.y + y) * photo.width + region.x) * stride;
    photo.data.set(data.subarray(y * rowLength, (y + 1) * rowLength), to);
  }
  return before;
}

function plateOffsets(
  photo: Pick<PhotoSamples, 'colourModel'>,
  plates: WindowPlates,
): readonly number[] {
  if (photo.colourModel === 'grey') return [0];
  return plates === 'black' ? [3] : [0, 1, 2];
}

function meanOfPlanes(data: Float32Array, planeSize: number, pixel: number): number {
  return (data[pixel]! + data[planeSize + pixel]! + data[2 * planeSize + pixel]!) / 3;
}

function maxSample(photo: Pick<PhotoSamples, 'bitDepth'>): number {
  return photo.bitDepth === 16 ? 65535 : 255;
}

function makeSamples(
  photo: Pick<PhotoSamples, 'bitDepth'>,
  length: number,
): Uint8Array | Uint16Array {
  return photo.bitDepth === 16 ? new Uint16Array(length) : new Uint8Array(length);
}

function expectInside(photo: { width: number; height: number }, region: Region): void {
  const whole = { x: 0, y: 0, width: photo.width, height: photo.height };
  if (!containsRegion(whole, region)) {
    throw new RangeError(
      `The region ${region.width} x ${region.height} at ${region.x}, ${region.y} is not inside a photo of ${photo.width} x ${photo.height} pixels.`,
    );
  }
}
