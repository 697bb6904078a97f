import type { Sharp } from 'sharp';
import { samplesPerPixel, type PhotoSamples } from '../../src-shared/model/photo';
import type { PhotoFormat } from '../../src-shared/model/photo-inspection';
import { placeholderExif, replaceAvifExif } from './containers/avif-container';
import {
  carryJpegSegments,
  makeJpegSegments,
  replaceJpegSegments,
} from './containers/jpeg-container';
import { carryPngChunks, makePngChunks, replacePngChunks } from './containers/png-container';
import { writeTiff } from './containers/tiff-container';
import { carryWebpChunks, makeWebpChunks, replaceWebpChunks } from './containers/webp-container';
import { noMetadata, type PhotoHeader, type PhotoMetadata } from './headers/photo-header';
import { ownBytes, sharp } from './sharp-runtime';

/** libvips' own choice where the source says nothing: visibly lossless for photographs. */
const defaultJpegQuality = 95;
const minLossyQuality = 90;

/** What to encode, and how. */
export interface EncodeRequest {
  /** As `fitSamples` returns them for the format. */
  readonly samples: PhotoSamples;
  readonly format: PhotoFormat;
  /** The original; its choices (subsampling, interlacing, BigTIFF) are kept where its format is the same. */
  readonly original: PhotoHeader;
  /** As `metadataForCopy` returns it. */
  readonly metadata: PhotoMetadata;
  /** 1..100 for lossy formats; the original's or better where undefined. */
  readonly quality: number | undefined;
}

/** A whole file as pieces to be written in turn. */
export interface EncodedPhoto {
  readonly chunks: readonly Buffer[];
  /** Bits a sample in the file. */
  readonly bitDepth: number;
  readonly isLossless: boolean;
  /** In words, for example "JPEG quality 92, 4:2:0". */
  readonly encoding: string;
  readonly notes: readonly string[];
}

/** Encodes a photo with its embedded data. */
export async function encodePhoto(request: EncodeRequest): Promise<EncodedPhoto> {
  switch (request.format) {
    case 'jpeg':
      return encodeJpeg(request);
    case 'png':
      return encodePng(request);
    case 'tiff':
      return encodeTiff(request);
    case 'webp':
      return encodeWebp(request);
    case 'avif':
      return encodeAvif(request);
  }
}

async function encodeJpeg(request: EncodeRequest): Promise<EncodedPhoto> {
  const { samples, original, metadata } = request;
  const isSame = original.format === 'jpeg';
  const quality = request.quality ?? (isSame ? original.quality : undefined) ?? defaultJpegQuality;
  const chromaSubsampling = isSame && original.chromaSubsampling === '4:2:0' ? '4:2:0' : '4:4:4';
  const pipeline = await pipelineFrom(samples);
  const progressive = isSame && original.isProgressive;
  const coded = await codedBytes(pipeline.jpeg({ quality, chromaSubsampling, progressive }));
  const blocks = isSame
    ? carryJpegSegments(metadata.carried, metadata, false)
    : makeJpegSegments(metadata);
  const coding = samples.colourModel === 'grey' ? 'grey' : chromaSubsampling;
  return {
    chunks: replaceJpegSegments(coded, blocks.segments),
    bitDepth: 8,
    isLossless: false,
    encoding: `JPEG quality ${quality}, ${coding}`,
    notes: blocks.notes,
  };
}

async function encodePng(request: EncodeRequest): Promise<EncodedPhoto> {
  const { samples, original, metadata } = request;
  const isSame = original.format === 'png';
  const pipeline = await pipelineFrom(samples);
  const progressive = isSame && original.isProgressive;
  const coded = await codedBytes(pipeline.png({ adaptiveFiltering: true, progressive }));
  const storesSamplesAlike =
    !original.isPalette && original.bitDepth === samples.bitDepth && !original.hasTransparentColour;
  const blocks = isSame
    ? carryPngChunks(metadata.carried, metadata, storesSamplesAlike)
    : { chunks: makePngChunks(metadata), notes: [] };
  return {
    chunks: replacePngChunks(coded, blocks.chunks),
    bitDepth: samples.bitDepth,
    isLossless: true,
    encoding: 'PNG, lossless',
    notes: blocks.notes,
  };
}

async function encodeTiff({ samples, original, metadata }: EncodeRequest): Promise<EncodedPhoto> {
  return {
    chunks: await writeTiff(samples, metadata, {
      compression: 'deflate',
      isBig: original.isBigTiff ?? false,
      leavesAlphaUnspecified: original.hasUnspecifiedSample ?? false,
    }),
    bitDepth: samples.bitDepth,
    isLossless: true,
    encoding: 'TIFF, deflate, lossless',
    notes: [],
  };
}

async function encodeWebp(request: EncodeRequest): Promise<EncodedPhoto> {
  const { samples, original, metadata } = request;
  const isSame = original.format === 'webp';
  const isLossless = request.quality === undefined && !(isSame && original.isLossy);
  const quality = request.quality ?? Math.max(minLossyQuality, original.quality ?? 0);
  const pipeline = await pipelineFrom(samples);
  const coded = await codedBytes(
    pipeline.webp(isLossless ? { lossless: true, exact: true } : { quality, smartSubsample: true }),
  );
  const blocks = isSame ? carryWebpChunks(metadata.carried, metadata) : makeWebpChunks(metadata);
  return {
    chunks: replaceWebpChunks(coded, blocks, samples),
    bitDepth: 8,
    isLossless,
    encoding: isLossless ? 'WebP, lossless' : `WebP quality ${quality}`,
    notes: [],
  };
}

/** AVIF's boxes refer to one another, so libheif writes them; it takes the embedded data from a PNG in memory. */
async function encodeAvif(request: EncodeRequest): Promise<EncodedPhoto> {
  const { samples, original, metadata } = request;
  const isSame = original.format === 'avif';
  const quality = request.quality ?? minLossyQuality;
  const bitdepth = samples.bitDepth === 8 ? 8 : isSame && original.bitDepth === 12 ? 12 : 10;
  const chromaSubsampling = isSame && original.chromaSubsampling === '4:2:0' ? '4:2:0' : '4:4:4';
  const plain = await pipelineFrom(samples);
  const picture = await codedBytes(plain.png({ compressionLevel: 0 }));
  const carried = makePngChunks({
    ...metadata,
    exif: metadata.exif && placeholderExif,
    iptc: undefined,
  });
  const carrier = Buffer.concat(replacePngChunks(picture, carried));
  const pipeline = sharp(carrier, { limitInputPixels: false })
    .keepXmp()
    .keepIccProfile()
    .toColourspace(samples.bitDepth === 16 ? 'rgb16' : 'srgb')
    .avif({ quality, chromaSubsampling, bitdepth });
  const coded = await codedBytes(metadata.exif ? pipeline.keepExif() : pipeline);
  return {
    chunks: metadata.exif ? replaceAvifExif(coded, metadata.exif) : [coded],
    bitDepth: bitdepth,
    isLossless: false,
    encoding: `AVIF quality ${quality}, ${chromaSubsampling}, ${bitdepth} bit`,
    notes: [],
  };
}

async function codedBytes(pipeline: Sharp): Promise<Buffer> {
  return ownBytes(await pipeline.toBuffer());
}

/** A sharp pipeline over samples; CMYK, which sharp does not take raw, goes by way of a TIFF in memory. */
async function pipelineFrom(samples: PhotoSamples): Promise<Sharp> {
  const { width, height, colourModel, bitDepth, data } = samples;
  if (colourModel === 'cmyk') {
    const carrier = await writeTiff(samples, noMetadata, { compression: 'none', isBig: false });
    return sharp(Buffer.concat(carrier), { ignoreIcc: true, limitInputPixels: false })
      .pipelineColourspace('cmyk')
      .toColourspace('cmyk');
  }
  const isGrey = colourModel === 'grey';
  const space = bitDepth === 16 ? (isGrey ? 'grey16' : 'rgb16') : isGrey ? 'b-w' : 'srgb';
  const channels = samplesPerPixel(samples) as 1 | 2 | 3 | 4;
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false }).toColourspace(
    space,
  );
}
