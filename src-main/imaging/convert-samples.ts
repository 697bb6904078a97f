import { samplesPerPixel, type PhotoSamples } from '../../src-shared/model/photo';
import { writeTiff } from './containers/tiff-container';
import { noMetadata } from './headers/photo-header';
import { PhotoError } from './photo-error';
import { ownBytes, sharp } from './sharp-runtime';

/** Pixels that are converted at a time, so that no second full-size picture is held for it. */
const bandPixels = 4_000_000;

let profile: Promise<Buffer> | undefined;

/** The sRGB profile that copies get. */
export function srgbProfile(): Promise<Buffer> {
  profile ??= makeSrgbProfile();
  return profile;
}

async function makeSrgbProfile(): Promise<Buffer> {
  const pixel = { width: 1, height: 1, channels: 3, background: 'black' } as const;
  const png = await sharp({ create: pixel }).withIccProfile('srgb').png().toBuffer();
  const { icc } = await sharp(png).metadata();
  if (!icc) throw new Error('The image library wrote no sRGB profile.');
  return ownBytes(icc);
}

/**
 * A photo's samples in sRGB, at their depth: by the profile, at its perceptual intent, or, for CMYK without one, by the usual
 * printing colours. Grey stays grey, CMYK becomes RGB, alpha stays as it is.
 * @param icc the profile of the samples
 * @throws PhotoError 'unsuitable-format' for a profile that cannot be read
 */
export async function convertToSrgb(
  samples: PhotoSamples,
  icc: Buffer | undefined,
): Promise<PhotoSamples> {
  const { width, height, colourModel, hasAlpha, bitDepth } = samples;
  const target = colourModel === 'cmyk' ? 'rgb' : colourModel;
  const stride = samplesPerPixel({ colourModel: target, hasAlpha });
  const length = width * height * stride;
  const data = bitDepth === 16 ? new Uint16Array(length) : new Uint8Array(length);
  const rowsPerBand = Math.max(1, Math.floor(bandPixels / width));
  for (let top = 0; top < height; top += rowsPerBand) {
    const rows = Math.min(rowsPerBand, height - top);
    const band = await convertBand(cutRows(samples, top, rows), icc);
    takeColours(band, samplesPerPixel({ colourModel: 'rgb', hasAlpha }), data, {
      start: top * width,
      stride,
      colours: target === 'grey' ? 1 : 3,
    });
  }
  copyAlpha(samples, data, stride);
  return { ...samples, colourModel: target, data };
}

function cutRows(samples: PhotoSamples, top: number, height: number): PhotoSamples {
  const rowLength = samples.width * samplesPerPixel(samples);
  const data = samples.data.subarray(top * rowLength, (top + height) * rowLength);
  return { ...samples, height, data };
}

/** A band as RGB (and alpha), one behind the other. */
async function convertBand(
  band: PhotoSamples,
  icc: Buffer | undefined,
): Promise<Uint8Array | Uint16Array> {
  const carrier = await writeTiff(
    band,
    { ...noMetadata, icc },
    { compression: 'none', isBig: false },
  );
  const isDeep = band.bitDepth === 16;
  try {
    const pixels = await sharp(Buffer.concat(carrier), { limitInputPixels: false })
      .toColourspace(isDeep ? 'rgb16' : 'srgb')
      .raw({ depth: isDeep ? 'ushort' : 'uchar' })
      .toBuffer();
    const bytes = Uint8Array.from(ownBytes(pixels));
    return isDeep ? new Uint16Array(bytes.buffer) : bytes;
  } catch (cause) {
    throw new PhotoError(
      'unsuitable-format',
      'The colour profile of the photo cannot be read, so nothing was saved; keep the profile as it is.',
      { cause },
    );
  }
}

function takeColours(
  from: Uint8Array | Uint16Array,
  fromStride: number,
  to: Uint8Array | Uint16Array,
  { start, stride, colours }: { start: number; stride: number; colours: number },
): void {
  const pixels = from.length / fromStride;
  // Grey has become three equal colours; the middle one stands for them.
  const first = colours === 1 ? 1 : 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let colour = 0; colour < colours; colour++) {
      to[(start + pixel) * stride + colour] = from[pixel * fromStride + first + colour]!;
    }
  }
}

function copyAlpha(samples: PhotoSamples, to: Uint8Array | Uint16Array, stride: number): void {
  if (!samples.hasAlpha) return;
  const fromStride = samplesPerPixel(samples);
  for (let from = fromStride - 1, at = stride - 1; from < samples.data.length; from += fromStride) {
    to[at] = samples.data[from]!;
    at += stride;
  }
}
