import { photoshopSegments } from '../containers/jpeg-container';
import { withoutThumbnails } from '../headers/iptc-blocks';
import { isJpegSegment, jpegPrefix } from '../headers/jpeg-header';
import type { CarriedBlock, PhotoMetadata } from '../headers/photo-header';
import { rawProfileChunk, readPngText } from '../headers/png-text';

const jfifLength = 14;

/** Embedded data without previews, and whether there were any. */
export interface WithoutPreviews {
  readonly metadata: PhotoMetadata;
  readonly previewRemoved: boolean;
}

/**
 * Embedded data without the small pictures that Photoshop and JFIF put beside a photo: they would go on showing the
 * damage. The one in EXIF data is `uprightExif`'s.
 */
export function withoutPreviews(metadata: PhotoMetadata): WithoutPreviews {
  const kept = metadata.photoshop && withoutThumbnails(metadata.photoshop);
  const photoshop = kept?.length === 0 ? undefined : kept;
  const isPhotoshopChanged = photoshop !== metadata.photoshop;
  const blocks = isPhotoshopChanged ? withPhotoshop(metadata.carried, photoshop) : metadata.carried;
  const carried = blocks.flatMap(withoutPreview);
  const isChanged =
    carried.length !== blocks.length || carried.some((block, index) => block !== blocks[index]);
  return {
    metadata: { ...metadata, photoshop, carried },
    previewRemoved: isPhotoshopChanged || isChanged,
  };
}

/** The segments of a JPEG with Photoshop's blocks exchanged, in the place of the first of them. */
function withPhotoshop(
  carried: readonly CarriedBlock[],
  photoshop: Buffer | undefined,
): CarriedBlock[] {
  const isPhotoshop = (block: CarriedBlock): boolean =>
    isJpegSegment(block, 'APP13', jpegPrefix.photoshop);
  const first = carried.findIndex(isPhotoshop);
  if (first < 0) return [...carried];
  return [
    ...carried.slice(0, first),
    ...photoshopSegments(photoshop),
    ...carried.slice(first).filter((block) => !isPhotoshop(block)),
  ];
}

/** The same object where a block holds no preview. */
function withoutPreview(block: CarriedBlock): CarriedBlock[] {
  if (isJpegSegment(block, 'APP0', jpegPrefix.jfifExtension)) return [];
  const [width = 0, height = 0] = block.data.subarray(jfifLength - 2, jfifLength);
  if (isJpegSegment(block, 'APP0', jpegPrefix.jfif) && width * height > 0) {
    const data = Buffer.from(block.data.subarray(0, jfifLength));
    data.fill(0, jfifLength - 2);
    return [{ ...block, data }];
  }
  const [, kind] = /^Raw profile type (iptc|8bim)$/.exec(readPngText(block)?.keyword ?? '') ?? [];
  const profile = kind && readPngText(block)?.rawProfile();
  if (!profile) return [block];
  const kept = withoutThumbnails(profile);
  if (kept === profile) return [block];
  return kept.length === 0 ? [] : [{ ...block, ...rawProfileChunk(kind, kept) }];
}
