import { samplesPerPixel, type PhotoSamples } from '../../src-shared/model/photo';
import { copyRegion } from '../engine/tensor/copy-region';
import type { ReplacedPixels } from '../engine/repair/pixel-index';
import type { Region } from '../engine/tensor/region';
import type { PhotoMetadata } from './headers/photo-header';
import {
  encodeCandidate,
  expectEncodable,
  isLikeOriginalJpeg,
  spliceCandidate,
  type EncodingRequest,
} from './save-candidates';

/** What would be saved: the samples as opened, with some pixels replaced. */
export interface EstimateRequest extends EncodingRequest {
  readonly replaced?: ReplacedPixels;
}

/** How large a copy would be. */
export interface SaveEstimate {
  readonly byteLength: number;
  /** In words, as in the report of a saved copy. */
  readonly encoding: string;
  /** False where the copy was in fact encoded, which a small photo allows. */
  readonly isEstimate: boolean;
}

/** Patches of a large photo that are encoded in its stead: how many along each axis, and their side. */
interface PatchGrid {
  readonly along: number;
  readonly sidePx: number;
}

const usualPatches: PatchGrid = { along: 4, sidePx: 256 };
/** AVIF takes fifty times as long as the others. */
const avifPatches: PatchGrid = { along: 3, sidePx: 96 };

/**
 * Foretells the size of a copy as savePhoto would write it, in about a second at any size of photo: a small one is encoded
 * as it would be, of a large one patches from all over it, and the rest is taken to be like them.
 * @throws PhotoError 'unsuitable-format' as savePhoto does
 */
export async function estimateSave(request: EstimateRequest): Promise<SaveEstimate> {
  const { samples, source } = request;
  const pixels = samples.width * samples.height;
  const format = request.format ?? source.header.format;
  expectEncodable(request);
  const grid = format === 'avif' ? avifPatches : usualPatches;
  if (pixels <= 2 * (grid.along * grid.sidePx) ** 2) return encodeWhole(request);
  const takesBlocksOver = source.jpegBytes && isLikeOriginalJpeg(request);
  if (takesBlocksOver) {
    const encoding = 'JPEG, only blocks with repairs coded anew';
    return { byteLength: source.fileByteLength, encoding, isEstimate: true };
  }
  const candidate = await encodeCandidate(
    { ...request, samples: stackPatches(request, grid) },
    undefined,
  );
  const fixed = metadataByteLength(candidate.metadata);
  const coded = totalLength(candidate.chunks) - fixed;
  const scale = pixels / (candidate.samples.width * candidate.samples.height);
  return {
    byteLength: Math.round(fixed + Math.max(0, coded) * scale),
    encoding: candidate.encoding,
    isEstimate: true,
  };
}

async function encodeWhole(request: EstimateRequest): Promise<SaveEstimate> {
  const { width, height } = request.samples;
  const samples = readPart(request, { x: 0, y: 0, width, height });
  const spliced = await spliceCandidate({ ...request, samples });
  const candidate =
    spliced.candidate ?? (await encodeCandidate({ ...request, samples }, spliced.reason));
  return {
    byteLength: totalLength(candidate.chunks),
    encoding: candidate.encoding,
    isEstimate: false,
  };
}

/** Patches on a regular grid over the photo, one below the other. */
function stackPatches(request: EstimateRequest, { along, sidePx }: PatchGrid): PhotoSamples {
  const { width, height } = request.samples;
  const side = { width: Math.min(width, sidePx), height: Math.min(height, sidePx) };
  const columns = placesAlong(width, side.width, along);
  const rows = placesAlong(height, side.height, along);
  const patches = rows.flatMap((y) => columns.map((x) => readPart(request, { x, y, ...side })));
  const patchLength = patches[0]!.data.length;
  const data = createLike(request.samples, patchLength * patches.length);
  patches.forEach((patch, index) => data.set(patch.data, index * patchLength));
  return { ...request.samples, width: side.width, height: side.height * patches.length, data };
}

/** Where patches begin along an axis: even pieces of it, a patch in the middle of each, as far as they fit. */
function placesAlong(lengthPx: number, sidePx: number, along: number): number[] {
  const count = Math.max(1, Math.min(along, Math.floor(lengthPx / sidePx)));
  return Array.from({ length: count }, (_, index) =>
    Math.floor(((index + 0.5) * lengthPx) / count - sidePx / 2),
  );
}

function readPart({ samples, replaced }: EstimateRequest, region: Region): PhotoSamples {
  const stride = samplesPerPixel(samples);
  const data = createLike(samples, region.width * region.height * stride);
  copyRegion(samples.data, samples.width, stride, region, data);
  replaced?.replaceIn(region, data);
  return { ...samples, width: region.width, height: region.height, data };
}

function createLike({ bitDepth }: PhotoSamples, length: number): Uint8Array | Uint16Array {
  return bitDepth === 16 ? new Uint16Array(length) : new Uint8Array(length);
}

function metadataByteLength({ exif, xmp, iptc, icc }: PhotoMetadata): number {
  return [exif, xmp, iptc, icc].reduce((sum, block) => sum + (block?.length ?? 0), 0);
}

function totalLength(chunks: readonly Buffer[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}
