import type { PhotoDensity } from '../../../src-shared/model/photo-inspection';
import {
  densityFields,
  serialiseDirectory,
  serialiseTiff,
  swapByteOrder,
  tiffHeader,
  type TiffField,
} from '../containers/tiff-fields';
import { bufferSource } from '../headers/byte-source';
import { readExif } from '../headers/exif';
import { isJpegSegment, jpegPrefix } from '../headers/jpeg-header';
import type { CarriedBlock } from '../headers/photo-header';
import {
  readTiffDirectory,
  readTiffLayout,
  readUint,
  type TiffDirectory,
  type TiffLayout,
} from '../headers/tiff-directory';

/** PNG counts whole pixels a metre: what differs by half of one is the same density, stated twice. */
const stepOfPng = 0.02;

/** True when two densities differ by no more than `difference` pixels an inch. */
export function isSameDensity(a: PhotoDensity, b: PhotoDensity, difference: number): boolean {
  return Math.abs(a.x - b.x) <= difference && Math.abs(a.y - b.y) <= difference;
}

/**
 * EXIF data that state the given density: unchanged where they do, or state none and need not (`isRequired`), and made
 * anew where there are none. Nothing in them is moved: values are changed in place, and where there is no room for
 * them, a directory that has it is put at the end.
 */
export function exifWithDensity(
  original: Buffer | undefined,
  density: PhotoDensity | undefined,
  isRequired: boolean,
): Buffer | undefined {
  if (!density) return original;
  if (!original) {
    const variant = { littleEndian: true, isBig: false };
    return isRequired ? serialiseTiff({ fields: densityFields(density) }, variant) : undefined;
  }
  const stated = readExif(original).density;
  if (stated ? isSameDensity(stated, density, stepOfPng) : !isRequired) return original;
  const source = bufferSource(original);
  const layout = readTiffLayout(source);
  const directory = layout && readTiffDirectory(source, layout, layout.firstDirectoryOffset);
  if (!directory || layout.isBig) return original;
  const fields = densityFields(density).map((field) =>
    layout.littleEndian ? field : swapByteOrder(field),
  );
  return (
    setInPlace(original, directory, fields) ??
    setInNewDirectory(original, layout, directory, fields)
  );
}

/** The blocks of a photo that is turned by a quarter, with the density across and down that they state exchanged. */
export function turnDensity(carried: readonly CarriedBlock[]): CarriedBlock[] {
  return carried.map((block) => {
    if (isJpegSegment(block, 'APP0', jpegPrefix.jfif)) return exchange(block, 8, 2);
    return block.name === 'pHYs' ? exchange(block, 0, 4) : block;
  });
}

/** Undefined unless each field is there in the same form, in a place of its own. */
function setInPlace(
  original: Buffer,
  { entries }: TiffDirectory,
  fields: readonly TiffField[],
): Buffer | undefined {
  const exif = Buffer.from(original);
  const places = new Set<number>();
  for (const field of fields) {
    const entry = entries.get(field.tag);
    if ('directory' in field || entry?.type !== field.type || entry.count !== field.count) {
      return undefined;
    }
    if (entry.valueOffset + field.bytes.length > exif.length) return undefined;
    if (places.has(entry.valueOffset)) return undefined;
    places.add(entry.valueOffset);
    field.bytes.copy(exif, entry.valueOffset);
  }
  return exif;
}

/** Unchanged where the first directory is cut off. */
function setInNewDirectory(
  original: Buffer,
  layout: TiffLayout,
  { nextOffsetPosition }: TiffDirectory,
  fields: readonly TiffField[],
): Buffer {
  if (nextOffsetPosition + 4 > original.length) return original;
  const replaced = new Set(fields.map(({ tag }) => tag));
  const kept: TiffField[] = [];
  for (let at = layout.firstDirectoryOffset + 2; at < nextOffsetPosition; at += 12) {
    // The last four bytes are the value, or where it lies, which stays true.
    const bytes = original.subarray(at + 8, at + 12);
    const [tag, type] = [readUint(original, at, 2, layout), readUint(original, at + 2, 2, layout)];
    const count = readUint(original, at + 4, 4, layout);
    if (!replaced.has(tag)) kept.push({ tag, type, count, bytes });
  }
  const padding = Buffer.alloc(original.length % 2);
  const offset = original.length + padding.length;
  const directory = serialiseDirectory({ fields: [...kept, ...fields] }, offset, layout);
  const linkAt = 2 + 12 * (kept.length + fields.length);
  original.copy(directory, linkAt, nextOffsetPosition, nextOffsetPosition + 4);
  return Buffer.concat([tiffHeader(layout, offset), original.subarray(8), padding, directory]);
}

function exchange(block: CarriedBlock, at: number, size: number): CarriedBlock {
  if (block.data.length < at + 2 * size) return block;
  const data = Buffer.from(block.data);
  block.data.copy(data, at, at + size, at + 2 * size);
  block.data.copy(data, at + size, at, at + size);
  return { ...block, data };
}
