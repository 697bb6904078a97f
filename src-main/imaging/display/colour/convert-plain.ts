import type { PhotoSamples } from '../../../../src-shared/model/photo';

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

/** How the samples of a photo lie in memory. */
export type SampleKind = Pick<PhotoSamples, 'colourModel' | 'hasAlpha' | 'bitDepth'>;

/** Grey or RGB samples that are sRGB, or say nothing of their colours: each is shown as it is, at 8 bits. */
export function convertPlain(kind: SampleKind): ConvertPixels {
  const table = reduceTable(kind.bitDepth);
  return kind.colourModel === 'grey' ? convertGrey(kind, table) : convertRgb(kind, table);
}

/** Grey samples by a table of 8-bit values. */
export function convertGrey({ hasAlpha, bitDepth }: SampleKind, table: Uint8Array): ConvertPixels {
  const alphaTable = reduceTable(bitDepth);
  const stride = hasAlpha ? 2 : 1;
  return (samples, sampleStart, pixelCount, rgba, rgbaStart) => {
    let from = sampleStart;
    const end = rgbaStart + 4 * pixelCount;
    for (let to = rgbaStart; to < end; to += 4, from += stride) {
      const value = table[samples[from]!]!;
      rgba[to] = value;
      rgba[to + 1] = value;
      rgba[to + 2] = value;
      rgba[to + 3] = hasAlpha ? alphaTable[samples[from + 1]!]! : 255;
    }
  };
}

function convertRgb({ hasAlpha }: SampleKind, table: Uint8Array): ConvertPixels {
  const stride = hasAlpha ? 4 : 3;
  return (samples, sampleStart, pixelCount, rgba, rgbaStart) => {
    let from = sampleStart;
    const end = rgbaStart + 4 * pixelCount;
    for (let to = rgbaStart; to < end; to += 4, from += stride) {
      rgba[to] = table[samples[from]!]!;
      rgba[to + 1] = table[samples[from + 1]!]!;
      rgba[to + 2] = table[samples[from + 2]!]!;
      rgba[to + 3] = hasAlpha ? table[samples[from + 3]!]! : 255;
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
