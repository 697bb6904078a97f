import type { PhotoSamples } from '../../src-shared/model/photo';
import type { PhotoFormat } from '../../src-shared/model/photo-inspection';
import type { Provenance } from '../../src-shared/model/provenance';
import { effectiveChoices, type SampleChoices } from '../../src-shared/model/save-choices';
import type { SaveReport } from '../../src-shared/model/save-report';
import type { PhotoSource } from './decode';
import { convertToSrgb, srgbProfile } from './convert-samples';
import { encodePhoto } from './encode';
import { expectSuitable, fitSamples, reduceTo8Bits } from './fit-samples';
import { UnsupportedJpegError } from './jpeg/jpeg-coefficients';
import { spliceJpeg } from './jpeg/splice';
import { metadataForCopy } from './metadata/copy-metadata';
import { replaceProfile } from './metadata/replace-profile';
import { PhotoError } from './photo-error';
import type { SavedExpectation } from './verify-saved';

/** The part of a save request that decides what the file holds. */
export interface EncodingRequest extends SampleChoices {
  readonly samples: PhotoSamples;
  readonly source: PhotoSource;
  readonly format?: PhotoFormat;
  readonly quality?: number;
  readonly provenance?: Provenance;
}

/** A whole file that is ready to be written, and what it must turn out to be. */
export interface SaveCandidate extends SavedExpectation {
  readonly chunks: readonly Buffer[];
  readonly bitDepth: number;
  readonly encoding: string;
  readonly notes: readonly string[];
  readonly recodedBlocks: SaveReport['recodedBlocks'];
}

/**
 * A JPEG with the original's coded blocks outside the repair; no candidate where the original or the copy is of
 * another format or a quality is asked for, and then no reason either, or where the original cannot be read that way.
 */
export async function spliceCandidate(
  request: EncodingRequest,
): Promise<{ candidate?: SaveCandidate; reason?: string }> {
  const { samples, source } = request;
  const { header, jpegBytes } = source;
  if (!jpegBytes || !isLikeOriginalJpeg(request)) return {};
  const stored = {
    format: 'jpeg',
    colourModel: header.colourModel,
    keepsOrientation: true,
  } as const;
  const copy = metadataForCopy(source, request.provenance, stored);
  try {
    const spliced = await spliceJpeg(jpegBytes, header, samples, copy.metadata);
    return {
      candidate: {
        samples,
        format: 'jpeg',
        orientation: header.orientation,
        isLossless: false,
        metadata: copy.metadata,
        mayDiffer: spliced.mayDiffer,
        chunks: spliced.chunks,
        bitDepth: 8,
        encoding: `JPEG, ${spliced.changedBlocks} of ${spliced.totalBlocks} blocks coded anew, the others as in the original`,
        notes: [
          ...(header.isProgressive
            ? ['The copy is stored sequentially instead of progressively.']
            : []),
          ...spliced.notes,
          ...copy.notes,
        ],
        recodedBlocks: { changed: spliced.changedBlocks, total: spliced.totalBlocks },
      },
    };
  } catch (error) {
    if (error instanceof UnsupportedJpegError) return { reason: error.message };
    if (error instanceof PhotoError) return { reason: 'it is damaged' };
    throw error;
  }
}

/** True where nothing is asked for that a JPEG cannot have with its original's blocks. */
export function isLikeOriginalJpeg(request: EncodingRequest): boolean {
  const { source, quality } = request;
  const isJpeg = source.header.format === 'jpeg' && (request.format ?? 'jpeg') === 'jpeg';
  const { profile } = effectiveChoices(source.inspection, request);
  return isJpeg && quality === undefined && profile === undefined;
}

/**
 * Refuses what `encodeCandidate` would refuse, at no cost.
 * @throws PhotoError 'unsuitable-format'
 */
export function expectEncodable(request: EncodingRequest): void {
  const { samples, source } = request;
  const isSrgb = effectiveChoices(source.inspection, request).profile !== undefined;
  const colourModel = isSrgb ? 'rgb' : samples.colourModel;
  expectSuitable({ ...samples, colourModel }, request.format ?? source.header.format);
}

/** A file coded anew as a whole; `spliceFailure` says why a JPEG's own blocks were not taken over. */
export async function encodeCandidate(
  request: EncodingRequest,
  spliceFailure: string | undefined,
): Promise<SaveCandidate> {
  const { source } = request;
  const format = request.format ?? source.header.format;
  const chosen = await changeAsChosen(request);
  const fitted = fitSamples(chosen.samples, format);
  const { colourModel } = fitted.samples;
  const copy = metadataForCopy(source, request.provenance, {
    format,
    colourModel,
    keepsOrientation: false,
  });
  // Grey is in sRGB without saying so.
  const icc = colourModel === 'rgb' ? await srgbProfile() : undefined;
  const metadata = chosen.isSrgb
    ? replaceProfile(copy.metadata, source.header.format, icc)
    : copy.metadata;
  const encoded = await encodePhoto({
    samples: fitted.samples,
    format,
    original: source.header,
    metadata,
    quality: request.quality,
  });
  const reason = spliceFailure
    ? [
        `The blocks of the original could not be taken over because ${spliceFailure}, so the whole picture was coded anew.`,
      ]
    : [];
  return {
    samples: fitted.samples,
    format,
    orientation: 1,
    isLossless: encoded.isLossless,
    metadata,
    chunks: encoded.chunks,
    bitDepth: encoded.bitDepth,
    encoding: encoded.encoding,
    notes: [...chosen.notes, ...fitted.notes, ...reason, ...encoded.notes, ...copy.notes],
    recodedBlocks: undefined,
  };
}

/** The samples with the depth and the colours that were asked for, and what that changed. */
async function changeAsChosen(request: EncodingRequest): Promise<{
  readonly samples: PhotoSamples;
  readonly isSrgb: boolean;
  readonly notes: readonly string[];
}> {
  const { source } = request;
  const { bitDepth, profile } = effectiveChoices(source.inspection, request);
  const notes: string[] = [];
  let { samples } = request;
  if (profile !== undefined) {
    samples = await convertToSrgb(samples, source.header.metadata.icc);
    notes.push(
      'As chosen, the colours were converted to sRGB, so samples outside the repair have other values than in the original.',
    );
  }
  if (bitDepth !== undefined && samples.bitDepth === 16) {
    samples = reduceTo8Bits(samples);
    notes.push(
      'As chosen, the copy has 8 bits a sample, so samples outside the repair are rounded too.',
    );
  }
  return { samples, isSrgb: profile !== undefined, notes };
}
