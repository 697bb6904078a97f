import type { LinearOperator } from '../../src-main/engine/operators/operator';
import { shapeOf, type ImageTensor } from '../../src-main/engine/tensor/image-tensor';
import { decompose } from './singular-values';

/** The published kernel: a 5-tap Gaussian of this width that lost its last tap, with nothing beyond the border. */
const kernelSigmaPx = 25;
/** Singular values of the one-dimensional blur below this were set to zero. */
const smallestSingularValue = 0.03;

/**
 * The `deblur_gauss` of the recorded trajectories, which is no convolution: its spectral components are stored channel by
 * channel in turn, its singular values one channel after the other, so that component p of channel c is multiplied by the
 * value of component (3 p + c) mod n^2. Equal values make the order of components p ambiguous (the sorting was not stable);
 * that order is read off the recorded pair truth -> measurement.
 * @param truth 3 x n x n, and `measurement` likewise
 */
export function createPublishedDeblurOperator(
  truth: ImageTensor,
  measurement: ImageTensor,
): LinearOperator {
  const size = truth.width;
  const { left, values, right } = decompose(blurMatrix(size));
  const analyse = (image: ImageTensor, basis: readonly Float64Array[]) =>
    transform(image.data, size, (row, column) => basis[row]![column]!);
  const synthesise = (coefficients: Float64Array, basis: readonly Float64Array[]) =>
    transform(coefficients, size, (row, column) => basis[column]![row]!);
  const kept = values.map((value) => (value < smallestSingularValue ? 0 : value));
  const gains = readGains(kept, analyse(truth, right), analyse(measurement, left));
  const shape = shapeOf(truth);
  const adjoint = (y: ImageTensor, out: ImageTensor) => {
    const coefficients = analyse(y, left).map((value, i) => value * gains[i]!);
    out.data.set(synthesise(coefficients, right));
  };
  return {
    name: 'published deblur',
    inputShape: shape,
    outputShape: shape,
    normBound: kept[0]! ** 2,
    forward(x, out) {
      const coefficients = analyse(x, right).map((value, i) => value * gains[i]!);
      out.data.set(synthesise(coefficients, left));
    },
    adjoint,
    vjp: (_x, cotangent, out) => adjoint(cotangent, out),
    pseudoInverse(y, out) {
      const inverse = (value: number, i: number) => (gains[i] === 0 ? 0 : value / gains[i]!);
      out.data.set(synthesise(analyse(y, left).map(inverse), right));
    },
  };
}

function blurMatrix(size: number): Float64Array[] {
  const full = [-2, -1, 0, 1, 2].map((x) => Math.exp(-0.5 * (x / kernelSigmaPx) ** 2));
  const sum = full.reduce((a, b) => a + b, 0);
  return Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (_value, j) =>
      j - i >= -2 && j - i <= 1 ? full[j - i + 2]! / sum : 0,
    ),
  );
}

/** B X B^T on each plane, B given by its entries. */
function transform(
  data: ArrayLike<number>,
  size: number,
  entry: (row: number, column: number) => number,
): Float64Array {
  const out = new Float64Array(data.length);
  const half = new Float64Array(size * size);
  for (let plane = 0; plane < data.length; plane += size * size) {
    half.fill(0);
    for (let i = 0; i < size; i++)
      for (let k = 0; k < size; k++)
        for (let j = 0; j < size; j++)
          half[i * size + j]! += entry(i, k) * data[plane + k * size + j]!;
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        for (let k = 0; k < size; k++)
          out[plane + i * size + j]! += half[i * size + k]! * entry(j, k);
  }
  return out;
}

/** Gain of each spectral component: of the places that its singular value allows, the one that explains the pair best. */
function readGains(values: readonly number[], from: Float64Array, to: Float64Array): Float64Array {
  const products = values.flatMap((a) => values.map((b) => a * b));
  const sorted = [...products].sort((a, b) => b - a);
  const count = products.length;
  const gains = new Float64Array(3 * count);
  for (let component = 0; component < count; component++) {
    const gainAt = (place: number, channel: number) => sorted[(3 * place + channel) % count]!;
    const errorAt = (place: number) =>
      [0, 1, 2].reduce((sum, channel) => {
        const i = channel * count + component;
        return sum + (to[i]! - gainAt(place, channel) * from[i]!) ** 2;
      }, 0);
    const places = sorted.flatMap((value, place) => (value === products[component] ? [place] : []));
    const best = places.reduce((a, b) => (errorAt(b) < errorAt(a) ? b : a));
    [0, 1, 2].forEach((channel) => {
      gains[channel * count + component] = gainAt(best, channel);
    });
  }
  return gains;
}
