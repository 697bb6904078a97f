/**
 * A sparse matrix along one axis of a picture: output i = sum over its taps of weight * input[source].
 * Taps of output i lie at i * tapCount ...; unused ones have weight 0.
 */
export interface AxisMap {
  readonly inputLength: number;
  readonly outputLength: number;
  readonly tapCount: number;
  readonly sources: Int32Array;
  readonly weights: Float64Array;
}

/** What an axis sees beyond its ends: nothing, or itself mirrored at the outer edge of the last pixel (d c b a | a b c d). */
export type Boundary = 'zero' | 'reflect';

/** Index of the pixel that stands at `index`, or -1 for none; `length` bounds the axis. */
export function resolveBoundary(index: number, length: number, boundary: Boundary): number {
  if (index >= 0 && index < length) return index;
  if (boundary === 'zero') return -1;
  const wrapped = ((index % (2 * length)) + 2 * length) % (2 * length);
  return wrapped < length ? wrapped : 2 * length - 1 - wrapped;
}

/**
 * Correlates an axis with `taps` and keeps every `stride`-th sample: output i = sum_j taps[j] input[i * stride + first + j].
 * @param first where the first tap lies, relative to the sample
 */
export function createAxisMap(
  inputLength: number,
  outputLength: number,
  stride: number,
  taps: ArrayLike<number>,
  first: number,
  boundary: Boundary,
): AxisMap {
  const tapCount = taps.length;
  const sources = new Int32Array(outputLength * tapCount);
  const weights = new Float64Array(outputLength * tapCount);
  for (let i = 0; i < outputLength; i++) {
    for (let j = 0; j < tapCount; j++) {
      const source = resolveBoundary(i * stride + first + j, inputLength, boundary);
      if (source < 0) continue;
      sources[i * tapCount + j] = source;
      weights[i * tapCount + j] = taps[j]!;
    }
  }
  return { inputLength, outputLength, tapCount, sources, weights };
}

/** An upper bound of the largest singular value: sqrt(||M||_1 ||M||_inf) (largest column and row sums of |M|). */
export function axisNormBound(map: AxisMap): number {
  const columnSums = new Float64Array(map.inputLength);
  let largestRow = 0;
  for (let i = 0; i < map.outputLength; i++) {
    let row = 0;
    for (let j = i * map.tapCount; j < (i + 1) * map.tapCount; j++) {
      const weight = Math.abs(map.weights[j]!);
      row += weight;
      columnSums[map.sources[j]!] = columnSums[map.sources[j]!]! + weight;
    }
    largestRow = Math.max(largestRow, row);
  }
  return Math.sqrt(largestRow * columnSums.reduce((a, b) => Math.max(a, b), 0));
}
