import { inflateSync } from 'node:zlib';
import { sentenceOf, type Sentence } from '../../../src-shared/messages';
import { PhotoError } from '../photo-error';
import type { ByteSource } from './byte-source';
import { readExif } from './exif';
import { iptcFromPhotoshop } from './iptc-blocks';
import type { CarriedBlock, PhotoHeader, PhotoMetadata } from './photo-header';
import { profileOfPng } from './png-colours';
import { readPngText } from './png-text';

const inchesPerMetre = 1 / 0.0254;
const maxProfileBytes = 64 * 1024 * 1024;
const colourTypes: Record<number, { colourModel: 'grey' | 'rgb'; hasAlpha: boolean } | undefined> =
  {
    0: { colourModel: 'grey', hasAlpha: false },
    2: { colourModel: 'rgb', hasAlpha: false },
    3: { colourModel: 'rgb', hasAlpha: false },
    4: { colourModel: 'grey', hasAlpha: true },
    6: { colourModel: 'rgb', hasAlpha: true },
  };

/** Chunks that describe the stored samples themselves; they are written anew or no longer true of a copy. */
const structuralChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS']);

/**
 * Reads a PNG's header chunks (PNG specification, third edition).
 * @throws PhotoError 'truncated', 'damaged', or 'animated' for APNG.
 */
export function readPngHeader(source: ByteSource, name: string): PhotoHeader {
  const { blocks, imageHeader, hasTransparency, isTruncated } = readChunks(source, name);
  const colourType = imageHeader[9] ?? 0;
  const colour = colourTypes[colourType];
  const width = imageHeader.readUInt32BE(0);
  const height = imageHeader.readUInt32BE(4);
  if (!colour || width === 0 || height === 0) throw damaged(name);
  if (frameCount(blocks) > 1) {
    throw new PhotoError(
      'animated',
      `“${name}” is an animated PNG, so it was not opened; save the frame you want as an ordinary picture and open that.`,
    );
  }
  const bitDepth = imageHeader[8] ?? 8;
  const isPalette = colourType === 3;
  const stated = pngMetadata(blocks);
  const statedProfile = stated.icc
    ? undefined
    : profileOfPng(blocks, colour.colourModel === 'grey');
  const metadata = statedProfile ? { ...stated, icc: statedProfile } : stated;
  return {
    format: 'png',
    storedWidth: width,
    storedHeight: height,
    orientation: metadata.exif ? readExif(metadata.exif).orientation : 1,
    bitDepth,
    colourModel: colour.colourModel,
    hasAlpha: colour.hasAlpha || hasTransparency,
    isPalette,
    isProgressive: imageHeader[12] === 1,
    compression: 'PNG',
    isLossy: false,
    quality: undefined,
    chromaSubsampling: undefined,
    pages: 1,
    metadata,
    notes: [
      ...describeDepth(bitDepth, isPalette),
      ...(statedProfile ? [sentenceOf('note.statedColours')] : []),
    ],
    isTruncated,
    hasTransparentColour: hasTransparency,
  };
}

function describeDepth(bitDepth: number, isPalette: boolean): Sentence[] {
  if (isPalette) return [sentenceOf('note.palette')];
  return bitDepth < 8 ? [sentenceOf('note.fewBits', { bits: bitDepth })] : [];
}

/** Frames of an animated PNG, as its control chunk states them; 1 for an ordinary one. */
function frameCount(blocks: readonly CarriedBlock[]): number {
  const control = blocks.find((block) => block.name === 'acTL')?.data;
  return control && control.length >= 4 ? control.readUInt32BE(0) : 1;
}

interface PngChunks {
  readonly blocks: readonly CarriedBlock[];
  readonly imageHeader: Buffer;
  readonly hasTransparency: boolean;
  readonly isTruncated: boolean;
}

function readChunks(source: ByteSource, name: string): PngChunks {
  const blocks: CarriedBlock[] = [];
  let imageHeader: Buffer | undefined;
  let hasTransparency = false;
  let isTrailing = false;
  let offset = 8;
  let ended = false;
  while (!ended) {
    const head = source.read(offset, 8);
    if (head.length < 8) break;
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    if (!/^[A-Za-z]{4}$/.test(type)) break;
    if (type === 'IHDR' && length === 13) imageHeader ??= Buffer.from(source.read(offset + 8, 13));
    if (type === 'tRNS') hasTransparency = true;
    if (type === 'IDAT') isTrailing = true;
    if (type === 'IEND') ended = true;
    if (!structuralChunks.has(type)) {
      const data = Buffer.from(source.read(offset + 8, length));
      if (data.length < length) break;
      blocks.push({ name: type, data, isTrailing });
    }
    offset += 12 + length;
  }
  if (!imageHeader) {
    if (source.byteLength < 33) throw truncated(name);
    throw damaged(name);
  }
  if (imageHeader.length < 13) throw truncated(name);
  return { blocks, imageHeader, hasTransparency, isTruncated: !ended };
}

function pngMetadata(blocks: readonly CarriedBlock[]): PhotoMetadata {
  const chunk = (type: string): Buffer | undefined =>
    blocks.find((block) => block.name === type)?.data;
  const texts = blocks.map(readPngText).filter((text) => text !== undefined);
  const profile = (kind: string): Buffer | undefined =>
    texts.find((text) => text.keyword === `Raw profile type ${kind}`)?.rawProfile();
  const legacyExif = profile('exif') ?? profile('APP1');
  const exif = chunk('eXIf') ?? (legacyExif && withoutExifPrefix(legacyExif));
  const iptc = profile('iptc');
  return {
    exif,
    xmp: texts.find((text) => text.keyword === 'XML:com.adobe.xmp')?.text(),
    iptc: iptc && (iptcFromPhotoshop(iptc) ?? iptc),
    photoshop: undefined,
    icc: inflateProfile(chunk('iCCP')),
    density: readPhysicalSize(chunk('pHYs')) ?? (exif && readExif(exif).density),
    carried: blocks,
  };
}

function withoutExifPrefix(bytes: Buffer): Buffer | undefined {
  const isExif = bytes.toString('latin1', 0, 6) === 'Exif\0\0';
  return isExif
    ? bytes.subarray(6)
    : /^(II\*\0|MM\0\*)/.test(bytes.toString('latin1', 0, 4))
      ? bytes
      : undefined;
}

function inflateProfile(chunk: Buffer | undefined): Buffer | undefined {
  if (!chunk) return undefined;
  try {
    return inflateSync(chunk.subarray(chunk.indexOf(0) + 2), { maxOutputLength: maxProfileBytes });
  } catch {
    // A profile that cannot be unpacked is of no use to any reader; the decoder ignores it too.
    return undefined;
  }
}

function readPhysicalSize(chunk: Buffer | undefined): PhotoMetadata['density'] {
  if (chunk?.length !== 9 || chunk[8] !== 1) return undefined;
  const x = chunk.readUInt32BE(0) / inchesPerMetre;
  const y = chunk.readUInt32BE(4) / inchesPerMetre;
  return x > 0 && y > 0 ? { x, y } : undefined;
}

function truncated(name: string): PhotoError {
  return new PhotoError(
    'truncated',
    `“${name}” ends before its picture begins, so it was not opened; save or scan it again, or use a backup.`,
  );
}

function damaged(name: string): PhotoError {
  return new PhotoError(
    'damaged',
    `The header of “${name}” makes no sense as a PNG, so it was not opened; use a backup or save it again.`,
  );
}
