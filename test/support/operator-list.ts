import { createAveragePoolingOperator } from '../../src-main/engine/operators/average-pooling';
import { createBicubicOperator } from '../../src-main/engine/operators/bicubic';
import { createBlurOperator, gaussianPsf } from '../../src-main/engine/operators/blur';
import { createClippedExposureOperator } from '../../src-main/engine/operators/clipped-exposure';
import { composeOperators } from '../../src-main/engine/operators/compose';
import { createGreyMeanOperator } from '../../src-main/engine/operators/grey-mean';
import { createIdentityOperator } from '../../src-main/engine/operators/identity';
import { createInpaintingOperator } from '../../src-main/engine/operators/inpainting';
import { createJpegOperator } from '../../src-main/engine/operators/jpeg';
import type { LinearOperator, MeasurementOperator } from '../../src-main/engine/operators/operator';
import { createToneCurveOperator } from '../../src-main/engine/operators/tone-curve';
import {
  createImageTensor,
  type ImageShape,
  type ImageTensor,
} from '../../src-main/engine/tensor/image-tensor';
import { randomImage } from './random-image';

/** Odd, not square, small enough for exhaustive checks. */
export const oddShape: ImageShape = { channels: 3, height: 15, width: 21 };
export const evenShape: ImageShape = { channels: 3, height: 12, width: 20 };

const wide = gaussianPsf(1.7);
const narrow = gaussianPsf(0.6);
const lopsided = { taps: [0.1, 0.2, 0.3, 0.25], first: -2 };

/** Weights of every kind: a third lost, a third kept, a third between. */
export function mixedObservedMask({ height, width }: ImageShape, channels: number): ImageTensor {
  const noise = randomImage({ channels, height, width }, 77);
  const observed = createImageTensor({ channels, height, width });
  noise.data.forEach((value, i) => {
    observed.data[i] = value < -0.5 ? 0 : value > 0.5 ? 1 : value + 0.5;
  });
  return observed;
}

function createSoftInpainting(channels: number): LinearOperator {
  return createInpaintingOperator(oddShape, mixedObservedMask(oddShape, channels));
}

/** Every linear operator of the engine; a new one is tested by adding its name here. */
export const linearOperators: Record<string, () => LinearOperator> = {
  identity: () => createIdentityOperator(oddShape),
  'inpainting, one mask': () => createSoftInpainting(1),
  'inpainting, a mask per channel': () => createSoftInpainting(3),
  'average pooling 3': () => createAveragePoolingOperator(oddShape, 3),
  'average pooling 4': () => createAveragePoolingOperator(evenShape, 4),
  'bicubic 3': () => createBicubicOperator(oddShape, 3),
  'bicubic 4': () => createBicubicOperator(evenShape, 4),
  'blur, mirrored': () => createBlurOperator(oddShape, wide, narrow, 'reflect'),
  'blur, zero border': () => createBlurOperator(oddShape, narrow, wide, 'zero'),
  'blur, lopsided': () => createBlurOperator(oddShape, lopsided, wide, 'reflect'),
  'blur wider than the picture': () => {
    const psf = gaussianPsf(9);
    return createBlurOperator(oddShape, psf, psf, 'reflect');
  },
  'grey mean': () => createGreyMeanOperator(oddShape),
  'grey, weighted': () => createGreyMeanOperator(oddShape, [0.299, 0.587, 0.114]),
  'blur, then pooling': () =>
    composeOperators(
      createBlurOperator(evenShape, narrow, narrow, 'reflect'),
      createAveragePoolingOperator(evenShape, 2),
    ),
  'grey, then inpainting': () => {
    const grey = createGreyMeanOperator(oddShape);
    return composeOperators(
      grey,
      createInpaintingOperator(grey.outputShape, mixedObservedMask(oddShape, 1)),
    );
  },
};

const fades = [
  { gain: 0.8, offset: 0.1, gamma: 0.7 },
  { gain: 0.7, offset: 0.05, gamma: 1 },
  { gain: 0.6, offset: 0.2, gamma: 1.6 },
];

/** Every operator that is not linear. */
export const nonLinearOperators: Record<string, () => MeasurementOperator> = {
  'tone curve': () => createToneCurveOperator(oddShape, fades),
  'clipped exposure': () => createClippedExposureOperator(oddShape),
  'blur, then tone curve': () =>
    composeOperators(
      createBlurOperator(oddShape, narrow, wide, 'reflect'),
      createToneCurveOperator(oddShape, fades),
    ),
};

/** Operators that round, whose vjp leaves the rounding out, so that finite differences tell nothing. */
export const roundingOperators: Record<string, () => MeasurementOperator> = {
  'jpeg 60': () => createJpegOperator(oddShape, 60),
};
