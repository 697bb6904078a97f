import type { ColourCodes } from '../stated-colours/colour-codes';
import { findBox, readBoxes, type Box } from './iso-boxes';

/** The colour codes of an AVIF's picture (`colr` box of type `nclx`, ISO 14496-12 12.1.5), where it has them. */
export function readAvifColourCodes(bytes: Buffer): ColourCodes | undefined {
  try {
    return findCodes(bytes);
  } catch (error) {
    // Boxes that are cut short.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function findCodes(bytes: Buffer): ColourCodes | undefined {
  const meta = findBox(bytes, 'meta', 0, bytes.length);
  const picture = meta && findBox(bytes, 'pitm', meta.start + 4, meta.end);
  const properties = meta && findBox(bytes, 'iprp', meta.start + 4, meta.end);
  const shared = properties && findBox(bytes, 'ipco', properties.start, properties.end);
  const links = properties && findBox(bytes, 'ipma', properties.start, properties.end);
  if (!picture || !shared || !links) return undefined;
  const item = bytes.readUIntBE(picture.start + 4, bytes[picture.start] === 0 ? 2 : 4);
  const indices = propertyIndices(bytes, links, item);
  const all = [...readBoxes(bytes, shared.start, shared.end)];
  const codes = indices
    .map((index) => all[index - 1])
    .find((box) => {
      return box?.name === 'colr' && bytes.toString('latin1', box.start, box.start + 4) === 'nclx';
    });
  if (!codes) return undefined;
  return {
    primaries: bytes.readUInt16BE(codes.start + 4),
    transfer: bytes.readUInt16BE(codes.start + 6),
  };
}

/** Which properties an item has, counted from 1 (`ipma` box, ISO 23008-12 9.3). */
function propertyIndices(bytes: Buffer, { start, end }: Box, item: number): number[] {
  const idLength = bytes[start] === 0 ? 2 : 4;
  const indexLength = (bytes[start + 3]! & 1) === 1 ? 2 : 1;
  let at = start + 8;
  while (at < end) {
    const count = bytes[at + idLength]!;
    const first = at + idLength + 1;
    if (bytes.readUIntBE(at, idLength) === item) {
      const isEssentialBit = indexLength === 2 ? 0x8000 : 0x80;
      return Array.from({ length: count }, (_, link) => {
        return bytes.readUIntBE(first + link * indexLength, indexLength) & (isEssentialBit - 1);
      });
    }
    at = first + count * indexLength;
  }
  return [];
}
