import type { PhotoId } from './ids';
import type { PhotoInspection } from './photo-inspection';

/** What the window is told of an opened photo. */
export interface PhotoDescription {
  readonly photoId: PhotoId;
  /** The file's name without its folder. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Of the whole file, in hexadecimal. */
  readonly sha256: string;
  readonly inspection: PhotoInspection;
  /** How the photo's colours were understood: it decides what a repair may invent. */
  readonly colourFamily: 'grey' | 'tint' | 'colour';
  /** One sentence where the file is broken and was opened all the same; it cannot be repaired then. */
  readonly brokenNotice: string | undefined;
}
