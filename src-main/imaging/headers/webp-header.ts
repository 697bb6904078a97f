import { PhotoError } from '../photo-error';
import type { ByteSource } from './byte-source';
import { readExif } from './exif';
import type { CarriedBlock, PhotoHeader } from './photo-header';
import { estimateWebpQuality } from './webp-quality';

const animationFlag = 0x02;
const alphaFlag = 0x10;

/** The chunks that hold the pixels; all others are carried into a copy. */
const structuralChunks = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH']);

/**
 * Reads a WebP's header chunks (RFC 9649).
 * @throws PhotoError 'truncated', 'damaged' or 'animated'.
 */
export function readWebpHeader(source: ByteSource, name: string): PhotoHeader {
  const { blocks, heads, isTruncated } = readChunks(source);
  const extended = heads.get('VP8X');
  const lossy = heads.get('VP8 ');
  const lossless = heads.get('VP8L');
  if (heads.has('ANIM') || ((extended?.[0] ?? 0) & animationFlag) !== 0) {
    throw new PhotoError(
      'animated',
      `“${name}” is an animated WebP, so it was not opened; save the frame you want as an ordinary picture and open that.`,
    );
  }
  const size = lossy ? lossySize(lossy) : lossless && losslessSize(lossless);
  if (!size) {
    throw new PhotoError(
      isTruncated ? 'truncated' : 'damaged',
      `“${name}” is a broken WebP picture, so it was not opened; use a backup or save it again.`,
    );
  }
  const chunk = (type: string): Buffer | undefined =>
    blocks.find((block) => block.name === type)?.data;
  const exif = withoutExifPrefix(chunk('EXIF'));
  const exifFacts = exif ? readExif(exif) : undefined;
  return {
    format: 'webp',
    storedWidth: size.width,
    storedHeight: size.height,
    orientation: exifFacts?.orientation ?? 1,
    bitDepth: 8,
    colourModel: 'rgb',
    hasAlpha: lossy ? heads.has('ALPH') && ((extended?.[0] ?? 0) & alphaFlag) !== 0 : size.hasAlpha,
    isPalette: false,
    isProgressive: false,
    compression: lossy ? 'lossy WebP' : 'lossless WebP',
    isLossy: lossy !== undefined,
    quality: lossy && estimateWebpQuality(lossy),
    chromaSubsampling: lossy && '4:2:0',
    pages: 1,
    metadata: {
      exif,
      xmp: chunk('XMP '),
      iptc: undefined,
      photoshop: undefined,
      icc: chunk('ICCP'),
      density: exifFacts?.density,
      carried: blocks,
    },
    notes: [],
    isTruncated,
  };
}

function readChunks(source: ByteSource): {
  blocks: CarriedBlock[];
  heads: Map<string, Buffer>;
  isTruncated: boolean;
} {
  const blocks: CarriedBlock[] = [];
  const heads = new Map<string, Buffer>();
  const end = 8 + source.read(4, 4).readUInt32LE(0);
  let offset = 12;
  while (offset + 8 <= Math.min(end, source.byteLength)) {
    const head = source.read(offset, 8);
    if (head.length < 8) break;
    const name = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    if (structuralChunks.has(name) || name === 'ANIM') {
      if (!heads.has(name))
        heads.set(name, Buffer.from(source.read(offset + 8, Math.min(length, 128))));
    } else if (offset + 8 + length <= source.byteLength) {
      blocks.push({ name, data: Buffer.from(source.read(offset + 8, length)) });
    }
    offset += 8 + length + (length % 2);
  }
  return { blocks, heads, isTruncated: source.byteLength < end };
}

interface WebpSize {
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
}

/** The key frame header of VP8 (RFC 6386 9.1). */
function lossySize(head: Buffer): WebpSize | undefined {
  if (head.length < 10 || head.readUIntBE(3, 3) !== 0x9d012a) return undefined;
  const width = head.readUInt16LE(6) & 0x3fff;
  const height = head.readUInt16LE(8) & 0x3fff;
  return width > 0 && height > 0 ? { width, height, hasAlpha: false } : undefined;
}

/** The image header of lossless WebP (RFC 9649 3.4): 14 bits for each side less one, then the alpha flag. */
function losslessSize(head: Buffer): WebpSize | undefined {
  if (head.length < 5 || head[0] !== 0x2f) return undefined;
  const bits = head.readUInt32LE(1);
  return {
    width: (bits & 0x3fff) + 1,
    height: ((bits >>> 14) & 0x3fff) + 1,
    hasAlpha: ((bits >>> 28) & 1) === 1,
  };
}

function withoutExifPrefix(exif: Buffer | undefined): Buffer | undefined {
  return exif?.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
}
