import type { ImageTensor } from '../tensor/image-tensor';

/** The affine change that makes a window look like an ordinary photograph: (x - means[channel]) * gain. */
export interface Normalisation {
  readonly means: readonly number[];
  readonly gain: number;
}

/** Measures it on the observed pixels. `hole`: height x width, 0 = observed. Without observed pixels: means 0, gain 1. */
export function measureNormalisation(_image: ImageTensor, _hole: Uint8Array): Normalisation {
  throw new Error('not written yet');
}

/** Applies it; `out` may be `image`. */
export function normalise(
  _image: ImageTensor,
  _normalisation: Normalisation,
  _out: ImageTensor,
): void {
  throw new Error('not written yet');
}

/** Undoes it; `out` may be `image`. */
export function denormalise(
  _image: ImageTensor,
  _normalisation: Normalisation,
  _out: ImageTensor,
): void {
  throw new Error('not written yet');
}
