import type { ImageShape, ImageTensor } from '../tensor/image-tensor';
import { axisNormBound, type AxisMap } from './axis-map';
import type { LinearOperator } from './operator';

/** The linear operator X -> V X H^T on every plane, V along the height and H along the width; without closed forms. */
export function createSeparableOperator(
  name: string,
  channels: number,
  vertical: AxisMap,
  horizontal: AxisMap,
): LinearOperator {
  const inputShape: ImageShape = {
    channels,
    height: vertical.inputLength,
    width: horizontal.inputLength,
  };
  const outputShape: ImageShape = {
    channels,
    height: vertical.outputLength,
    width: horizontal.outputLength,
  };
  const between = new Float64Array(vertical.outputLength * horizontal.inputLength);
  const adjoint = (y: ImageTensor, out: ImageTensor) => {
    const inputLength = y.height * y.width;
    const outputLength = out.height * out.width;
    for (let channel = 0; channel < channels; channel++) {
      const from = y.data.subarray(channel * inputLength, (channel + 1) * inputLength);
      const to = out.data.subarray(channel * outputLength, (channel + 1) * outputLength);
      spreadHorizontally(horizontal, from, between);
      spreadVertically(vertical, between, to, horizontal.inputLength);
    }
  };
  return {
    name,
    inputShape,
    outputShape,
    normBound: axisNormBound(vertical) * axisNormBound(horizontal),
    forward(x, out) {
      const inputLength = x.height * x.width;
      const outputLength = out.height * out.width;
      for (let channel = 0; channel < channels; channel++) {
        const from = x.data.subarray(channel * inputLength, (channel + 1) * inputLength);
        const to = out.data.subarray(channel * outputLength, (channel + 1) * outputLength);
        gatherVertically(vertical, from, between, horizontal.inputLength);
        gatherHorizontally(horizontal, between, to);
      }
    },
    adjoint,
    vjp: (_x, cotangent, out) => adjoint(cotangent, out),
  };
}

/** out = V plane: each output row is a weighted sum of input rows. */
function gatherVertically(
  map: AxisMap,
  plane: Float32Array,
  out: Float64Array,
  width: number,
): void {
  out.fill(0);
  for (let row = 0; row < map.outputLength; row++) {
    for (let tap = row * map.tapCount; tap < (row + 1) * map.tapCount; tap++) {
      const weight = map.weights[tap]!;
      if (weight === 0) continue;
      const from = map.sources[tap]! * width;
      const to = row * width;
      for (let x = 0; x < width; x++) out[to + x] = out[to + x]! + weight * plane[from + x]!;
    }
  }
}

/** out = plane H^T: each row is filtered. */
function gatherHorizontally(map: AxisMap, plane: Float64Array, out: Float32Array): void {
  const { inputLength, outputLength, tapCount, sources, weights } = map;
  for (let from = 0, to = 0; to < out.length; from += inputLength, to += outputLength) {
    for (let x = 0; x < outputLength; x++) {
      let sum = 0;
      for (let tap = x * tapCount; tap < (x + 1) * tapCount; tap++) {
        sum += weights[tap]! * plane[from + sources[tap]!]!;
      }
      out[to + x] = sum;
    }
  }
}

/** out = plane H: the transpose of the above. */
function spreadHorizontally(map: AxisMap, plane: Float32Array, out: Float64Array): void {
  const { inputLength, outputLength, tapCount, sources, weights } = map;
  out.fill(0);
  for (let from = 0, to = 0; from < plane.length; from += outputLength, to += inputLength) {
    for (let x = 0; x < outputLength; x++) {
      const value = plane[from + x]!;
      for (let tap = x * tapCount; tap < (x + 1) * tapCount; tap++) {
        const at = to + sources[tap]!;
        out[at] = out[at]! + weights[tap]! * value;
      }
    }
  }
}

/** out = V^T plane; sums of a column run in float64. */
function spreadVertically(
  map: AxisMap,
  plane: Float64Array,
  out: Float32Array,
  width: number,
): void {
  const sums = new Float64Array(out.length);
  for (let row = 0; row < map.outputLength; row++) {
    for (let tap = row * map.tapCount; tap < (row + 1) * map.tapCount; tap++) {
      const weight = map.weights[tap]!;
      if (weight === 0) continue;
      const to = map.sources[tap]! * width;
      const from = row * width;
      for (let x = 0; x < width; x++) sums[to + x] = sums[to + x]! + weight * plane[from + x]!;
    }
  }
  out.set(sums);
}
