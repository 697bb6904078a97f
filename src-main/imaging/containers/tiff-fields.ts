import type { PhotoDensity } from '../../../src-shared/model/photo-inspection';
import { tiffType, tiffTypeSize, type TiffLayout } from '../headers/tiff-directory';
import { tiffTag } from '../headers/tiff-tags';

/** A value to be written under a tag: its bytes in the byte order of the structure. */
export interface TiffValue {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly bytes: Buffer;
}

/** A value, or a directory of its own, to be written under a tag. */
export type TiffField = TiffValue | { readonly tag: number; readonly directory: TiffNode };

/** A directory to be written; fields in any order. */
export interface TiffNode {
  readonly fields: readonly TiffField[];
}

/** Byte order and variant of a structure to be written. */
export type TiffVariant = Pick<TiffLayout, 'littleEndian' | 'isBig'>;

const maxLong = 0xffff_ffff;

/** A whole TIFF structure of one directory: header, directory, values and sub-directories. */
export function serialiseTiff(node: TiffNode, variant: TiffVariant): Buffer {
  const header = tiffHeader(variant, variant.isBig ? 16 : 8);
  return Buffer.concat([header, serialiseDirectory(node, header.length, variant)]);
}

/** The 8 (BigTIFF: 16) bytes that begin a TIFF structure. */
export function tiffHeader({ littleEndian, isBig }: TiffVariant, firstDirectory: number): Buffer {
  const header = Buffer.alloc(isBig ? 16 : 8);
  header.write(littleEndian ? 'II' : 'MM', 'latin1');
  writeUint(header, 2, 2, isBig ? 43 : 42, littleEndian);
  if (isBig) writeUint(header, 4, 2, 8, littleEndian);
  writeUint(header, isBig ? 8 : 4, isBig ? 8 : 4, firstDirectory, littleEndian);
  return header;
}

/** The bytes of a directory that will stand at `offset`, followed by its long values and its sub-directories. */
export function serialiseDirectory(node: TiffNode, offset: number, variant: TiffVariant): Buffer {
  const { littleEndian, isBig } = variant;
  const [countBytes, entryBytes, offsetBytes] = isBig ? [8, 20, 8] : [2, 12, 4];
  const fields = [...node.fields].sort((a, b) => a.tag - b.tag);
  const head = Buffer.alloc(countBytes + fields.length * entryBytes + offsetBytes);
  writeUint(head, 0, countBytes, fields.length, littleEndian);
  const tail: Buffer[] = [];
  let end = offset + head.length;
  const append = (bytes: Buffer): number => {
    const at = end + (end % 2);
    tail.push(Buffer.alloc(end % 2), bytes);
    end = at + bytes.length;
    return at;
  };
  fields.forEach((field, index) => {
    const at = countBytes + index * entryBytes;
    const valueAt = at + 4 + offsetBytes;
    const isDirectory = 'directory' in field;
    writeUint(head, at, 2, field.tag, littleEndian);
    writeUint(head, at + 2, 2, isDirectory ? tiffType.long : field.type, littleEndian);
    writeUint(head, at + 4, offsetBytes, isDirectory ? 1 : field.count, littleEndian);
    if (isDirectory) {
      const childAt = end + (end % 2);
      append(serialiseDirectory(field.directory, childAt, variant));
      writeUint(head, valueAt, 4, childAt, littleEndian);
    } else if (field.bytes.length <= offsetBytes) field.bytes.copy(head, valueAt);
    else writeUint(head, valueAt, offsetBytes, append(field.bytes), littleEndian);
  });
  return Buffer.concat([head, ...tail]);
}

/** A field of whole numbers. */
export function numberField(
  tag: number,
  type: 'short' | 'long' | 'long8',
  values: readonly number[],
  littleEndian: boolean,
): TiffField {
  const size = tiffTypeSize(tiffType[type]);
  const bytes = Buffer.alloc(values.length * size);
  values.forEach((value, index) => writeUint(bytes, index * size, size, value, littleEndian));
  return { tag, type: tiffType[type], count: values.length, bytes };
}

/** A field of raw bytes. */
export function bytesField(tag: number, type: 'byte' | 'undefined', bytes: Buffer): TiffField {
  return { tag, type: tiffType[type], count: bytes.length, bytes };
}

/** The resolution in pixels an inch, to three decimals where they fit, little-endian; none where it is not known. */
export function densityFields(density: PhotoDensity | undefined): TiffField[] {
  if (!density) return [];
  const rational = (tag: number, value: number): TiffField => {
    const scale = Number.isInteger(value) || value * 1000 > maxLong ? 1 : 1000;
    const numbers = [Math.min(maxLong, Math.round(value * scale)), scale];
    return { ...numberField(tag, 'long', numbers, true), type: tiffType.rational, count: 1 };
  };
  return [
    rational(tiffTag.xResolution, density.x),
    rational(tiffTag.yResolution, density.y),
    numberField(tiffTag.resolutionUnit, 'short', [2], true),
  ];
}

/** The same field, and all below it, with its numbers in the other byte order. */
export function swapByteOrder(field: TiffField): TiffField {
  if ('directory' in field) {
    return { tag: field.tag, directory: { fields: field.directory.fields.map(swapByteOrder) } };
  }
  const isRational = field.type === tiffType.rational || field.type === tiffType.signedRational;
  const size = isRational ? 4 : tiffTypeSize(field.type);
  const bytes = Buffer.from(field.bytes);
  if (size === 2) bytes.swap16();
  else if (size === 4) bytes.swap32();
  else if (size === 8) bytes.swap64();
  return { ...field, bytes };
}

function writeUint(
  bytes: Buffer,
  at: number,
  size: number,
  value: number,
  littleEndian: boolean,
): void {
  if (size === 8) {
    if (littleEndian) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeBigUInt64BE(BigInt(value), at);
  } else if (littleEndian) bytes.writeUIntLE(value, at, size);
  else bytes.writeUIntBE(value, at, size);
}
