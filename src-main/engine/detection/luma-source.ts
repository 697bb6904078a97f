import type { Region } from '../tensor/region';

/** The brightness of a photo, read a rectangle at a time. */
export interface LumaSource {
  readonly width: number;
  readonly height: number;
  /** Row by row, 0 = black, 1 = white, in the encoding of the file; `region` lies within the photo. */
  readLuma(region: Region): Float32Array;
}
