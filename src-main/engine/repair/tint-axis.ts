import type { ImageTensor } from '../tensor/image-tensor';

/** Colour offsets (red, green, blue minus luma) at equally spaced lumas from -1 to 1, interpolated between. */
export interface TintCurve {
  readonly offsets: readonly [Float32Array, Float32Array, Float32Array];
}

/**
 * The family a photo's colours belong to: `grey` (R = G = B everywhere), `tint` (one colour a luma: sepia, selenium, cyan)
 * or `colour`. Grey and tinted photos are repaired in luma alone, so that the repair has the photo's own tint.
 */
export type TintAxis =
  | { readonly kind: 'grey' }
  | { readonly kind: 'tint'; readonly curve: TintCurve }
  | { readonly kind: 'colour' };

/** The families that have a luma axis. */
export type SingleTint = Exclude<TintAxis, { kind: 'colour' }>;

/** Decides the family from observed pixels of the whole photo (3 x height x width, [-1, 1]; a strided sample will do). */
export function detectTintAxis(_samples: ImageTensor): TintAxis {
  throw new Error('not written yet');
}

/** True when the observed pixels of a window really belong to the photo's family (a hand-coloured cheek does not). */
export function fitsTintAxis(_image: ImageTensor, _hole: Uint8Array, _axis: SingleTint): boolean {
  throw new Error('not written yet');
}

/** RGB window (3 x height x width) to luma plane `out` (1 x height x width); exact for grey. */
export function toLuma(_image: ImageTensor, _axis: SingleTint, _out: ImageTensor): void {
  throw new Error('not written yet');
}

/** Luma plane (1 x height x width) to RGB `out` (3 x height x width) with the photo's tint; R = G = B exactly for grey. */
export function fromLuma(_luma: ImageTensor, _axis: SingleTint, _out: ImageTensor): void {
  throw new Error('not written yet');
}

/** Replaces the channels by their mean, in place: keeps the answer of a colour prior to a grey window grey. */
export function projectToGrey(_image: ImageTensor): void {
  throw new Error('not written yet');
}
