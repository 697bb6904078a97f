import type { Sentence } from '../../../src-shared/messages';
import type { PhotoDensity, PhotoFormat } from '../../../src-shared/model/photo-inspection';
import type { ColourModel } from '../../../src-shared/model/photo';

/** A block of a file that only the same format can hold; it is carried into a copy byte for byte. */
export interface CarriedBlock {
  /** PNG: the chunk's type. JPEG: the marker, such as "APP13". WebP: the chunk's name. */
  readonly name: string;
  readonly data: Buffer;
  /** PNG only: the chunk stood behind the pixels. */
  readonly isTrailing?: boolean;
}

/** The embedded data of a photo in its usual raw forms, as far as every format can hold them. */
export interface PhotoMetadata {
  /** A TIFF structure, without the "Exif" prefix of JPEG. */
  readonly exif: Buffer | undefined;
  /** One XMP packet, UTF-8. */
  readonly xmp: Buffer | undefined;
  /** JPEG only: a second packet with what the first one has no room for; its parts are among `carried`. */
  readonly xmpExtension?: Buffer | undefined;
  /** Records in IPTC's information interchange model. */
  readonly iptc: Buffer | undefined;
  /** Photoshop's image resource blocks, the IPTC records among them. */
  readonly photoshop: Buffer | undefined;
  /** The file's profile, or one that means the same as what it states of its colours by numbers. */
  readonly icc: Buffer | undefined;
  readonly density: PhotoDensity | undefined;
  readonly carried: readonly CarriedBlock[];
}

/** What the parsers of all formats report; `inspect.ts` turns it into a PhotoInspection. */
export interface PhotoHeader {
  readonly format: PhotoFormat;
  /** Size in pixels as stored, before the orientation is applied. */
  readonly storedWidth: number;
  readonly storedHeight: number;
  readonly orientation: number;
  readonly bitDepth: number;
  readonly colourModel: ColourModel;
  readonly hasAlpha: boolean;
  readonly isPalette: boolean;
  readonly isProgressive: boolean;
  readonly compression: string;
  readonly isLossy: boolean;
  readonly quality: number | undefined;
  readonly chromaSubsampling: string | undefined;
  readonly pages: number;
  readonly metadata: PhotoMetadata;
  readonly notes: readonly Sentence[];
  /** The header alone shows that the file ends before its picture does. */
  readonly isTruncated: boolean;
  /** PNG only: one colour, not a channel, is transparent. */
  readonly hasTransparentColour?: boolean;
  /** TIFF only: 64-bit offsets. */
  readonly isBigTiff?: boolean;
  /** TIFF only: the last sample is not said to be transparency; scanners store infrared there. */
  readonly hasUnspecifiedSample?: boolean;
}

/** The density of the photo once it is upright. */
export function uprightDensity({ orientation, metadata }: PhotoHeader): PhotoDensity | undefined {
  const { density } = metadata;
  return density && orientation >= 5 ? { x: density.y, y: density.x } : density;
}

/** No embedded data at all. */
export const noMetadata: PhotoMetadata = {
  exif: undefined,
  xmp: undefined,
  iptc: undefined,
  photoshop: undefined,
  icc: undefined,
  density: undefined,
  carried: [],
};
