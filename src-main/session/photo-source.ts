import { createImageTensor, type ImageTensor } from '../engine/tensor/image-tensor';
import type { Region } from '../engine/tensor/region';
import { reflectCoordinate, type DamageField } from '../engine/repair/damage-field';
import type { RepairSource } from '../engine/repair/repair-source';
import { samplesPerPixel, type DamageMask, type PhotoSamples } from '../../src-shared/model/photo';
import { putLayerOver, type PictureLayer } from './layers/picture-layer';

/** Which three samples of a pixel the prior sees as red, green and blue; a grey sample stands for all three. */
export type ColourTriple = readonly [red: number, green: number, blue: number];

/** The colour samples of a photo in threes: grey thrice, RGB as it is, CMYK as C M Y and then K thrice. Alpha is no colour. */
export function colourTriples({ colourModel }: PhotoSamples): readonly ColourTriple[] {
  switch (colourModel) {
    case 'grey':
      return [[0, 0, 0]];
    case 'rgb':
      return [[0, 1, 2]];
    case 'cmyk':
      return [
        [0, 1, 2],
        [3, 3, 3],
      ];
  }
}

/** Largest sample value: white in RGB. */
export function largestSample({ bitDepth }: Pick<PhotoSamples, 'bitDepth'>): number {
  return bitDepth === 8 ? 255 : 65_535;
}

/** True where a large sample means ink and so a dark pixel; the engine is shown the light that the ink leaves. */
export function isInk({ colourModel }: Pick<PhotoSamples, 'colourModel'>): boolean {
  return colourModel === 'cmyk';
}

/**
 * A photo as the engine repairs it: windows of floats on demand, in the file's own encoding, black -1, white 1.
 * @param baseLayer what an earlier repair made of the photo; it is read in the photo's place
 */
export function createPhotoSource(
  photo: PhotoSamples,
  damageMask: DamageMask,
  triple: ColourTriple,
  baseLayer?: PictureLayer,
): RepairSource {
  return {
    damage: damageMask,
    unobserved: addInvisible(photo, damageMask),
    origin: { x: 0, y: 0 },
    readWindow: (region) => readWindow(photo, region, triple, baseLayer),
  };
}

/**
 * The mask and the pixels of alpha 0: what colour lies there is by chance (mostly black), so nothing is repaired from it.
 * Where they would leave nothing to repair from, their colours are all there is.
 */
function addInvisible(photo: PhotoSamples, damageMask: DamageMask): DamageField {
  if (!photo.hasAlpha) return damageMask;
  const stride = samplesPerPixel(photo);
  const data = damageMask.data.slice();
  let added = 0;
  for (let pixel = 0; pixel < data.length; pixel++) {
    if (data[pixel] !== 0 || photo.data[(pixel + 1) * stride - 1] !== 0) continue;
    data[pixel] = 1;
    added++;
  }
  return added > 0 && data.includes(0) ? { ...damageMask, data } : damageMask;
}

function readWindow(
  photo: PhotoSamples,
  region: Region,
  triple: ColourTriple,
  baseLayer: PictureLayer | undefined,
): ImageTensor {
  const window = createImageTensor({ channels: 3, height: region.height, width: region.width });
  const stride = samplesPerPixel(photo);
  const sign = isInk(photo) ? -1 : 1;
  const scale = (sign * 2) / largestSample(photo);
  const plane = region.height * region.width;
  let index = 0;
  for (let row = 0; row < region.height; row++) {
    const samples = readRow(photo, reflectCoordinate(region.y + row, photo.height), baseLayer);
    for (let column = 0; column < region.width; column++, index++) {
      const pixel = reflectCoordinate(region.x + column, photo.width) * stride;
      for (let channel = 0; channel < 3; channel++) {
        window.data[channel * plane + index] = scale * samples[pixel + triple[channel]!]! - sign;
      }
    }
  }
  return window;
}

/** One row of samples; copied only where the layer has pixels in it. */
function readRow(
  { width, data, ...shape }: PhotoSamples,
  y: number,
  baseLayer: PictureLayer | undefined,
): Uint8Array | Uint16Array {
  const rowLength = width * samplesPerPixel(shape);
  const row = data.subarray(y * rowLength, (y + 1) * rowLength);
  if (!baseLayer || baseLayer.runOfRow[y] === baseLayer.runOfRow[y + 1]) return row;
  const layered = row.slice();
  putLayerOver(baseLayer, { x: 0, y, width, height: 1 }, layered);
  return layered;
}
