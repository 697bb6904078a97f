import { deflateSync } from 'node:zlib';
import { photoshopFromIptc } from '../headers/iptc-blocks';
import type { CarriedBlock, PhotoMetadata } from '../headers/photo-header';
import { rawProfileChunk, readPngText, xmpChunk } from '../headers/png-text';
import { crc32 } from './crc32';

const signatureLength = 8;
const metresPerInch = 0.0254;

/** Text chunks whose contents PhotoMetadata holds; a copy gets them anew. */
const metadataKeywords = new Set([
  'XML:com.adobe.xmp',
  'Raw profile type exif',
  'Raw profile type APP1',
]);

/** Chunks that speak of single samples and are untrue when the copy stores these otherwise. */
const sampleChunks = new Set(['bKGD', 'hIST', 'sBIT', 'sPLT']);

/** Control chunks of an animation. */
const animationChunks = new Set(['acTL', 'fcTL', 'fdAT']);

/** Chunks that are marked as unsafe to copy, but whose meaning is known and holds of a copy. */
const lastingChunks = new Set([
  ...['gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI'],
  ...['tIME', ...sampleChunks],
]);

/** The ancillary chunks of a copy, and what became of those that it lacks. */
export interface PngBlocks {
  readonly chunks: readonly CarriedBlock[];
  readonly notes: readonly string[];
}

/**
 * The chunks of a copy of a PNG: those of the original that hold of another file too, with EXIF and XMP replaced by the
 * given ones. `storesSamplesAlike` is false where the original had a palette, another depth, or a transparent colour.
 */
export function carryPngChunks(
  carried: readonly CarriedBlock[],
  metadata: PhotoMetadata,
  storesSamplesAlike: boolean,
): PngBlocks {
  const others = carried.filter(
    (block) =>
      block.name !== 'eXIf' &&
      !animationChunks.has(block.name) &&
      !metadataKeywords.has(readPngText(block)?.keyword ?? '') &&
      (storesSamplesAlike || !sampleChunks.has(block.name)),
  );
  const lost = new Set(others.map(({ name }) => name).filter((name) => !isSafeToCopy(name)));
  const notes =
    lost.size > 0
      ? [
          `These entries of the original may not be true of another file, so the copy lacks them: ${[...lost].join(', ')}.`,
        ]
      : [];
  const kept = others.filter(({ name }) => !lost.has(name));
  return { chunks: [...exifAndXmp(metadata), ...kept], notes };
}

/**
 * Apple's iDOT and a C2PA signature (caBX) hold of the very bytes around them. The case of a chunk's first and last letter
 * says that decoders may do without it, and that it may be copied unknown (PNG specification, third edition, 5.4).
 */
function isSafeToCopy(name: string): boolean {
  return lastingChunks.has(name) || /^[a-z]..[a-z]$/.test(name);
}

/** The chunk of a colour profile. */
export function profileChunk(icc: Buffer): CarriedBlock {
  return { name: 'iCCP', data: Buffer.concat([Buffer.from('icc\0\0'), deflateSync(icc)]) };
}

/** The chunks of a PNG made from a photo of another format. */
export function makePngChunks(metadata: PhotoMetadata): CarriedBlock[] {
  const { icc, density, iptc } = metadata;
  const chunks: CarriedBlock[] = [];
  if (icc) chunks.push(profileChunk(icc));
  if (density) {
    const data = Buffer.alloc(9, 1);
    data.writeUInt32BE(Math.max(1, Math.round(density.x / metresPerInch)), 0);
    data.writeUInt32BE(Math.max(1, Math.round(density.y / metresPerInch)), 4);
    chunks.push({ name: 'pHYs', data });
  }
  chunks.push(...exifAndXmp(metadata));
  if (iptc) chunks.push(rawProfileChunk('iptc', photoshopFromIptc(iptc)));
  return chunks;
}

/** A coded PNG with all of its ancillary chunks but tRNS replaced. */
export function replacePngChunks(coded: Buffer, blocks: readonly CarriedBlock[]): Buffer[] {
  const own = splitChunks(coded);
  const firstImage = own.findIndex((chunk) => chunk.name === 'IDAT');
  const isKept = (chunk: CodedChunk): boolean => /^[A-Z]|^tRNS$/.test(chunk.name);
  const before = own.slice(0, firstImage).filter(isKept);
  const image = own.slice(firstImage, -1).filter(isKept);
  const [header, ...palette] = before;
  const [end] = own.slice(-1);
  if (!header || !end) throw new Error('The coded picture is not a PNG.');
  const pick = (isTrailing: boolean): Buffer[] =>
    blocks
      .filter((block) => (block.isTrailing ?? false) === isTrailing)
      .map(({ name, data }) => serialiseChunk(name, data));
  return [
    coded.subarray(0, signatureLength),
    header.bytes,
    ...pick(false),
    ...palette.map((chunk) => chunk.bytes),
    ...image.map((chunk) => chunk.bytes),
    ...pick(true),
    end.bytes,
  ];
}

function exifAndXmp({ exif, xmp }: PhotoMetadata): CarriedBlock[] {
  return [...(exif ? [{ name: 'eXIf', data: exif }] : []), ...(xmp ? [xmpChunk(xmp)] : [])];
}

interface CodedChunk {
  readonly name: string;
  readonly bytes: Buffer;
}

function splitChunks(coded: Buffer): CodedChunk[] {
  const chunks: CodedChunk[] = [];
  for (let at = signatureLength; at + 12 <= coded.length;) {
    const length = 12 + coded.readUInt32BE(at);
    chunks.push({
      name: coded.toString('latin1', at + 4, at + 8),
      bytes: coded.subarray(at, at + length),
    });
    at += length;
  }
  return chunks;
}

function serialiseChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
