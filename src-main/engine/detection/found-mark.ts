import type { Region } from '../tensor/region';

export type FoundClass = 'dust' | 'scratch' | 'crease' | 'tear' | 'stain';

export type FoundReason =
  | 'thinBrightLine'
  | 'thinDarkLine'
  | 'brightSpeck'
  | 'darkSpeck'
  | 'sharperThanPicture'
  | 'sameSurfaceBothSides'
  | 'straightAcrossPicture'
  | 'reachesEdge'
  | 'paperColour'
  | 'softTintedArea'
  | 'followsPictureEdge'
  | 'repeatedPattern';

/** One place of damage that is proposed, as the application's marks describe it; lengths in pixels of the photo. */
export interface FoundMark {
  readonly id: string;
  readonly class: FoundClass;
  /** Probability that this is damage, 0..1. */
  readonly confidence: number;
  readonly polarity: 'brighter' | 'darker' | 'mixed';
  readonly bounds: Region;
  readonly pixelCount: number;
  readonly lengthPx: number;
  readonly widthPx: number;
  /** The strongest first, one to three. */
  readonly reasons: FoundReason[];
  /** True where it looks like damage but rather belongs to the picture. */
  readonly isProbablyPicture: boolean;
  /** The pixels, grown to the skirt of the damage: (y, first x, x after the last) three by three, top to bottom. */
  readonly runs: Int32Array<ArrayBuffer>;
}

/** What is proposed at one sensitivity. */
export interface ProposedMarks {
  readonly marks: FoundMark[];
  /** True where so much was found that this is hardly a damaged photograph; nothing is proposed then. */
  readonly isImplausible: boolean;
}

/** What was found in a photo. */
export interface FoundMarks extends ProposedMarks {
  /** How many marks there would be at each of the slider's stops, those of the picture not counted. */
  readonly countsByStop: readonly number[];
}
