import { samplesPerPixel, type PhotoSamples } from '../../src-shared/model/photo';
import type { PhotoFormat } from '../../src-shared/model/photo-inspection';
import { PhotoError } from './photo-error';

/** Longest side in pixels; TIFF and PNG have none that matters. */
const maxSides: Partial<Record<PhotoFormat, number>> = { jpeg: 65_500, webp: 16_383, avif: 16_384 };
const formatNames: Record<PhotoFormat, string> = {
  jpeg: 'JPEG',
  png: 'PNG',
  tiff: 'TIFF',
  webp: 'WebP',
  avif: 'AVIF',
};

/** The format's name as people write it. */
export function formatName(format: PhotoFormat): string {
  return formatNames[format];
}

/** Samples as a format can store them, and what that changed. */
export interface FittedSamples {
  readonly samples: PhotoSamples;
  readonly notes: readonly string[];
}

/**
 * The samples as `format` can store them: 8 bits for JPEG and WebP, RGB for WebP and AVIF, no alpha for JPEG. The same
 * object where nothing needs to change.
 * @throws PhotoError 'unsuitable-format' for CMYK in a format without it, or a side too long.
 */
export function fitSamples(samples: PhotoSamples, format: PhotoFormat): FittedSamples {
  expectSuitable(samples, format);
  const notes: string[] = [];
  let fitted = samples;
  if (fitted.bitDepth === 16 && (format === 'jpeg' || format === 'webp')) {
    fitted = reduceTo8Bits(fitted);
    notes.push(`${formatName(format)} holds 8 bits a sample, so the copy has 8 instead of 16.`);
  }
  if (fitted.hasAlpha && format === 'jpeg') {
    fitted = selectChannels(fitted, fitted.colourModel, false);
    notes.push('JPEG cannot hold transparency, so the copy is opaque.');
  }
  if (fitted.hasAlpha && format === 'webp' && isOpaque(fitted)) {
    fitted = selectChannels(fitted, fitted.colourModel, false);
    notes.push('WebP leaves out transparency that is opaque everywhere.');
  }
  if (fitted.colourModel === 'grey' && (format === 'webp' || format === 'avif')) {
    fitted = selectChannels(fitted, 'rgb', fitted.hasAlpha);
    notes.push(`${formatName(format)} stores grey as three equal colours.`);
  }
  return { samples: fitted, notes };
}

/**
 * Refuses a photo that `format` cannot hold.
 * @throws PhotoError 'unsuitable-format'
 */
export function expectSuitable(
  samples: Pick<PhotoSamples, 'width' | 'height' | 'colourModel'>,
  format: PhotoFormat,
): void {
  if (samples.colourModel === 'cmyk' && format !== 'tiff' && format !== 'jpeg') {
    throw new PhotoError(
      'unsuitable-format',
      `${formatName(format)} cannot hold printing colours (CMYK), so nothing was saved; choose TIFF or JPEG.`,
    );
  }
  const maxSide = maxSides[format];
  if (maxSide !== undefined && Math.max(samples.width, samples.height) > maxSide) {
    throw new PhotoError(
      'unsuitable-format',
      `${formatName(format)} holds at most ${maxSide} pixels a side and the photo has ${Math.max(samples.width, samples.height)}, so nothing was saved; choose TIFF or PNG.`,
    );
  }
}

function isOpaque(samples: PhotoSamples): boolean {
  const stride = samplesPerPixel(samples);
  const opaque = samples.bitDepth === 16 ? 65535 : 255;
  for (let at = stride - 1; at < samples.data.length; at += stride) {
    if (samples.data[at] !== opaque) return false;
  }
  return true;
}

/** The samples at 8 bits, rounded. */
export function reduceTo8Bits(samples: PhotoSamples): PhotoSamples {
  const data = new Uint8Array(samples.data.length);
  for (let at = 0; at < data.length; at += 1) data[at] = Math.round(samples.data[at]! / 257);
  return { ...samples, bitDepth: 8, data };
}

/** The samples with other channels: alpha left out, or grey three times. */
function selectChannels(
  samples: PhotoSamples,
  colourModel: PhotoSamples['colourModel'],
  hasAlpha: boolean,
): PhotoSamples {
  const from = samplesPerPixel(samples);
  const to = samplesPerPixel({ colourModel, hasAlpha });
  const colours = to - (hasAlpha ? 1 : 0);
  const isGrey = samples.colourModel === 'grey';
  const pixels = samples.width * samples.height;
  const data = samples.bitDepth === 16 ? new Uint16Array(pixels * to) : new Uint8Array(pixels * to);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let channel = 0; channel < colours; channel += 1) {
      data[pixel * to + channel] = samples.data[pixel * from + (isGrey ? 0 : channel)]!;
    }
    if (hasAlpha) data[pixel * to + to - 1] = samples.data[pixel * from + from - 1]!;
  }
  return { ...samples, colourModel, hasAlpha, data };
}
