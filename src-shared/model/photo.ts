/** How the colour samples of a file are to be read: one grey sample, R G B, or C M Y K a pixel. */
export type ColourModel = 'grey' | 'rgb' | 'cmyk';

/**
 * The samples of a photograph at the file's own depth and encoding, upright (EXIF orientation applied), row by row,
 * pixel-interleaved: colour samples first, then alpha where there is one. Colour values are the file's, not converted.
 */
export interface PhotoSamples {
  readonly width: number;
  readonly height: number;
  readonly colourModel: ColourModel;
  readonly hasAlpha: boolean;
  /** 8: `data` is Uint8Array, 0..255. 16: Uint16Array, 0..65535. */
  readonly bitDepth: 8 | 16;
  readonly data: Uint8Array | Uint16Array;
}

/** Samples a pixel, alpha included. */
export function samplesPerPixel(photo: Pick<PhotoSamples, 'colourModel' | 'hasAlpha'>): number {
  const colour = { grey: 1, rgb: 3, cmyk: 4 }[photo.colourModel];
  return colour + (photo.hasAlpha ? 1 : 0);
}

/**
 * Where the photograph is damaged, in upright pixel coordinates: one byte a pixel, row by row; 0 = intact,
 * 255 = wholly damaged, between = share of the pixel that the repair may replace.
 */
export interface DamageMask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
