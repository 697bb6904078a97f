import type { ColourModel } from '../../../src-shared/model/photo';
import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';
import type { Provenance } from '../../../src-shared/model/provenance';
import { maxJpegXmpBytes } from '../containers/jpeg-container';
import type { PhotoSource } from '../decode';
import { uprightExif } from '../headers/exif';
import { uprightDensity, type PhotoHeader, type PhotoMetadata } from '../headers/photo-header';
import { exifWithDensity, turnDensity } from './density';
import { withoutPreviews } from './previews';
import { addProvenance, mergeXmpExtension, uprightXmp } from './xmp';

/** The embedded data that a copy is to hold, and what was changed in them. */
export interface CopyMetadata {
  readonly metadata: PhotoMetadata;
  readonly notes: readonly string[];
}

/** How a copy stores the photo. */
export interface StoredAs {
  readonly format: PhotoFormat;
  readonly colourModel: ColourModel;
  /** Turned as in the original, with the original's orientation tag. */
  readonly keepsOrientation: boolean;
}

/**
 * The original's embedded data made true of the copy: upright (unless the copy stores the photo turned as the original
 * does), without the preview that shows the damage, and with the repair noted in XMP where `provenance` is given.
 */
export function metadataForCopy(
  source: PhotoSource,
  provenance: Provenance | undefined,
  stored: StoredAs,
): CopyMetadata {
  const { keepsOrientation } = stored;
  const { metadata, previewRemoved } = withoutPreviews(source.header.metadata);
  const notes: string[] = [];
  const { width, height } = source.inspection;
  const upright = keepsOrientation ? undefined : { width, height };
  const exif = metadata.exif && uprightExif(metadata.exif, upright);
  if (previewRemoved || exif?.previewRemoved) {
    notes.push('The small preview in the original showed the damage, so the copy leaves it out.');
  }
  let xmp = stored.format === 'jpeg' ? metadata.xmp : joinedXmp(metadata);
  if (xmp && !keepsOrientation) xmp = uprightXmp(xmp);
  if (provenance) {
    const merged = addProvenance(
      xmp,
      provenance,
      source.sha256,
      stored.format === 'jpeg' ? maxJpegXmpBytes : undefined,
    );
    xmp = merged.xmp;
    if (merged.problem) notes.push(merged.problem);
  }
  const icc =
    metadata.icc && fitsColours(metadata.icc, stored.colourModel) ? metadata.icc : undefined;
  return {
    metadata: {
      ...metadata,
      ...densityForCopy(source.header, { ...metadata, exif: exif?.exif }, stored),
      xmp,
      icc,
    },
    notes,
  };
}

/** The density of the copy wherever its format states it; WebP and AVIF have no other place for it than EXIF data. */
function densityForCopy(
  header: PhotoHeader,
  { exif, density, carried }: PhotoMetadata,
  { format, keepsOrientation }: StoredAs,
): Pick<PhotoMetadata, 'exif' | 'density' | 'carried'> {
  if (keepsOrientation) return { exif, density, carried };
  const upright = uprightDensity(header);
  return {
    exif: exifWithDensity(exif, upright, format === 'webp' || format === 'avif'),
    density: upright,
    carried: header.orientation >= 5 ? turnDensity(carried) : carried,
  };
}

/** Both of a JPEG's packets in one, as other formats hold XMP data, or the first where they cannot be joined. */
function joinedXmp({ xmp, xmpExtension }: PhotoMetadata): Buffer | undefined {
  return (xmp && xmpExtension && mergeXmpExtension(xmp, xmpExtension)) ?? xmp;
}

/** False for a profile of grey on a copy whose format stores grey as RGB: no reader could apply it. */
function fitsColours(icc: Buffer, colourModel: ColourModel): boolean {
  return icc.toString('latin1', 16, 20) !== 'GRAY' || colourModel === 'grey';
}
