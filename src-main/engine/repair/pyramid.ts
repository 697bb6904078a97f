import type { ImageTensor } from '../tensor/image-tensor';

/** An image with its hole (height x width, 0 = observed) at one level of a pyramid. */
export interface PyramidLevel {
  readonly image: ImageTensor;
  readonly hole: Uint8Array;
}

/**
 * Halves both sides (rounded up). A coarse pixel is the mean of the observed pixels of its 2 x 2 block; it is a hole, and
 * 0, only where fewer than half of the block is observed.
 */
export function halveObserved(_image: ImageTensor, _hole: Uint8Array): PyramidLevel {
  throw new Error('not written yet');
}

/** The level at which the hole is at most `radiusPx` wide, and all between; [0] is the given image itself. */
export function buildPyramid(
  _image: ImageTensor,
  _hole: Uint8Array,
  _radiusPx: number,
): readonly PyramidLevel[] {
  throw new Error('not written yet');
}

/** Doubles `coarse` bilinearly into the hole pixels of `out` (twice as large, or one less); others are left. */
export function doubleIntoHole(_coarse: ImageTensor, _hole: Uint8Array, _out: ImageTensor): void {
  throw new Error('not written yet');
}
