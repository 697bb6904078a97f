import { createBlurOperator, gaussianPsf } from '../operators/blur';
import { createImageTensor } from '../tensor/image-tensor';

/** Gaussian blur of one plane, height x width, mirrored at its edges; a new plane. */
export function blurPlane(
  plane: Float32Array,
  height: number,
  width: number,
  sigma: number,
): Float32Array {
  const shape = { channels: 1, height, width };
  const psf = gaussianPsf(sigma);
  const blurred = createImageTensor(shape);
  const blur = createBlurOperator(shape, psf, psf, 'reflect');
  blur.forward(createImageTensor(shape, plane), blurred);
  return blurred.data;
}
