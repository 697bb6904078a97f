import { profileSegments } from '../containers/jpeg-container';
import { profileChunk } from '../containers/png-container';
import { isJpegSegment, jpegPrefix } from '../headers/jpeg-header';
import type { CarriedBlock, PhotoMetadata } from '../headers/photo-header';

/** Chunks of a PNG that say what its colours mean, or that speak of single samples. */
const colourChunks = new Set([
  ...['gAMA', 'cHRM', 'sRGB', 'cICP', 'iCCP', 'mDCV', 'cLLI'],
  ...['bKGD', 'hIST', 'sBIT', 'sPLT'],
]);

/** Embedded data with another colour profile, or none, in place of the one that the carried blocks hold too. */
export function replaceProfile(
  metadata: PhotoMetadata,
  format: 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif',
  icc: Buffer | undefined,
): PhotoMetadata {
  switch (format) {
    case 'jpeg': {
      const others = metadata.carried.filter(
        (block) => !isJpegSegment(block, 'APP2', jpegPrefix.icc),
      );
      return { ...metadata, icc, carried: [...others, ...profileSegments(icc)] };
    }
    case 'png': {
      const others = metadata.carried.filter(({ name }) => !colourChunks.has(name));
      return withFirst(metadata, others, icc && profileChunk(icc), icc);
    }
    case 'webp': {
      const others = metadata.carried.filter(({ name }) => name !== 'ICCP');
      return withFirst(metadata, others, icc && { name: 'ICCP', data: icc }, icc);
    }
    case 'tiff':
    case 'avif':
      return { ...metadata, icc };
  }
}

function withFirst(
  metadata: PhotoMetadata,
  others: readonly CarriedBlock[],
  first: CarriedBlock | undefined,
  icc: Buffer | undefined,
): PhotoMetadata {
  return { ...metadata, icc, carried: [...(first ? [first] : []), ...others] };
}
