import type { CarriedBlock, PhotoMetadata } from '../headers/photo-header';

const flags = { icc: 0x20, alpha: 0x10, exif: 0x08, xmp: 0x04 };

/** The chunks of a copy of a WebP: all of the original, with EXIF and XMP replaced by the given ones. */
export function carryWebpChunks(
  carried: readonly CarriedBlock[],
  metadata: PhotoMetadata,
): CarriedBlock[] {
  const others = carried.filter((block) => block.name !== 'EXIF' && block.name !== 'XMP ');
  return [...others, ...exifAndXmp(metadata)];
}

/** The chunks of a WebP made from a photo of another format. */
export function makeWebpChunks(metadata: PhotoMetadata): CarriedBlock[] {
  const { icc } = metadata;
  return [...(icc ? [{ name: 'ICCP', data: icc }] : []), ...exifAndXmp(metadata)];
}

/** A coded WebP with the given chunks around its picture (RFC 9649 2.7: profile, picture, EXIF, XMP, others). */
export function replaceWebpChunks(
  coded: Buffer,
  blocks: readonly CarriedBlock[],
  size: { readonly width: number; readonly height: number; readonly hasAlpha: boolean },
): Buffer[] {
  const has = (name: string): boolean => blocks.some((block) => block.name === name);
  const extended = Buffer.alloc(10);
  extended[0] =
    (has('ICCP') ? flags.icc : 0) |
    (size.hasAlpha ? flags.alpha : 0) |
    (has('EXIF') ? flags.exif : 0) |
    (has('XMP ') ? flags.xmp : 0);
  extended.writeUIntLE(size.width - 1, 4, 3);
  extended.writeUIntLE(size.height - 1, 7, 3);
  const chunks = [
    serialiseChunk('VP8X', extended),
    ...blocks
      .filter(({ name }) => name === 'ICCP')
      .map(({ name, data }) => serialiseChunk(name, data)),
    ...pictureChunks(coded),
    ...blocks
      .filter(({ name }) => name !== 'ICCP')
      .map(({ name, data }) => serialiseChunk(name, data)),
  ];
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + chunks.reduce((sum, chunk) => sum + chunk.length, 0), 4);
  return [head, ...chunks];
}

function exifAndXmp({ exif, xmp }: PhotoMetadata): CarriedBlock[] {
  return [
    ...(exif ? [{ name: 'EXIF', data: exif }] : []),
    ...(xmp ? [{ name: 'XMP ', data: xmp }] : []),
  ];
}

function pictureChunks(coded: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 12; at + 8 <= coded.length;) {
    const length = coded.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (['ALPH', 'VP8 ', 'VP8L'].includes(coded.toString('latin1', at, at + 4))) {
      chunks.push(coded.subarray(at, end));
    }
    at = end;
  }
  return chunks;
}

function serialiseChunk(name: string, data: Buffer): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
