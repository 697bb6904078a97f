import type { PhotoFormat } from './photo-inspection';

/** How the samples of the written file, decoded again, compare with the ones that were to be saved. */
export interface SampleComparison {
  readonly sampleCount: number;
  readonly differingCount: number;
  /** Of the sample range, 0..1. */
  readonly maxDifferenceFraction: number;
  readonly meanDifferenceFraction: number;
}

/** What was written, and what became of everything that the original holds. */
export interface SaveReport {
  readonly path: string;
  readonly byteLength: number;
  /** Of the written file, in hexadecimal. */
  readonly sha256: string;
  readonly format: PhotoFormat;
  readonly width: number;
  readonly height: number;
  /** Bits a sample in the file. */
  readonly bitDepth: number;
  /** In words, for example "TIFF, deflate" or "JPEG quality 92, 4:2:0". */
  readonly encoding: string;
  /** Embedded data that the copy holds, in words. */
  readonly kept: readonly string[];
  /** Plain sentences on what the copy holds otherwise than the original, or not at all. */
  readonly notes: readonly string[];
  /** The result of reading the file back before it got its name. */
  readonly comparison: SampleComparison;
  /** JPEG only, where the original's coded blocks were taken over: how many were coded anew, of how many. */
  readonly recodedBlocks: { readonly changed: number; readonly total: number } | undefined;
}
