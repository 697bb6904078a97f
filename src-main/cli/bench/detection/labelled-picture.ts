import type { PhotoSamples } from '../../../../src-shared/model/photo';

export const damageClasses = ['dust', 'scratch', 'crease', 'tear', 'stain'] as const;
export type DamageClass = (typeof damageClasses)[number];

/** One damaged place that a detector ought to find. */
export interface LabelledObject {
  readonly class: DamageClass;
  /** Indices of its pixels. */
  readonly pixels: readonly number[];
}

/** A picture of which the damage is known. */
export interface LabelledPicture {
  readonly name: string;
  readonly photo: PhotoSamples;
  readonly objects: readonly LabelledObject[];
  /** 1 where it is not known whether there is damage: what lies there counts neither way. */
  readonly ignored: Uint8Array;
  /** How far what was labelled may lie beside the damage. */
  readonly tolerancePx: number;
}
