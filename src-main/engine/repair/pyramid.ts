import { createImageTensor, type ImageTensor } from '../tensor/image-tensor';

/** An image with its hole (height x width, 0 = observed) at one level of a pyramid. */
export interface PyramidLevel {
  readonly image: ImageTensor;
  readonly hole: Uint8Array;
}

/**
 * Halves both sides (rounded up). A coarse pixel is the mean of the observed pixels of its 2 x 2 block; it is a hole, and 0,
 * only where fewer than half of the block is observed. `hole`: height x width, 0 = observed.
 */
export function halveObserved(image: ImageTensor, hole: Uint8Array): PyramidLevel {
  const { channels, height, width } = image;
  const coarse = createImageTensor({
    channels,
    height: Math.ceil(height / 2),
    width: Math.ceil(width / 2),
  });
  const coarseHole = new Uint8Array(coarse.height * coarse.width);
  const plane = height * width;
  const coarsePlane = coarseHole.length;
  const observed: number[] = [];
  for (let row = 0; row < coarse.height; row++) {
    for (let column = 0; column < coarse.width; column++) {
      const index = row * coarse.width + column;
      const bottom = Math.min(2 * row + 2, height);
      const right = Math.min(2 * column + 2, width);
      observed.length = 0;
      for (let y = 2 * row; y < bottom; y++) {
        for (let x = 2 * column; x < right; x++) {
          if (hole[y * width + x] === 0) observed.push(y * width + x);
        }
      }
      const blockSize = (bottom - 2 * row) * (right - 2 * column);
      if (2 * observed.length < blockSize) {
        coarseHole[index] = 1;
        continue;
      }
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (const position of observed) sum += image.data[channel * plane + position]!;
        coarse.data[channel * coarsePlane + index] = sum / observed.length;
      }
    }
  }
  return { image: coarse, hole: coarseHole };
}
