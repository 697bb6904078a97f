import { createHash } from 'node:crypto';
import { samplesPerPixel, type DamageMask, type PhotoSamples } from '../../src-shared/model/photo';
import { openPhoto } from './decode';
import type { AtomicWriteOptions } from '../files/atomic-write';
import { atomicWriteFile } from './files/atomic-write';
import { inspectPhoto } from './inspect';
import { PhotoError } from './photo-error';
import { ownBytes, sharp } from './sharp-runtime';

/** A damage mask stored with loss has noise of a few levels in its black and white; this many are taken for it. */
const lossyNoise = 16;

/**
 * Reads a damage mask from a picture of any kind: its brightness counts (white = damaged), multiplied by its alpha.
 * @throws PhotoError 'damage-mask-size' when its upright size is not the expected one, and like `openPhoto`.
 */
export async function readDamageMask(
  path: string,
  expected: { readonly width: number; readonly height: number },
): Promise<DamageMask> {
  const inspection = await inspectPhoto(path);
  if (inspection.width !== expected.width || inspection.height !== expected.height) {
    throw new PhotoError(
      'damage-mask-size',
      `The damage mask has ${inspection.width} x ${inspection.height} pixels but the photo has ${expected.width} x ${expected.height}, so it was not used; make a mask of the photo's size.`,
    );
  }
  if (inspection.colourModel === 'cmyk') {
    throw new PhotoError(
      'unsupported-colour',
      'The damage mask has printing colours (CMYK), so it was not used; save it as a black and white PNG.',
    );
  }
  const { samples } = await openPhoto(path);
  const data = brightness(samples);
  if (inspection.isLossy) suppressNoise(data);
  return { width: samples.width, height: samples.height, data };
}

/**
 * Writes a damage mask as a grey PNG, atomically.
 * @throws PhotoError like `atomicWriteFile`.
 */
export async function writeDamageMask(
  damageMask: DamageMask,
  path: string,
  options: AtomicWriteOptions = {},
): Promise<void> {
  const { width, height, data } = damageMask;
  const png = await sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
  await atomicWriteFile(path, [ownBytes(png)], options);
}

/** SHA-256 of a damage mask's size and bytes in hexadecimal; the file that it came from has no say. */
export function hashDamageMask({ width, height, data }: DamageMask): string {
  return createHash('sha256').update(`${width} x ${height}\n`).update(data).digest('hex');
}

/** Rec. 601 luma times alpha, 0..255. */
function brightness(samples: PhotoSamples): Uint8Array {
  const stride = samplesPerPixel(samples);
  const { data, hasAlpha } = samples;
  const max = samples.bitDepth === 16 ? 65535 : 255;
  const isGrey = samples.colourModel === 'grey';
  const result = new Uint8Array(samples.width * samples.height);
  for (let pixel = 0, at = 0; pixel < result.length; pixel += 1, at += stride) {
    const red = data[at]!;
    const luma = isGrey ? red : 0.299 * red + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
    const alpha = hasAlpha ? data[at + stride - 1]! / max : 1;
    result[pixel] = Math.round((luma / max) * alpha * 255);
  }
  return result;
}

function suppressNoise(data: Uint8Array): void {
  for (let pixel = 0; pixel < data.length; pixel += 1) {
    const value = data[pixel]!;
    if (value <= lossyNoise) data[pixel] = 0;
    else if (value >= 255 - lossyNoise) data[pixel] = 255;
  }
}
