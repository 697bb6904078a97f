import type { ImageTensor } from '../tensor/image-tensor';

/**
 * Fills the hole with the membrane stretched over its rim (Laplace's equation, observed pixels fixed, mirrored at the image's
 * edge), channel by channel, within 1e-4 of the rim's range; it never leaves that range.
 * `hole`: height x width, 0 = observed. `out` has the image's shape and may be `image`; observed pixels are copied.
 * @throws EngineError 'shape' for sizes that do not fit, 'settings' when no pixel is observed.
 */
export function fillHarmonic(_image: ImageTensor, _hole: Uint8Array, _out: ImageTensor): void {
  throw new Error('not written yet');
}
