import path from 'node:path';
import { samplesPerPixel, type PhotoSamples } from '../../src-shared/model/photo';
import type { PhotoFormat } from '../../src-shared/model/photo-inspection';
import type { SampleComparison } from '../../src-shared/model/save-report';
import { decodeStored } from './decode-samples';
import { fileSource } from './headers/byte-source';
import type { PhotoHeader, PhotoMetadata } from './headers/photo-header';
import { holdsExif } from './headers/tiff-exif';
import { readPhotoHeader } from './inspect';
import { withOpenFile } from './open-file';
import { walkOrientation } from './orientation';
import { PhotoError } from './photo-error';

/** A lossy copy that is further off than this on average is not the photo. */
const maxMeanDifferenceFraction = 0.06;
const bandPixels = 32_000_000;

/** What a written file must turn out to be. */
export interface SavedExpectation {
  /** Upright. */
  readonly samples: PhotoSamples;
  readonly format: PhotoFormat;
  /** The EXIF orientation that the file is to state. */
  readonly orientation: number;
  readonly isLossless: boolean;
  readonly metadata: PhotoMetadata;
  /** For a lossy copy that may differ from `samples` in places only: whether a pixel, as stored, is such a place. */
  readonly mayDiffer?: (x: number, y: number) => boolean;
}

/** What was found in a written file. */
export interface VerifiedFile {
  readonly header: PhotoHeader;
  readonly comparison: SampleComparison;
  /** Embedded data that differ from the intended ones; malformed blocks may not survive every format. */
  readonly lostData: readonly string[];
}

/**
 * Reads a written file back and compares it with what was to be saved: format, size, depth, embedded data, and all
 * samples, row band by row band, so that no second full-size picture is held.
 * @throws PhotoError 'verification' naming the difference.
 */
export async function verifySaved(
  filePath: string,
  expected: SavedExpectation,
): Promise<VerifiedFile> {
  const header = await withOpenFile(filePath, ({ handle, stats, name }) =>
    readPhotoHeader(fileSource(handle.fd, stats.size), name),
  ).catch((error: unknown) => {
    throw failure('it cannot be read back', error);
  });
  expectHeader(header, expected);
  const comparison = await compareSamples(filePath, header, expected);
  if (expected.isLossless && comparison.differingCount > 0) {
    throw failure(`${comparison.differingCount} of its samples differ`);
  }
  if (comparison.meanDifferenceFraction > maxMeanDifferenceFraction) {
    throw failure('its picture differs too much');
  }
  return { header, comparison, lostData: describeLostData(header.metadata, expected) };
}

function expectHeader(
  header: PhotoHeader,
  { samples, format, orientation }: SavedExpectation,
): void {
  const { uprightWidth, uprightHeight } = walkOrientation(
    header.storedWidth,
    header.storedHeight,
    header.orientation,
  );
  const isAlike =
    header.format === format &&
    uprightWidth === samples.width &&
    uprightHeight === samples.height &&
    header.orientation === orientation &&
    header.colourModel === samples.colourModel &&
    header.hasAlpha === samples.hasAlpha &&
    header.bitDepth > 8 === (samples.bitDepth === 16);
  if (!isAlike) throw failure('its format or size is not the one intended');
}

function describeLostData(found: PhotoMetadata, { metadata, format }: SavedExpectation): string[] {
  const isLost = (wanted: Buffer | undefined, got: Buffer | undefined): boolean =>
    wanted !== undefined && !(got?.equals(wanted) ?? false);
  const hasIptc = format !== 'webp' && format !== 'avif';
  return [
    ...(metadata.exif && !holdsExif(found.exif, metadata.exif) ? ['EXIF data'] : []),
    ...(isLost(metadata.xmp, found.xmp) ? ['XMP data'] : []),
    ...(isLost(metadata.icc, found.icc) ? ['colour profile'] : []),
    ...(hasIptc && isLost(metadata.iptc, found.iptc) ? ['IPTC data'] : []),
  ];
}

async function compareSamples(
  filePath: string,
  header: PhotoHeader,
  { samples, mayDiffer }: SavedExpectation,
): Promise<SampleComparison> {
  const bandHeight = Math.max(1, Math.floor(bandPixels / header.storedWidth));
  const total = { differing: 0, max: 0, sum: 0 };
  for (let top = 0; top < header.storedHeight; top += bandHeight) {
    const band = { top, height: Math.min(bandHeight, header.storedHeight - top) };
    const decoded = await decodeStored(filePath, header, {
      name: path.basename(filePath),
      band,
    }).catch((error: unknown) => {
      throw failure('it cannot be decoded', error);
    });
    addBand(total, decoded, band.top, header, samples, mayDiffer);
  }
  const range = samples.bitDepth === 16 ? 65535 : 255;
  return {
    sampleCount: samples.data.length,
    differingCount: total.differing,
    maxDifferenceFraction: total.max / range,
    meanDifferenceFraction: total.sum / samples.data.length / range,
  };
}

function addBand(
  total: { differing: number; max: number; sum: number },
  decoded: PhotoSamples,
  top: number,
  header: PhotoHeader,
  { data, ...kind }: PhotoSamples,
  mayDiffer: SavedExpectation['mayDiffer'],
): void {
  const walk = walkOrientation(header.storedWidth, header.storedHeight, header.orientation);
  const stride = samplesPerPixel(kind);
  let from = 0;
  for (let y = 0; y < decoded.height; y += 1) {
    let at = (walk.origin + (top + y) * walk.stepY) * stride;
    for (let x = 0; x < decoded.width; x += 1) {
      for (let sample = 0; sample < stride; sample += 1) {
        const difference = Math.abs(decoded.data[from + sample]! - data[at + sample]!);
        if (difference === 0) continue;
        if (mayDiffer && !mayDiffer(x, top + y)) throw failure('it differs outside the repair');
        total.differing += 1;
        total.sum += difference;
        if (difference > total.max) total.max = difference;
      }
      from += stride;
      at += walk.stepX * stride;
    }
  }
}

function failure(reason: string, cause?: unknown): PhotoError {
  return new PhotoError(
    'verification',
    `The written file failed its check because ${reason}, so it was removed and the original is untouched; try again or choose another format or folder.`,
    { cause },
  );
}
