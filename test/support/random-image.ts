import { createGaussianField } from '../../src-main/engine/random/gaussian-field';
import {
  createImageTensor,
  type ImageShape,
  type ImageTensor,
} from '../../src-main/engine/tensor/image-tensor';

/** White noise N(0, deviation^2) of any shape; the same seed gives the same picture. */
export function randomImage(shape: ImageShape, seed: number, deviation = 1): ImageTensor {
  const image = createImageTensor(shape);
  createGaussianField(seed).fill(image, 0, {
    x: 0,
    y: 0,
    width: shape.width,
    height: shape.height,
  });
  for (let i = 0; i < image.data.length; i++) image.data[i] = image.data[i]! * deviation;
  return image;
}

/** A picture of one value. */
export function constantImage(shape: ImageShape, value: number): ImageTensor {
  const image = createImageTensor(shape);
  image.data.fill(value);
  return image;
}

/** max |a - b|. */
export function largestDifference(a: ImageTensor, b: ImageTensor): number {
  if (a.data.length !== b.data.length) throw new RangeError('Pictures of different size.');
  return a.data.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b.data[i]!)), 0);
}
