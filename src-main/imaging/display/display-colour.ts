import type { PhotoSamples } from '../../../src-shared/model/photo';

/**
 * Turns samples of a file into what a screen shows: sRGB, 4 bytes a pixel, alpha not premultiplied.
 * @param samples interleaved, at the file's depth; `pixelCount` pixels from index `sampleStart` on are read
 * @param rgba is written from index `rgbaStart` on
 */
export type ConvertPixels = (
  samples: Uint8Array | Uint16Array,
  sampleStart: number,
  pixelCount: number,
  rgba: Uint8Array,
  rgbaStart: number,
) => void;

type SampleKind = Pick<PhotoSamples, 'colourModel' | 'hasAlpha' | 'bitDepth'>;

/** Grey or RGB samples that are sRGB, or say nothing of their colours. */
export function convertPlain({ colourModel, hasAlpha, bitDepth }: SampleKind): ConvertPixels {
  const table = reduceTable(bitDepth);
  const isGrey = colourModel === 'grey';
  const stride = (isGrey ? 1 : 3) + (hasAlpha ? 1 : 0);
  const [green, blue, alpha] = isGrey ? [0, 0, 1] : [1, 2, 3];
  return (samples, sampleStart, pixelCount, rgba, rgbaStart) => {
    let from = sampleStart;
    const end = rgbaStart + 4 * pixelCount;
    for (let to = rgbaStart; to < end; to += 4, from += stride) {
      rgba[to] = table[samples[from]!]!;
      rgba[to + 1] = table[samples[from + green]!]!;
      rgba[to + 2] = table[samples[from + blue]!]!;
      rgba[to + 3] = hasAlpha ? table[samples[from + alpha]!]! : 255;
    }
  };
}

/** 8-bit values of all samples of a depth. */
export function reduceTable(bitDepth: 8 | 16): Uint8Array {
  if (bitDepth === 8) return Uint8Array.from({ length: 256 }, (_, sample) => sample);
  const table = new Uint8Array(65_536);
  for (let sample = 0; sample < table.length; sample++) table[sample] = Math.round(sample / 257);
  return table;
}
