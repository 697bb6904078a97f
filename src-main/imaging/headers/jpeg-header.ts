import { sentenceOf, type Sentence } from '../../../src-shared/messages';
import { PhotoError } from '../photo-error';
import type { ByteSource } from './byte-source';
import { readExif } from './exif';
import { iptcFromPhotoshop } from './iptc-blocks';
import { estimateJpegQuality } from './jpeg-quality';
import { readJpegSegments, type JpegFrame, type JpegSegment } from './jpeg-segments';
import type { PhotoHeader, PhotoMetadata } from './photo-header';
import { joinXmpExtension } from './xmp-extension';

const jfifPrefix = Buffer.from('JFIF\0', 'latin1');
const jfifExtensionPrefix = Buffer.from('JFXX\0', 'latin1');
const exifPrefix = Buffer.from('Exif\0\0', 'latin1');
const xmpPrefix = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
const xmpExtensionPrefix = Buffer.from('http://ns.adobe.com/xmp/extension/\0', 'latin1');
const iccPrefix = Buffer.from('ICC_PROFILE\0', 'latin1');
const photoshopPrefix = Buffer.from('Photoshop 3.0\0', 'latin1');
const multiPicturePrefix = Buffer.from('MPF\0', 'latin1');

/** The prefixes by which application segments of JPEG files are told apart. */
export const jpegPrefix = {
  jfif: jfifPrefix,
  jfifExtension: jfifExtensionPrefix,
  exif: exifPrefix,
  xmp: xmpPrefix,
  xmpExtension: xmpExtensionPrefix,
  icc: iccPrefix,
  photoshop: photoshopPrefix,
  multiPicture: multiPicturePrefix,
};

/**
 * Reads a JPEG's header (ITU-T T.81 Annex B, JFIF, EXIF).
 * @throws PhotoError 'truncated', 'damaged', or 'unsupported-colour' for 12-bit and lossless JPEG.
 */
export function readJpegHeader(source: ByteSource, name: string): PhotoHeader {
  const { segments, frame, quantisationTables } = readJpegSegments(source, name);
  refuseUnusualFrame(frame, name);
  const metadata = jpegMetadata(segments);
  const exif = metadata.exif ? readExif(metadata.exif) : undefined;
  const subsampling = describeSubsampling(frame);
  const tables = frame.components.map((component) => quantisationTables.get(component.tableId));
  const [luminance, chrominance] = [
    tables[0],
    frame.components.length === 3 ? tables[1] : undefined,
  ];
  return {
    format: 'jpeg',
    storedWidth: frame.width,
    storedHeight: frame.height,
    orientation: exif?.orientation ?? 1,
    bitDepth: 8,
    colourModel: ({ 1: 'grey', 3: 'rgb', 4: 'cmyk' } as const)[
      frame.components.length as 1 | 3 | 4
    ],
    hasAlpha: false,
    isPalette: false,
    isProgressive: frame.process === 'progressive',
    compression: subsampling ? `JPEG ${subsampling}` : 'JPEG',
    isLossy: true,
    quality: luminance ? estimateJpegQuality(luminance, chrominance) : undefined,
    chromaSubsampling: subsampling,
    pages: 1,
    metadata: { ...metadata, density: readJfifDensity(segments) ?? exif?.density },
    notes: describeExtras(segments, metadata),
    isTruncated: false,
  };
}

function refuseUnusualFrame(frame: JpegFrame, name: string): void {
  const problem =
    frame.precision !== 8
      ? `${frame.precision} bits a sample`
      : frame.process === 'lossless'
        ? 'lossless JPEG coding'
        : ![1, 3, 4].includes(frame.components.length)
          ? `${frame.components.length} colour components`
          : undefined;
  if (problem) {
    throw new PhotoError(
      'unsupported-colour',
      `“${name}” is a JPEG with ${problem}, which Heirloom cannot read, so it was not opened; save it as TIFF or PNG in another program and open that.`,
    );
  }
}

/** The usual notation of a JPEG's chroma subsampling; undefined for grey. */
export function describeSubsampling(frame: JpegFrame): string | undefined {
  const [first, second] = frame.components;
  if (!first || !second) return undefined;
  const across = first.horizontal / second.horizontal;
  const down = first.vertical / second.vertical;
  const names: Record<string, string> = {
    '1x1': '4:4:4',
    '2x1': '4:2:2',
    '2x2': '4:2:0',
    '1x2': '4:4:0',
    '4x1': '4:1:1',
    '4x2': '4:1:0',
  };
  return names[`${across}x${down}`] ?? `${across} x ${down}`;
}

/** The payload of the first segment with a prefix, without it. */
export function findJpegPayload(
  segments: readonly JpegSegment[],
  name: string,
  prefix: Buffer,
): Buffer | undefined {
  return findJpegPayloads(segments, name, prefix)[0];
}

function findJpegPayloads(
  segments: readonly JpegSegment[],
  name: string,
  prefix: Buffer,
): Buffer[] {
  return segments
    .filter((segment) => isJpegSegment(segment, name, prefix))
    .map((segment) => segment.data.subarray(prefix.length));
}

/** True for a segment of that name whose payload begins with the prefix. */
export function isJpegSegment(segment: JpegSegment, name: string, prefix: Buffer): boolean {
  return segment.name === name && segment.data.subarray(0, prefix.length).equals(prefix);
}

function jpegMetadata(segments: readonly JpegSegment[]): PhotoMetadata {
  const photoshopParts = findJpegPayloads(segments, 'APP13', photoshopPrefix);
  const photoshop = photoshopParts.length > 0 ? Buffer.concat(photoshopParts) : undefined;
  const xmp = findJpegPayload(segments, 'APP1', xmpPrefix);
  return {
    exif: findJpegPayload(segments, 'APP1', exifPrefix),
    xmp,
    xmpExtension: joinXmpExtension(xmp, findJpegPayloads(segments, 'APP1', xmpExtensionPrefix)),
    iptc: photoshop && iptcFromPhotoshop(photoshop),
    photoshop,
    icc: joinIccParts(segments),
    density: undefined,
    carried: segments.filter((segment) => /^APP|^COM$/.test(segment.name)),
  };
}

/** An ICC profile is cut into numbered parts of at most 64 KB (ICC.1:2010 B.4); undefined unless all are there. */
function joinIccParts(segments: readonly JpegSegment[]): Buffer | undefined {
  const parts = segments
    .filter((segment) => isJpegSegment(segment, 'APP2', iccPrefix))
    .map(({ data }) => ({ number: data[12] ?? 0, total: data[13] ?? 0, bytes: data.subarray(14) }))
    .sort((a, b) => a.number - b.number);
  const isWhole = parts.every(
    (part, index) => part.number === index + 1 && part.total === parts.length,
  );
  return parts.length > 0 && isWhole ? Buffer.concat(parts.map((part) => part.bytes)) : undefined;
}

function readJfifDensity(segments: readonly JpegSegment[]): PhotoMetadata['density'] {
  const jfif = findJpegPayload(segments, 'APP0', jfifPrefix);
  if (!jfif || jfif.length < 7) return undefined;
  const unit = jfif[2];
  const x = jfif.readUInt16BE(3);
  const y = jfif.readUInt16BE(5);
  if ((unit !== 1 && unit !== 2) || x === 0 || y === 0) return undefined;
  const factor = unit === 2 ? 2.54 : 1;
  return { x: x * factor, y: y * factor };
}

function describeExtras(segments: readonly JpegSegment[], metadata: PhotoMetadata): Sentence[] {
  const notes: Sentence[] = [];
  const xmp = metadata.xmp?.toString('latin1') ?? '';
  if (segments.some((segment) => isJpegSegment(segment, 'APP2', multiPicturePrefix))) {
    const isGainMap = /hdrgm:|HDRGainMap/.test(xmp);
    notes.push(sentenceOf(isGainMap ? 'note.gainMap' : 'note.furtherPictures'));
  }
  if (/MotionPhoto|MicroVideo/.test(xmp)) {
    notes.push(sentenceOf('note.film'));
  }
  return notes;
}
