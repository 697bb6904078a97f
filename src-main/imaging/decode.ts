import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Original } from '../files/original';
import { sentenceOf } from '../../src-shared/messages';
import type { PhotoSamples } from '../../src-shared/model/photo';
import type { PhotoInspection } from '../../src-shared/model/photo-inspection';
import { decodeStored } from './decode-samples';
import { bufferSource, fileSource } from './headers/byte-source';
import type { PhotoHeader } from './headers/photo-header';
import { describeHeader, readPhotoHeader } from './inspect';
import { withOpenFile } from './open-file';
import { turnUpright } from './orientation';
import { PhotoError } from './photo-error';

/** Where a photo came from and all that its file holds beside the samples: what a faithful copy needs. */
export interface PhotoSource extends Original {
  /** The file's name without its folder. */
  readonly name: string;
  readonly fileByteLength: number;
  readonly modifiedMs: number;
  readonly inspection: PhotoInspection;
  readonly header: PhotoHeader;
  /** The file itself where it is a JPEG: a copy takes over its coded blocks. */
  readonly jpegBytes: Buffer | undefined;
}

export interface OpenedPhoto {
  /** The caller's own, at the file's depth and upright. */
  readonly samples: PhotoSamples;
  readonly source: PhotoSource;
}

/** How far to go in opening a file. */
export interface OpenLimits {
  /** Pictures with more pixels are refused from their header; 150 million where absent. */
  readonly maxPixelCount?: number;
  /** Open what can be read of a broken file; false where absent. */
  readonly acceptDamaged?: boolean;
}

/** The first note of a broken file that was opened all the same. */
export const brokenFileNote = sentenceOf('note.broken');

const defaultMaxPixelCount = 150_000_000;
const maxFileByteLength = 2_000_000_000;
const readByteLength = 4 * 1024 * 1024;

/**
 * Opens a photograph read-only and decodes it: JPEG, PNG, TIFF, WebP or AVIF, told by content; 8 or 16 bits a sample,
 * colour values as stored (the ICC profile is kept, not applied), EXIF orientation applied.
 * @throws PhotoError in one sentence: what is wrong with the file and what to do about it.
 */
export async function openPhoto(path: string, limits: OpenLimits = {}): Promise<OpenedPhoto> {
  return withOpenFile(path, async ({ handle, stats, name }) => {
    const fileHeader = await readPhotoHeader(fileSource(handle.fd, stats.size), name);
    refuseOversize(fileHeader, stats.size, name, limits.maxPixelCount ?? defaultMaxPixelCount);
    const { bytes, sha256 } = await readWhole(handle, stats.size, name);
    // Read again from the bytes that are decoded, so that samples, hash and metadata belong to one state of the file.
    const header = await readPhotoHeader(bufferSource(bytes), name);
    const { stored, header: openedHeader } = await decodeTolerantly(bytes, header, name, limits);
    return {
      samples: turnUpright(stored, header.orientation),
      source: {
        path,
        name,
        fileByteLength: bytes.length,
        modifiedMs: stats.mtimeMs,
        sha256,
        identity: await handle.stat({ bigint: true }),
        inspection: describeHeader(openedHeader, bytes.length),
        header: openedHeader,
        jpegBytes: header.format === 'jpeg' ? bytes : undefined,
      },
    };
  });
}

/** Decodes strictly first, so that a sound file is never read leniently; what is wrong with another is noted. */
async function decodeTolerantly(
  bytes: Buffer,
  header: PhotoHeader,
  name: string,
  limits: OpenLimits,
): Promise<{ stored: PhotoSamples; header: PhotoHeader }> {
  try {
    return { stored: await decodeStored(bytes, header, { name }), header };
  } catch (error) {
    const isBroken =
      error instanceof PhotoError && (error.code === 'truncated' || error.code === 'damaged');
    if (!isBroken || !limits.acceptDamaged) throw error;
    const stored = await decodeStored(bytes, header, { name, acceptDamaged: true });
    return { stored, header: { ...header, notes: [brokenFileNote, ...header.notes] } };
  }
}

function refuseOversize(
  { storedWidth, storedHeight }: PhotoHeader,
  byteLength: number,
  name: string,
  maxPixelCount: number,
): void {
  const pixels = storedWidth * storedHeight;
  if (pixels > maxPixelCount) {
    const megapixels = (count: number): string => `${Math.round(count / 1e6)} megapixels`;
    throw new PhotoError(
      'too-large',
      `“${name}” has ${storedWidth} x ${storedHeight} pixels (${megapixels(pixels)}) and at most ${megapixels(maxPixelCount)} can be repaired, so it was not opened; make it smaller or cut it into parts.`,
    );
  }
  if (byteLength > maxFileByteLength) {
    throw new PhotoError(
      'too-large',
      `“${name}” is a file of ${(byteLength / 1e9).toFixed(1)} GB and at most 2 GB can be read, so it was not opened; save it with compression.`,
    );
  }
}

async function readWhole(
  handle: FileHandle,
  byteLength: number,
  name: string,
): Promise<{ bytes: Buffer; sha256: string }> {
  const bytes = Buffer.allocUnsafeSlow(byteLength);
  const hash = createHash('sha256');
  let filled = 0;
  while (filled < byteLength) {
    const wanted = Math.min(readByteLength, byteLength - filled);
    const { bytesRead } = await handle.read(bytes, filled, wanted, filled);
    if (bytesRead === 0) {
      throw new PhotoError(
        'unreadable',
        `“${name}” became shorter while it was read, so it was not opened; wait until the other program has finished and open it again.`,
      );
    }
    hash.update(bytes.subarray(filled, filled + bytesRead));
    filled += bytesRead;
  }
  return { bytes, sha256: hash.digest('hex') };
}
