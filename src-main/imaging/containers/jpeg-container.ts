import type { PhotoDensity } from '../../../src-shared/model/photo-inspection';
import { bufferSource } from '../headers/byte-source';
import { photoshopFromIptc } from '../headers/iptc-blocks';
import { isJpegSegment, jpegPrefix } from '../headers/jpeg-header';
import { readJpegSegments, type JpegSegment } from '../headers/jpeg-segments';
import type { CarriedBlock, PhotoMetadata } from '../headers/photo-header';

const maxPayloadBytes = 65_533;
/** The longest XMP packet that a JPEG holds in one piece. */
export const maxJpegXmpBytes = maxPayloadBytes - jpegPrefix.xmp.length;

const iccPartBytes = maxPayloadBytes - 14;
const photoshopPartBytes = 65_000;

/** The application and comment segments of a copy, and what did not fit into one. */
export interface JpegBlocks {
  readonly segments: readonly JpegSegment[];
  readonly notes: readonly string[];
}

/**
 * The segments of a copy of a JPEG: all of the original in their order, with EXIF and XMP replaced by the given ones.
 * Left out are pictures beside the photo (MPF), whose offsets no longer hold, and, unless the coded blocks are the
 * original's (`keepsCoding`), Adobe's note on how they are coded.
 */
export function carryJpegSegments(
  carried: readonly CarriedBlock[],
  metadata: PhotoMetadata,
  keepsCoding: boolean,
): JpegBlocks {
  const notes: string[] = [];
  const exif = exifSegment(metadata, notes);
  const xmp = xmpSegment(metadata, notes);
  const others = carried.filter(
    (segment) =>
      !isJpegSegment(segment, 'APP1', jpegPrefix.exif) &&
      !isJpegSegment(segment, 'APP1', jpegPrefix.xmp) &&
      !isJpegSegment(segment, 'APP2', jpegPrefix.multiPicture) &&
      (keepsCoding || segment.name !== 'APP14'),
  );
  const jfif = others.filter((segment) => segment.name === 'APP0');
  const rest = others.filter((segment) => segment.name !== 'APP0');
  return { segments: [...jfif, ...exif, ...xmp, ...rest], notes };
}

/** The segments of a JPEG made from a photo of another format. */
export function makeJpegSegments(metadata: PhotoMetadata): JpegBlocks {
  const notes: string[] = [];
  const photoshop = metadata.photoshop ?? (metadata.iptc && photoshopFromIptc(metadata.iptc));
  const segments = [
    jfifSegment(metadata.density),
    ...exifSegment(metadata, notes),
    ...xmpSegment(metadata, notes),
    ...photoshopSegments(photoshop),
    ...profileSegments(metadata.icc),
  ];
  return { segments, notes };
}

/** A coded JPEG with its own application and comment segments replaced, except Adobe's note on how it is coded. */
export function replaceJpegSegments(coded: Buffer, segments: readonly JpegSegment[]): Buffer[] {
  const own = readJpegSegments(bufferSource(coded), 'the coded picture');
  const coding = own.segments.filter((segment) => !/^APP(?!14$)|^COM$/.test(segment.name));
  return [
    Buffer.from([0xff, 0xd8]),
    ...[...segments, ...coding].map(serialiseJpegSegment),
    coded.subarray(own.scanOffset),
  ];
}

/** The bytes of a segment: marker, length, payload. */
export function serialiseJpegSegment({ name, data }: JpegSegment): Buffer {
  const head = Buffer.from([0xff, markerOf(name), 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

function markerOf(name: string): number {
  if (name.startsWith('APP')) return 0xe0 + Number(name.slice(3));
  return name === 'COM' ? 0xfe : Number.parseInt(name, 16);
}

function exifSegment({ exif }: PhotoMetadata, notes: string[]): JpegSegment[] {
  return oneSegment('EXIF data', jpegPrefix.exif, exif, notes);
}

function xmpSegment({ xmp }: PhotoMetadata, notes: string[]): JpegSegment[] {
  return oneSegment('XMP data', jpegPrefix.xmp, xmp, notes);
}

function oneSegment(
  what: string,
  prefix: Buffer,
  payload: Buffer | undefined,
  notes: string[],
): JpegSegment[] {
  if (!payload) return [];
  if (prefix.length + payload.length > maxPayloadBytes) {
    notes.push(
      `The ${what} take more than the 64 kB that a JPEG has room for, so the copy lacks them.`,
    );
    return [];
  }
  return [{ name: 'APP1', data: Buffer.concat([prefix, payload]) }];
}

function jfifSegment(density: PhotoDensity | undefined): JpegSegment {
  const data = Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1');
  if (density) {
    data[7] = 1;
    data.writeUInt16BE(clampDensity(density.x), 8);
    data.writeUInt16BE(clampDensity(density.y), 10);
  }
  return { name: 'APP0', data };
}

function clampDensity(value: number): number {
  return Math.min(65_535, Math.max(1, Math.round(value)));
}

/** Photoshop's image resource blocks in as many segments as they take. */
export function photoshopSegments(photoshop: Buffer | undefined): JpegSegment[] {
  return splitPayload(photoshop, photoshopPartBytes).map((part) => ({
    name: 'APP13',
    data: Buffer.concat([jpegPrefix.photoshop, part]),
  }));
}

/** A colour profile in as many segments as it takes. */
export function profileSegments(icc: Buffer | undefined): JpegSegment[] {
  const parts = splitPayload(icc, iccPartBytes);
  return parts.map((part, index) => ({
    name: 'APP2',
    data: Buffer.concat([jpegPrefix.icc, Buffer.from([index + 1, parts.length]), part]),
  }));
}

function splitPayload(payload: Buffer | undefined, partBytes: number): Buffer[] {
  if (!payload) return [];
  const count = Math.ceil(payload.length / partBytes);
  return Array.from({ length: count }, (_, index) =>
    payload.subarray(index * partBytes, (index + 1) * partBytes),
  );
}
