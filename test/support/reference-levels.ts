import type { ConvertPixels } from '../../src-main/imaging/display/colour/convert-plain';
import type { Region } from '../../src-main/engine/tensor/region';
import type { PhotoSamples } from '../../src-shared/model/photo';

/** A whole RGBA picture. */
export interface WholePicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** The whole photo at full size as a screen shows it. */
export function convertWhole(photo: PhotoSamples, convert: ConvertPixels): WholePicture {
  const { width, height, data } = photo;
  const rgba = new Uint8Array(4 * width * height);
  convert(data, 0, width * height, rgba, 0);
  return { width, height, rgba };
}

/** Half the size by the plainest code: means of 2 x 2 blocks, colours weighted by alpha. */
export function halveWhole({ width, height, rgba }: WholePicture): WholePicture {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const out = new Uint8Array(4 * half.width * half.height);
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      const block = [0, 1, 2, 3].map((corner) => {
        const column = Math.min(width - 1, 2 * x + (corner % 2));
        const row = Math.min(height - 1, 2 * y + (corner >> 1));
        return 4 * (row * width + column);
      });
      const to = 4 * (y * half.width + x);
      const alpha = block.reduce((sum, at) => sum + rgba[at + 3]!, 0);
      out[to + 3] = Math.round(alpha / 4);
      for (let channel = 0; channel < 3; channel++) {
        const weighted = block.reduce((sum, at) => {
          return sum + rgba[at + channel]! * (alpha === 0 ? 1 : rgba[at + 3]!);
        }, 0);
        out[to + channel] = Math.round(weighted / (alpha === 0 ? 4 : alpha));
      }
    }
  }
  return { ...half, rgba: out };
}

/** The picture at each level, 0 first, down to one pixel. */
export function allLevels(picture: WholePicture): readonly WholePicture[] {
  const levels = [picture];
  for (let last = picture; Math.max(last.width, last.height) > 1; levels.push(last)) {
    last = halveWhole(last);
  }
  return levels;
}

/** A part of a picture, row by row. */
export function cutWhole({ width, rgba }: WholePicture, region: Region): Uint8Array {
  const out = new Uint8Array(4 * region.width * region.height);
  for (let row = 0; row < region.height; row++) {
    const start = 4 * ((region.y + row) * width + region.x);
    out.set(rgba.subarray(start, start + 4 * region.width), 4 * row * region.width);
  }
  return out;
}
