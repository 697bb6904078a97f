import { sentenceOf, type Sentence } from '../../../src-shared/messages';
import type { ColourModel } from '../../../src-shared/model/photo';
import { PhotoError } from '../photo-error';
import type { ByteSource } from './byte-source';
import { readDensity, readOrientation } from './exif';
import { iptcFromPhotoshop } from './iptc-blocks';
import type { PhotoHeader, PhotoMetadata } from './photo-header';
import {
  readTiffBytes,
  readTiffDirectory,
  readTiffLayout,
  readTiffNumber,
  readTiffNumbers,
  type TiffDirectory,
  type TiffLayout,
} from './tiff-directory';
import { exifFromTiff } from './tiff-exif';
import { tiffTag } from './tiff-tags';

const maxPages = 1000;
const maxStrips = 4_000_000;
const photometric = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, cmyk: 5, yCbCr: 6 };

const compressions: Record<number, { name: string; isLossy?: boolean } | undefined> = {
  1: { name: 'uncompressed' },
  2: { name: 'CCITT fax' },
  3: { name: 'CCITT fax' },
  4: { name: 'CCITT fax' },
  5: { name: 'LZW' },
  6: { name: 'JPEG', isLossy: true },
  7: { name: 'JPEG', isLossy: true },
  8: { name: 'deflate' },
  32773: { name: 'PackBits' },
  32946: { name: 'deflate' },
  34712: { name: 'JPEG 2000', isLossy: true },
  34925: { name: 'LZMA' },
  50000: { name: 'Zstandard' },
  50001: { name: 'WebP', isLossy: true },
};

/** One directory with what is needed to read its tags. */
interface TiffPage {
  readonly source: ByteSource;
  readonly layout: TiffLayout;
  readonly directory: TiffDirectory;
}

/**
 * Reads a TIFF's first directory (TIFF 6.0, BigTIFF).
 * @throws PhotoError 'truncated', 'damaged', 'unsupported-format' for camera raw, 'unsupported-colour'.
 */
export function readTiffHeader(source: ByteSource, name: string): PhotoHeader {
  const layout = readTiffLayout(source);
  const directory = layout && readTiffDirectory(source, layout, layout.firstDirectoryOffset);
  if (!layout || !directory) throw unreadable(source, layout, name);
  const page: TiffPage = { source, layout, directory };
  refuseCameraRaw(page, name);
  const width = numberOf(page, tiffTag.imageWidth, 0);
  const height = numberOf(page, tiffTag.imageLength, 0);
  if (width === 0 || height === 0) throw unreadable(source, layout, name);
  const colour = readColour(page, name);
  const compression = compressions[numberOf(page, tiffTag.compression, 1)];
  const pages = countPages(page);
  const [across, down] = subsamplingOf(page);
  const metadata = tiffMetadata(page);
  return {
    format: 'tiff',
    storedWidth: width,
    storedHeight: height,
    orientation: readOrientation(source, layout, directory),
    ...colour,
    isProgressive: false,
    compression: compression?.name ?? 'unknown',
    isLossy: compression?.isLossy ?? false,
    quality: undefined,
    chromaSubsampling:
      numberOf(page, tiffTag.photometric, 1) === photometric.yCbCr
        ? `4:${4 / across}:${down === 2 ? 0 : 4 / across}`
        : undefined,
    pages,
    metadata,
    notes: describeExtras(page, pages, compression?.isLossy === true),
    isTruncated: lacksStrips(page),
    isBigTiff: layout.isBig,
    hasUnspecifiedSample: colour.hasAlpha && numberOf(page, tiffTag.extraSamples, 0) === 0,
  };
}

function numbersOf(page: TiffPage, tag: number, maxCount = 16): number[] {
  return readTiffNumbers(page.source, page.layout, page.directory.entries.get(tag), maxCount);
}

function numberOf(page: TiffPage, tag: number, fallback: number): number {
  return readTiffNumber(page.source, page.layout, page.directory.entries.get(tag), fallback);
}

function subsamplingOf(page: TiffPage): readonly [across: number, down: number] {
  const [across = 2, down = 2] = numbersOf(page, tiffTag.yCbCrSubsampling);
  return [across, down];
}

function refuseCameraRaw(page: TiffPage, name: string): void {
  const isReduced = (numberOf(page, tiffTag.subfileType, 0) & 1) === 1;
  const hasSubDirectories = page.directory.entries.has(tiffTag.subDirectories);
  const sensorPhotometrics = [32803, 34892];
  if (
    page.directory.entries.has(tiffTag.dngVersion) ||
    sensorPhotometrics.includes(numberOf(page, tiffTag.photometric, 1)) ||
    (isReduced && hasSubDirectories)
  ) {
    throw new PhotoError(
      'unsupported-format',
      `“${name}” is a camera raw file, so it was not opened; develop it to TIFF or JPEG in a raw converter and open that.`,
    );
  }
}

interface TiffColour {
  readonly bitDepth: number;
  readonly colourModel: ColourModel;
  readonly hasAlpha: boolean;
  readonly isPalette: boolean;
}

function readColour(page: TiffPage, name: string): TiffColour {
  const samples = numberOf(page, tiffTag.samplesPerPixel, 1);
  const depths = numbersOf(page, tiffTag.bitsPerSample);
  const bitDepth = depths[0] ?? 1;
  const formats = numbersOf(page, tiffTag.sampleFormat);
  const meaning = numberOf(page, tiffTag.photometric, 1);
  const model = colourModelOf(meaning);
  const extra = samples - (model ? { grey: 1, rgb: 3, cmyk: 4 }[model] : 0);
  const isPalette = meaning === photometric.palette;
  const problem = !model
    ? describePhotometric(meaning)
    : meaning === photometric.yCbCr && !isYCbCrConverted(page, bitDepth)
      ? 'YCbCr colours'
      : formats.some((format) => format === 3)
        ? 'floating-point samples'
        : formats.some((format) => format === 2)
          ? 'signed samples'
          : depths.some((depth) => depth !== bitDepth) || ![1, 2, 4, 8, 16].includes(bitDepth)
            ? `${depths.join(', ')} bits a sample`
            : !isPalette && (extra < 0 || extra > 1)
              ? `${samples} samples a pixel`
              : undefined;
  if (problem || !model) {
    throw new PhotoError(
      'unsupported-colour',
      `“${name}” is a TIFF with ${problem ?? 'unknown colours'}, which Heirloom cannot read, so it was not opened; convert it to 8 or 16 bit RGB or grey in another program and open that.`,
    );
  }
  return {
    bitDepth,
    colourModel: isPalette ? 'rgb' : model,
    hasAlpha: !isPalette && extra === 1,
    isPalette,
  };
}

function colourModelOf(meaning: number): ColourModel | undefined {
  if (meaning === photometric.whiteIsZero || meaning === photometric.blackIsZero) return 'grey';
  if (meaning === photometric.palette) return 'grey';
  if (meaning === photometric.rgb || meaning === photometric.yCbCr) return 'rgb';
  return meaning === photometric.cmyk ? 'cmyk' : undefined;
}

/**
 * The decoder makes RGB of YCbCr where JPEG or subsampling makes it look at the samples; other samples it hands out as
 * they are, or, where they are deep, refuses.
 */
function isYCbCrConverted(page: TiffPage, bitDepth: number): boolean {
  if ([6, 7].includes(numberOf(page, tiffTag.compression, 1))) return true;
  const [across, down] = subsamplingOf(page);
  return bitDepth === 8 && (across > 1 || down > 1);
}

function describePhotometric(meaning: number): string {
  return [8, 9, 10].includes(meaning) ? 'Lab colours' : `colours of kind ${meaning}`;
}

/** Pictures of full size: thumbnails and masks, marked by the subfile type, do not count. */
function countPages(first: TiffPage): number {
  const seen = new Set([first.layout.firstDirectoryOffset]);
  let pages = 1;
  let offset = first.directory.nextOffset;
  while (offset !== 0 && !seen.has(offset) && seen.size < maxPages) {
    seen.add(offset);
    const directory = readTiffDirectory(first.source, first.layout, offset);
    if (!directory) break;
    if ((numberOf({ ...first, directory }, tiffTag.subfileType, 0) & 5) === 0) pages += 1;
    offset = directory.nextOffset;
  }
  return pages;
}

function tiffMetadata(page: TiffPage): PhotoMetadata {
  const { source, layout, directory } = page;
  const block = (tag: number): Buffer | undefined => {
    const entry = directory.entries.get(tag);
    const bytes = entry && Buffer.from(readTiffBytes(source, entry));
    return bytes && bytes.length > 0 ? bytes : undefined;
  };
  const photoshop = block(tiffTag.photoshop);
  return {
    exif: exifFromTiff(source, layout, directory),
    xmp: block(tiffTag.xmp),
    iptc: block(tiffTag.iptc) ?? (photoshop && iptcFromPhotoshop(photoshop)),
    photoshop,
    icc: block(tiffTag.iccProfile),
    density: readDensity(source, layout, directory),
    carried: [],
  };
}

function describeExtras(page: TiffPage, pages: number, isLossy: boolean): Sentence[] {
  const notes: Sentence[] = [];
  const has = (tag: number): boolean => page.directory.entries.has(tag);
  if (pages > 1) notes.push(sentenceOf('note.pages', { pages }));
  if (has(tiffTag.photoshopLayers)) notes.push(sentenceOf('note.layers'));
  if (has(tiffTag.subDirectories)) notes.push(sentenceOf('note.smallerVersions'));
  if (numbersOf(page, tiffTag.extraSamples)[0] === 1)
    notes.push(sentenceOf('note.multipliedAlpha'));
  const bits = numberOf(page, tiffTag.bitsPerSample, 1);
  if (has(tiffTag.colourMap)) notes.push(sentenceOf('note.palette'));
  else if (bits < 8) notes.push(sentenceOf('note.fewBits', { bits }));
  if (isLossy) notes.push(sentenceOf('note.lossy'));
  return notes;
}

/** True when a strip or tile lies beyond the end of the file. */
function lacksStrips(page: TiffPage): boolean {
  const isTiled = page.directory.entries.has(tiffTag.tileOffsets);
  const offsets = numbersOf(page, isTiled ? tiffTag.tileOffsets : tiffTag.stripOffsets, maxStrips);
  const counts = numbersOf(
    page,
    isTiled ? tiffTag.tileByteCounts : tiffTag.stripByteCounts,
    maxStrips,
  );
  if (offsets.length === 0) return true;
  return offsets.some((offset, index) => offset + (counts[index] ?? 0) > page.source.byteLength);
}

function unreadable(source: ByteSource, layout: TiffLayout | undefined, name: string): PhotoError {
  const endsEarly = !layout || layout.firstDirectoryOffset + 2 > source.byteLength;
  return endsEarly
    ? new PhotoError(
        'truncated',
        `“${name}” ends before the description of its picture, so it was not opened; scan it again or use a backup.`,
      )
    : new PhotoError(
        'damaged',
        `The header of “${name}” makes no sense as a TIFF, so it was not opened; scan it again or use a backup.`,
      );
}
