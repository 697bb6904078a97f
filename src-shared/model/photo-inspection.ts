import type { Sentence } from '../messages/say';
import type { ColourModel } from './photo';

/** The file formats that Heirloom opens and saves. */
export type PhotoFormat = 'jpeg' | 'png' | 'tiff' | 'webp' | 'avif';

/** Pixels an inch, across and down. */
export interface PhotoDensity {
  readonly x: number;
  readonly y: number;
}

/** Lengths of the embedded data blocks in bytes; 0 where there is none. */
export interface MetadataByteLengths {
  readonly exif: number;
  readonly xmp: number;
  readonly iptc: number;
  readonly icc: number;
}

/** What the header of a photo file says; nothing here needed the pixels to be decoded. */
export interface PhotoInspection {
  /** By content; the file's name is not consulted. */
  readonly format: PhotoFormat;
  readonly fileByteLength: number;
  /** Upright size in pixels: the EXIF orientation is already taken into account. */
  readonly width: number;
  readonly height: number;
  /** 1..8; 1 = the file already stores the photo upright. */
  readonly orientation: number;
  /** Bits a sample in the file: 1, 2, 4, 8, 10, 12 or 16. */
  readonly bitDepth: number;
  readonly colourModel: ColourModel;
  readonly hasAlpha: boolean;
  readonly isPalette: boolean;
  readonly isProgressive: boolean;
  /** In words, for example "JPEG 4:2:0", "deflate", "lossless WebP". */
  readonly compression: string;
  readonly isLossy: boolean;
  /** 1..100 on the scale of the format's usual encoder, estimated from the quantisers; undefined where not known. */
  readonly quality: number | undefined;
  /** "4:4:4", "4:2:0" and so on; undefined where the format stores no separate chroma. */
  readonly chromaSubsampling: string | undefined;
  /** Description of the embedded ICC profile, such as "Adobe RGB (1998)". */
  readonly iccProfileName: string | undefined;
  readonly density: PhotoDensity | undefined;
  readonly metadataByteLengths: MetadataByteLengths;
  /** Pictures of full size in the file; only the first is opened. */
  readonly pages: number;
  /** Plain sentences on what a saved copy cannot keep or will store otherwise. */
  readonly notes: readonly Sentence[];
}
