import type { PhotoDensity } from '../../../src-shared/model/photo-inspection';
import { bufferSource, type ByteSource } from './byte-source';
import {
  readTiffDirectory,
  readTiffLayout,
  readTiffNumber,
  type TiffDirectory,
  type TiffLayout,
} from './tiff-directory';
import { tiffTag } from './tiff-tags';

const centimetresPerInch = 2.54;

/** The orientation (1..8, 1 where absent or senseless) and density that EXIF data state. */
export function readExif(exif: Buffer): {
  orientation: number;
  density: PhotoDensity | undefined;
} {
  const source = bufferSource(exif);
  const layout = readTiffLayout(source);
  const directory = layout && readTiffDirectory(source, layout, layout.firstDirectoryOffset);
  if (!directory) return { orientation: 1, density: undefined };
  return {
    orientation: readOrientation(source, layout, directory),
    density: readDensity(source, layout, directory),
  };
}

/** The orientation tag of a directory: 1..8, 1 where it is absent or senseless. */
export function readOrientation(
  source: ByteSource,
  layout: TiffLayout,
  directory: TiffDirectory,
): number {
  const entry = directory.entries.get(tiffTag.orientation);
  const orientation = readTiffNumber(source, layout, entry, 1);
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

/** The resolution tags of a directory in pixels an inch; undefined where absent or without a unit of length. */
export function readDensity(
  source: ByteSource,
  layout: TiffLayout,
  directory: TiffDirectory,
): PhotoDensity | undefined {
  const number = (tag: number, fallback: number): number =>
    readTiffNumber(source, layout, directory.entries.get(tag), fallback);
  const unit = number(tiffTag.resolutionUnit, 2);
  const x = number(tiffTag.xResolution, 0);
  const y = number(tiffTag.yResolution, x);
  if (!(x > 0 && y > 0 && Number.isFinite(x + y)) || (unit !== 2 && unit !== 3)) return undefined;
  const factor = unit === 3 ? centimetresPerInch : 1;
  return { x: x * factor, y: y * factor };
}

/** What `uprightExif` did to the EXIF data. */
export interface UprightExif {
  readonly exif: Buffer;
  /** True when a link to an embedded preview of the damaged photo was cut. */
  readonly previewRemoved: boolean;
}

/**
 * A copy of EXIF data that fits the saved photo: orientation 1 and the upright size where `upright` is given, and no
 * link to the embedded preview, which would show the damage in file browsers. Only those numbers are changed in place,
 * so everything else, makers' private notes included, stays as it was, byte for byte.
 */
export function uprightExif(
  original: Buffer,
  upright: { readonly width: number; readonly height: number } | undefined,
): UprightExif {
  const exif = Buffer.from(original);
  const source = bufferSource(exif);
  const layout = readTiffLayout(source);
  const directory = layout && readTiffDirectory(source, layout, layout.firstDirectoryOffset);
  if (!directory || layout.isBig) return { exif, previewRemoved: false };
  if (upright) {
    setNumber(exif, layout, directory, tiffTag.orientation, 1);
    const exifOffset = readTiffNumber(
      source,
      layout,
      directory.entries.get(tiffTag.exifDirectory),
      0,
    );
    const exifDirectory = readTiffDirectory(source, layout, exifOffset);
    setNumber(exif, layout, exifDirectory, tiffTag.pixelXDimension, upright.width);
    setNumber(exif, layout, exifDirectory, tiffTag.pixelYDimension, upright.height);
  }
  const previewRemoved = directory.nextOffset !== 0;
  if (previewRemoved) exif.fill(0, directory.nextOffsetPosition, directory.nextOffsetPosition + 4);
  return { exif, previewRemoved };
}

function setNumber(
  exif: Buffer,
  layout: TiffLayout,
  directory: TiffDirectory | undefined,
  tag: number,
  value: number,
): void {
  const entry = directory?.entries.get(tag);
  if (entry?.count !== 1) return;
  const size = entry.byteLength;
  if ((size !== 2 && size !== 4) || value >= 2 ** (8 * size)) return;
  if (entry.valueOffset + size > exif.length) return;
  if (layout.littleEndian) exif.writeUIntLE(value, entry.valueOffset, size);
  else exif.writeUIntBE(value, entry.valueOffset, size);
}
