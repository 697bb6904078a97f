import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { samplesPerPixel, type PhotoSamples } from '../../../src-shared/model/photo';
import { readExif } from '../headers/exif';
import type { PhotoMetadata } from '../headers/photo-header';
import { readExifTree } from '../headers/tiff-exif';
import { tiffTag } from '../headers/tiff-tags';
import {
  bytesField,
  densityFields,
  numberField,
  serialiseDirectory,
  swapByteOrder,
  tiffHeader,
  type TiffField,
} from './tiff-fields';

const deflateAsync = promisify(deflate);
const stripByteLength = 1 << 20;
/** Strips that are compressed at the same time. */
const concurrentStrips = 4;
const maxClassicBytes = 0xffff0000;
const compressionCode = { none: 1, deflate: 8 };
const photometricCode = { grey: 1, rgb: 2, cmyk: 5 };
const densityTags = new Set<number>([
  tiffTag.xResolution,
  tiffTag.yResolution,
  tiffTag.resolutionUnit,
]);
const variant = (isBig: boolean): { littleEndian: true; isBig: boolean } => ({
  littleEndian: true,
  isBig,
});

export interface TiffWriteOptions {
  /** `none` is for files that live in memory only. */
  readonly compression: 'none' | 'deflate';
  readonly isBig: boolean;
  /** Do not call the alpha samples transparency, because the original does not. */
  readonly leavesAlphaUnspecified?: boolean;
}

/**
 * A whole TIFF file (TIFF 6.0, or BigTIFF where asked for or needed) as pieces to be written in turn: samples as they
 * are, in strips, with all metadata, EXIF and GPS directories included. sharp writes TIFF too, but never with EXIF.
 */
export async function writeTiff(
  samples: PhotoSamples,
  metadata: PhotoMetadata,
  options: TiffWriteOptions,
): Promise<Buffer[]> {
  const { strips, rowsPerStrip } = await codeStrips(samples, options.compression);
  const stripBytes = strips.reduce((sum, strip) => sum + strip.length, 0);
  const isBig = options.isBig || stripBytes > maxClassicBytes;
  const headerLength = isBig ? 16 : 8;
  const offsets: number[] = [];
  let end = headerLength;
  for (const strip of strips) {
    offsets.push(end);
    end += strip.length;
  }
  const padding = Buffer.alloc(end % 2);
  const directoryOffset = end + padding.length;
  const pixelFields = describePixels(samples, options, isBig, {
    rowsPerStrip,
    offsets,
    byteCounts: strips.map((strip) => strip.length),
  });
  const fields = [...pixelFields, ...describeMetadata(metadata, pixelFields)];
  return [
    tiffHeader(variant(isBig), directoryOffset),
    ...strips,
    padding,
    serialiseDirectory({ fields }, directoryOffset, variant(isBig)),
  ];
}

async function codeStrips(
  samples: PhotoSamples,
  compression: TiffWriteOptions['compression'],
): Promise<{ strips: Buffer[]; rowsPerStrip: number }> {
  const rowLength = samples.width * samplesPerPixel(samples);
  const rowBytes = rowLength * samples.data.BYTES_PER_ELEMENT;
  const rowsPerStrip = Math.min(
    samples.height,
    Math.max(1, Math.floor(stripByteLength / rowBytes)),
  );
  const codeStrip = async (top: number): Promise<Buffer> => {
    const end = Math.min(samples.height, top + rowsPerStrip);
    const rows = samples.data.subarray(top * rowLength, end * rowLength);
    if (compression === 'none') return bytesOf(rows);
    return deflateAsync(bytesOf(predict(rows, rowLength, samplesPerPixel(samples))));
  };
  const strips: Buffer[] = [];
  for (let top = 0; top < samples.height; top += rowsPerStrip * concurrentStrips) {
    const tops = Array.from({ length: concurrentStrips }, (_, index) => top + index * rowsPerStrip);
    strips.push(...(await Promise.all(tops.filter((y) => y < samples.height).map(codeStrip))));
  }
  return { strips, rowsPerStrip };
}

/** Horizontal differencing (TIFF 6.0 section 14): a copy of the rows with each sample less its left neighbour. */
function predict(
  rows: Uint8Array | Uint16Array,
  rowLength: number,
  stride: number,
): Uint8Array | Uint16Array {
  const differences = rows.slice();
  for (let row = 0; row < rows.length; row += rowLength) {
    for (let at = row + stride; at < row + rowLength; at += 1) {
      // Typed arrays keep the low bits, which is the arithmetic that the predictor asks for.
      differences[at] = rows[at]! - rows[at - stride]!;
    }
  }
  return differences;
}

function bytesOf(samples: Uint8Array | Uint16Array): Buffer {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}

interface StripTable {
  readonly rowsPerStrip: number;
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
}

function describePixels(
  samples: PhotoSamples,
  { compression, leavesAlphaUnspecified }: TiffWriteOptions,
  isBig: boolean,
  strips: StripTable,
): TiffField[] {
  const stride = samplesPerPixel(samples);
  const perSample = (value: number): number[] => Array<number>(stride).fill(value);
  const short = (tag: number, ...values: number[]): TiffField =>
    numberField(tag, 'short', values, true);
  const long = (tag: number, values: readonly number[]): TiffField =>
    numberField(tag, isBig ? 'long8' : 'long', values, true);
  return [
    numberField(tiffTag.imageWidth, 'long', [samples.width], true),
    numberField(tiffTag.imageLength, 'long', [samples.height], true),
    short(tiffTag.bitsPerSample, ...perSample(samples.bitDepth)),
    short(tiffTag.compression, compressionCode[compression]),
    short(tiffTag.photometric, photometricCode[samples.colourModel]),
    short(tiffTag.orientation, 1),
    short(tiffTag.samplesPerPixel, stride),
    numberField(tiffTag.rowsPerStrip, 'long', [strips.rowsPerStrip], true),
    short(tiffTag.planarConfiguration, 1),
    short(tiffTag.predictor, compression === 'deflate' ? 2 : 1),
    ...(samples.hasAlpha ? [short(tiffTag.extraSamples, leavesAlphaUnspecified ? 0 : 2)] : []),
    short(tiffTag.sampleFormat, ...perSample(1)),
    long(tiffTag.stripOffsets, strips.offsets),
    long(tiffTag.stripByteCounts, strips.byteCounts),
  ];
}

function describeMetadata(metadata: PhotoMetadata, present: readonly TiffField[]): TiffField[] {
  const { exif, xmp, iptc, photoshop, icc } = metadata;
  const tree = exif && readExifTree(exif);
  // Resolution tags without a sound unit make TIFF decoders refuse the file.
  const hasDensity = exif !== undefined && readExif(exif).density !== undefined;
  const described = (tree?.node.fields ?? []).filter(
    (field) => hasDensity || !densityTags.has(field.tag),
  );
  const taken = new Set(present.map((field) => field.tag));
  return [
    ...(xmp ? [bytesField(tiffTag.xmp, 'byte', xmp)] : []),
    ...(iptc ? [bytesField(tiffTag.iptc, 'undefined', iptc)] : []),
    ...(photoshop ? [bytesField(tiffTag.photoshop, 'byte', photoshop)] : []),
    ...(icc ? [bytesField(tiffTag.iccProfile, 'undefined', icc)] : []),
    ...(hasDensity ? [] : densityFields(metadata.density)),
    ...described.map((field) => (tree?.layout.littleEndian ? field : swapByteOrder(field))),
  ].filter((field) => !taken.has(field.tag));
}
