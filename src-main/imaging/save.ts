import { createHash } from 'node:crypto';
import path from 'node:path';
import type { PhotoSamples } from '../../src-shared/model/photo';
import type { PhotoFormat } from '../../src-shared/model/photo-inspection';
import type { Provenance } from '../../src-shared/model/provenance';
import type { SampleChoices } from '../../src-shared/model/save-choices';
import type { SaveReport } from '../../src-shared/model/save-report';
import type { PhotoSource } from './decode';
import { atomicWriteFile, refuseTarget } from './files/atomic-write';
import { nodeFileSystem, type FileSystem } from '../files/file-system';
import { isOriginal } from '../files/original';
import { describeMetadata } from './metadata/describe-metadata';
import { PhotoError } from './photo-error';
import { encodeCandidate, spliceCandidate, type SaveCandidate } from './save-candidates';
import { verifySaved, type VerifiedFile } from './verify-saved';

/** What to save, and where. */
export interface SaveRequest extends SampleChoices {
  /** The whole repaired photo, upright, of the source's size. */
  readonly samples: PhotoSamples;
  readonly source: PhotoSource;
  readonly targetPath: string;
  /** The original's where absent. */
  readonly format?: PhotoFormat;
  /** 1..100 for lossy formats; at least the original's where absent. */
  readonly quality?: number;
  /** Noted in the copy's XMP data; nothing is noted where absent. */
  readonly provenance?: Provenance;
  /** Replace an existing file, though never the original; false where absent. */
  readonly overwrite?: boolean;
  readonly fileSystem?: FileSystem;
}

/**
 * Saves a repaired photo as a new file, like the original in format, depth, colours, profile, density and embedded
 * data unless something else is asked for. The file appears under its name only after it was read back and compared.
 * @throws PhotoError in one sentence; nothing was saved then, and what was there before is untouched.
 */
export async function savePhoto(request: SaveRequest): Promise<SaveReport> {
  const { targetPath } = request;
  const fileSystem = request.fileSystem ?? nodeFileSystem;
  const overwrite = request.overwrite ?? false;
  expectSourceSize(request);
  await refuseOriginal(request);
  await refuseTarget(targetPath, overwrite, fileSystem);
  const spliced = await spliceCandidate(request);
  if (spliced.candidate) {
    try {
      return await writeCandidate(request, spliced.candidate);
    } catch (error) {
      if (!(error instanceof PhotoError) || error.code !== 'verification') throw error;
      return writeCandidate(
        request,
        await encodeCandidate(request, 'they did not pass their check'),
      );
    }
  }
  return writeCandidate(request, await encodeCandidate(request, spliced.reason));
}

/** Writes a finished file under its name, provided that it reads back as it should. */
async function writeCandidate(request: SaveRequest, candidate: SaveCandidate): Promise<SaveReport> {
  let verified: VerifiedFile | undefined;
  await atomicWriteFile(request.targetPath, candidate.chunks, {
    overwrite: request.overwrite ?? false,
    fileSystem: request.fileSystem ?? nodeFileSystem,
    verify: async (temporaryPath) => {
      verified = await verifySaved(temporaryPath, candidate);
      // Encoding a large photo takes long enough for the original to have been given this name.
      await refuseOriginal(request);
    },
  });
  return makeReport(request, candidate, verified!);
}

function expectSourceSize({ samples, source }: SaveRequest): void {
  const { width, height } = source.inspection;
  if (samples.width !== width || samples.height !== height) {
    throw new RangeError(
      `Expected ${width} x ${height} pixels for “${source.name}” but received ${samples.width} x ${samples.height}.`,
    );
  }
}

/** The original is never overwritten, under whatever name: another spelling, a link, one that it was given meanwhile. */
async function refuseOriginal({ source, targetPath, fileSystem }: SaveRequest): Promise<void> {
  if (!(await isOriginal(source, targetPath, fileSystem))) return;
  throw new PhotoError(
    'target-is-source',
    `“${path.basename(targetPath)}” is the original photo, which is never overwritten, so nothing was saved; choose another name.`,
  );
}

/** What the original's header says of a copy, as far as it holds of this one. */
function headerNotes({ samples, source }: SaveRequest, candidate: SaveCandidate): string[] {
  const keepsSamples = candidate.isLossless && candidate.samples === samples;
  return source.header.notes
    .filter(({ text }) => keepsSamples || text?.key !== 'note.lossy')
    .map(({ message }) => message);
}

function makeReport(
  request: SaveRequest,
  candidate: SaveCandidate,
  { header, comparison, lostData }: VerifiedFile,
): SaveReport {
  const { source, targetPath } = request;
  const hash = createHash('sha256');
  for (const chunk of candidate.chunks) hash.update(chunk);
  const described = describeMetadata(source.header, header, lostData);
  return {
    path: targetPath,
    byteLength: candidate.chunks.reduce((sum, chunk) => sum + chunk.length, 0),
    sha256: hash.digest('hex'),
    format: candidate.format,
    width: candidate.samples.width,
    height: candidate.samples.height,
    bitDepth: candidate.bitDepth,
    encoding: candidate.encoding,
    kept: described.kept,
    notes: [...headerNotes(request, candidate), ...candidate.notes, ...described.notes],
    comparison,
    recodedBlocks: candidate.recodedBlocks,
  };
}
