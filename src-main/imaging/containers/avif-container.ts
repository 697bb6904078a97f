import { findBox, type Box } from '../headers/iso-boxes';

/** A stand-in of the kind that every EXIF reader takes: one empty description. */
export const placeholderExif = Buffer.from(
  '49492a0008000000' + '0100' + '0e010200' + '01000000' + '00000000' + '00000000',
  'hex',
);

/**
 * An AVIF file whose EXIF item is replaced by the given data, byte for byte: encoders rewrite EXIF in their own way.
 * The data are appended in a box of their own and the item's entry in the table of locations (`iloc`, ISO 14496-12
 * 8.11.3) is pointed there, so that nothing else moves. Unchanged where the file has no EXIF item.
 */
export function replaceAvifExif(coded: Buffer, exif: Buffer): Buffer[] {
  const patched = Buffer.from(coded);
  const meta = findBox(patched, 'meta', 0, patched.length);
  const children = meta && { start: meta.start + 4, end: meta.end };
  const itemInfo = children && findBox(patched, 'iinf', children.start, children.end);
  const locations = children && findBox(patched, 'iloc', children.start, children.end);
  const itemId = itemInfo && findExifItem(patched, itemInfo);
  if (!locations || itemId === undefined) return [coded];
  // The payload begins with the distance from there to the TIFF structure, which is 0.
  const payload = Buffer.concat([Buffer.alloc(4), exif]);
  const head = Buffer.from('\0\0\0\0mdat', 'latin1');
  head.writeUInt32BE(head.length + payload.length, 0);
  const isPatched = relocate(
    patched,
    locations,
    itemId,
    coded.length + head.length,
    payload.length,
  );
  return isPatched ? [patched, head, payload] : [coded];
}

function findExifItem(bytes: Buffer, { start, end }: Box): number | undefined {
  let at = start + (bytes[start] === 0 ? 6 : 8);
  while (at + 20 <= end) {
    const length = bytes.readUInt32BE(at);
    const version = bytes[at + 8];
    const idLength = version === 3 ? 4 : 2;
    const type = bytes.toString('latin1', at + 14 + idLength, at + 18 + idLength);
    if (type === 'Exif') return bytes.readUIntBE(at + 12, idLength);
    at += Math.max(8, length);
  }
  return undefined;
}

function relocate(
  bytes: Buffer,
  { start }: Box,
  itemId: number,
  offset: number,
  length: number,
): boolean {
  const version = bytes[start] ?? 0;
  const [offsetSize, lengthSize] = [bytes[start + 4]! >> 4, bytes[start + 4]! & 15];
  const [baseSize, indexSize] = [bytes[start + 5]! >> 4, version > 0 ? bytes[start + 5]! & 15 : 0];
  const idLength = version < 2 ? 2 : 4;
  const count = bytes.readUIntBE(start + 6, idLength);
  let at = start + 6 + idLength;
  for (let item = 0; item < count; item += 1) {
    const methodAt = at + idLength;
    const baseAt = methodAt + (version > 0 ? 2 : 0) + 2;
    const extentsAt = baseAt + baseSize + 2;
    const extentCount = bytes.readUInt16BE(extentsAt - 2);
    if (bytes.readUIntBE(at, idLength) === itemId) {
      if (extentCount !== 1 || offsetSize === 0 || lengthSize === 0) return false;
      if (version > 0) bytes.writeUInt16BE(0, methodAt); // counted from the start of the file
      bytes.fill(0, baseAt, baseAt + baseSize);
      writeWide(bytes, extentsAt + indexSize, offsetSize, offset);
      writeWide(bytes, extentsAt + indexSize + offsetSize, lengthSize, length);
      return true;
    }
    at = extentsAt + extentCount * (indexSize + offsetSize + lengthSize);
  }
  return false;
}

function writeWide(bytes: Buffer, at: number, size: number, value: number): void {
  if (size === 8) bytes.writeBigUInt64BE(BigInt(value), at);
  else bytes.writeUIntBE(value, at, size);
}
