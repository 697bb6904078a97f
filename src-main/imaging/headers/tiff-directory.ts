import type { ByteSource } from './byte-source';

/** How the numbers of a TIFF structure (a TIFF file, or the EXIF data of any other file) are stored. */
export interface TiffLayout {
  readonly littleEndian: boolean;
  /** BigTIFF: 64-bit offsets. */
  readonly isBig: boolean;
  readonly firstDirectoryOffset: number;
}

/** One tag of a directory; its value is read on demand. */
export interface TiffEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly byteLength: number;
  readonly valueOffset: number;
}

export interface TiffDirectory {
  readonly entries: ReadonlyMap<number, TiffEntry>;
  /** Where the next directory starts; 0 at the end of the chain. */
  readonly nextOffset: number;
  /** Where `nextOffset` itself is stored. */
  readonly nextOffsetPosition: number;
}

/** TIFF's field types; `rational` is two longs. */
export const tiffType = {
  byte: 1,
  ascii: 2,
  short: 3,
  long: 4,
  rational: 5,
  undefined: 7,
  signedLong: 9,
  signedRational: 10,
  directory: 13,
  long8: 16,
  signedLong8: 17,
  directory8: 18,
} as const;

const bytesPerValue = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const maxEntries = 4096;

/** Bytes that one value of a field type takes; 0 for a type that TIFF does not know. */
export function tiffTypeSize(type: number): number {
  return bytesPerValue[type] ?? 0;
}

/** The byte order and variant, or undefined where the source does not begin like a TIFF structure. */
export function readTiffLayout(source: ByteSource): TiffLayout | undefined {
  const head = source.read(0, 16);
  if (head.length < 8) return undefined;
  const order = head.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const littleEndian = order === 'II';
  const version = littleEndian ? head.readUInt16LE(2) : head.readUInt16BE(2);
  if (version === 42) {
    const firstDirectoryOffset = littleEndian ? head.readUInt32LE(4) : head.readUInt32BE(4);
    return { littleEndian, isBig: false, firstDirectoryOffset };
  }
  if (version !== 43 || head.length < 16) return undefined;
  const offset = littleEndian ? head.readBigUInt64LE(8) : head.readBigUInt64BE(8);
  return { littleEndian, isBig: true, firstDirectoryOffset: Number(offset) };
}

/** The directory at `offset`, or undefined where there is none; entries that make no sense are left out. */
export function readTiffDirectory(
  source: ByteSource,
  layout: TiffLayout,
  offset: number,
): TiffDirectory | undefined {
  const countBytes = layout.isBig ? 8 : 2;
  const entryBytes = layout.isBig ? 20 : 12;
  const offsetBytes = layout.isBig ? 8 : 4;
  const countBlock = source.read(offset, countBytes);
  if (offset < 8 || countBlock.length < countBytes) return undefined;
  const count = readUint(countBlock, 0, countBytes, layout);
  if (count === 0 || count > maxEntries) return undefined;
  const block = source.read(offset + countBytes, count * entryBytes + offsetBytes);
  const entries = new Map<number, TiffEntry>();
  for (
    let at = 0;
    at + entryBytes <= Math.min(block.length, count * entryBytes);
    at += entryBytes
  ) {
    const entry = readEntry(block, at, offset + countBytes, layout);
    if (entry && !entries.has(entry.tag)) entries.set(entry.tag, entry);
  }
  const linkAt = count * entryBytes;
  const hasLink = block.length >= linkAt + offsetBytes;
  return {
    entries,
    nextOffset: hasLink ? readUint(block, linkAt, offsetBytes, layout) : 0,
    nextOffsetPosition: offset + countBytes + linkAt,
  };
}

/** The raw bytes of an entry in the source's byte order; empty where the source ends before them. */
export function readTiffBytes(source: ByteSource, entry: TiffEntry): Buffer {
  const bytes = source.read(entry.valueOffset, entry.byteLength);
  return bytes.length === entry.byteLength ? bytes : Buffer.alloc(0);
}

/** The whole or rational numbers of an entry, at most `maxCount` of them; none where it is absent or not numeric. */
export function readTiffNumbers(
  source: ByteSource,
  layout: TiffLayout,
  entry: TiffEntry | undefined,
  maxCount = 16,
): number[] {
  if (!entry) return [];
  const size = tiffTypeSize(entry.type);
  const count = Math.min(entry.count, maxCount);
  const bytes = source.read(entry.valueOffset, count * size);
  if (bytes.length < count * size) return [];
  return Array.from({ length: count }, (_, index) => {
    const at = index * size;
    const isRational = entry.type === tiffType.rational || entry.type === tiffType.signedRational;
    if (!isRational) return readUint(bytes, at, size, layout);
    return readUint(bytes, at, 4, layout) / readUint(bytes, at + 4, 4, layout);
  });
}

/** The first number of an entry, or `fallback`. */
export function readTiffNumber(
  source: ByteSource,
  layout: TiffLayout,
  entry: TiffEntry | undefined,
  fallback: number,
): number {
  return readTiffNumbers(source, layout, entry, 1)[0] ?? fallback;
}

/** An unsigned whole number of 1, 2, 4 or 8 bytes in the structure's byte order. */
export function readUint(bytes: Buffer, at: number, size: number, layout: TiffLayout): number {
  if (size === 8) {
    return Number(layout.littleEndian ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
  }
  return layout.littleEndian ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
}

function readEntry(
  block: Buffer,
  at: number,
  blockOffset: number,
  layout: TiffLayout,
): TiffEntry | undefined {
  const offsetBytes = layout.isBig ? 8 : 4;
  const tag = readUint(block, at, 2, layout);
  const type = readUint(block, at + 2, 2, layout);
  const count = readUint(block, at + 4, offsetBytes, layout);
  const byteLength = count * tiffTypeSize(type);
  if (byteLength === 0) return undefined;
  const valueAt = at + 4 + offsetBytes;
  const valueOffset =
    byteLength <= offsetBytes
      ? blockOffset + valueAt
      : readUint(block, valueAt, offsetBytes, layout);
  return { tag, type, count, byteLength, valueOffset };
}
