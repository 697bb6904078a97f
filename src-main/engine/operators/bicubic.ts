import { createImageTensor, type ImageShape } from '../tensor/image-tensor';
import { createAxisMap } from './axis-map';
import { factorGram } from './banded-cholesky';
import { dividedShape } from './divided-shape';
import type { LinearOperator } from './operator';
import { createSeparableOperator } from './separable';

/** Keys' parameter: a = -1/2 makes the interpolation exact for quadratics. */
const a = -0.5;

/**
 * Cubic convolution (Keys 1981, IEEE TASSP 29(6), eq. 4) downsampling by `factor`, its kernel stretched by `factor` against
 * aliasing, mirrored borders: the bicubic measurement of DDRM (arXiv 2201.11793) and of the published RED-Diff code.
 * @throws EngineError 'settings' unless height and width are multiples of the whole number `factor`.
 */
export function createBicubicOperator(inputShape: ImageShape, factor: number): LinearOperator {
  const { channels, height, width } = inputShape;
  const small = dividedShape(inputShape, factor);
  const first = Math.floor(factor / 2) - 2 * factor;
  const taps = bicubicTaps(factor, first);
  const vertical = createAxisMap(height, small.height, factor, taps, first, 'reflect');
  const horizontal = createAxisMap(width, small.width, factor, taps, first, 'reflect');
  const operator = createSeparableOperator(`bicubic ${factor}`, channels, vertical, horizontal);
  const solveColumn = factorGram(vertical);
  const solveRow = factorGram(horizontal);
  return {
    ...operator,
    // A^+ = A^T (A A^T)^-1, and A A^T is separable like A.
    pseudoInverse(y, out) {
      const solved = createImageTensor(small);
      const plane = new Float64Array(small.height * small.width);
      for (let channel = 0; channel < channels; channel++) {
        const offset = channel * plane.length;
        plane.set(y.data.subarray(offset, offset + plane.length));
        for (let row = 0; row < small.height; row++) solveRow(plane, row * small.width, 1);
        for (let column = 0; column < small.width; column++) {
          solveColumn(plane, column, small.width);
        }
        solved.data.set(plane, offset);
      }
      operator.adjoint(solved, out);
    },
  };
}

/** The 4 * factor taps of the stretched kernel, summing to 1, around the middle of an output's block of pixels. */
function bicubicTaps(factor: number, first: number): Float64Array {
  const middle = (factor - 1) / 2;
  const taps = Float64Array.from({ length: 4 * factor }, (_, j) =>
    cubicKernel((first + j - middle) / factor),
  );
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}

function cubicKernel(x: number): number {
  const d = Math.abs(x);
  if (d <= 1) return (a + 2) * d ** 3 - (a + 3) * d ** 2 + 1;
  return d < 2 ? a * (d ** 3 - 5 * d ** 2 + 8 * d - 4) : 0;
}
