import type { DamageSearch } from '../engine/detection/damage-search';
import {
  findDamage,
  searchDamage,
  type FindDamageOptions,
  type SearchOptions,
} from '../engine/detection/find-damage';
import type { LumaSource } from '../engine/detection/luma-source';
import { traceLine, type TraceOptions } from '../engine/detection/trace-line';
import type { Region } from '../engine/tensor/region';
import type { FoundDamage, TracedLine } from '../../src-shared/contract/engine-contract';
import type { Mark } from '../../src-shared/model/mark';
import { samplesPerPixel, type DamageMask, type PhotoSamples } from '../../src-shared/model/photo';
import { largestSample } from './photo-source';

/** Finds the damage of a photo; undefined once the signal is aborted. */
export function findPhotoDamage(
  photo: PhotoSamples,
  options: FindDamageOptions,
): Promise<FoundDamage | undefined> {
  return findDamage(createLumaSource(photo), options);
}

/** Looks at a photo once, for marks at any sensitivity; undefined once the signal is aborted. */
export function searchPhotoDamage(
  photo: PhotoSamples,
  options: SearchOptions,
): Promise<DamageSearch | undefined> {
  return searchDamage(createLumaSource(photo), options);
}

/** Follows the line nearest to a point of a photo; null where there is none. */
export async function tracePhotoLine(
  photo: PhotoSamples,
  point: { readonly x: number; readonly y: number },
  options: TraceOptions,
): Promise<TracedLine | null> {
  return (await traceLine(createLumaSource(photo), point, options)) ?? null;
}

/** The mask of all marks but those that rather belong to the picture. */
export function damageMaskOfMarks(
  { width, height }: Pick<PhotoSamples, 'width' | 'height'>,
  marks: readonly Pick<Mark, 'runs' | 'isProbablyPicture'>[],
): DamageMask {
  const data = new Uint8Array(width * height);
  for (const { runs, isProbablyPicture } of marks) {
    if (isProbablyPicture) continue;
    for (let i = 0; i < runs.length; i += 3) {
      data.fill(255, runs[i]! * width + runs[i + 1]!, runs[i]! * width + runs[i + 2]!);
    }
  }
  return { width, height, data };
}

/** The brightness of a photo in the file's own encoding; inks darken white paper, and what is transparent shows white. */
export function createLumaSource(photo: PhotoSamples): LumaSource {
  const { width, height, data, hasAlpha } = photo;
  const stride = samplesPerPixel(photo);
  const scale = 1 / largestSample(photo);
  const lightness = lightnessReader(photo);
  return {
    width,
    height,
    readLuma(region: Region) {
      const luma = new Float32Array(region.width * region.height);
      for (let row = 0, index = 0; row < region.height; row++) {
        let at = ((region.y + row) * width + region.x) * stride;
        for (let column = 0; column < region.width; column++, index++, at += stride) {
          const light = lightness(at) * scale;
          luma[index] = hasAlpha ? 1 - (1 - light) * data[at + stride - 1]! * scale : light;
        }
      }
      return luma;
    },
  };
}

/** Reads the brightness of the pixel whose samples begin at an index, in the range of the samples. */
function lightnessReader(photo: PhotoSamples): (at: number) => number {
  const { data, colourModel } = photo;
  const white = largestSample(photo);
  const weigh = (red: number, green: number, blue: number) =>
    0.299 * red + 0.587 * green + 0.114 * blue;
  switch (colourModel) {
    case 'grey':
      return (at) => data[at]!;
    case 'rgb':
      return (at) => weigh(data[at]!, data[at + 1]!, data[at + 2]!);
    case 'cmyk':
      return (at) => {
        const unprinted = weigh(white - data[at]!, white - data[at + 1]!, white - data[at + 2]!);
        return (unprinted * (white - data[at + 3]!)) / white;
      };
  }
}
