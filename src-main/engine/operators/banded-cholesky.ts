import type { AxisMap } from './axis-map';

/** Solves G v = b in place for b = values[start], values[start + stride], ... */
export type BandedSolver = (values: Float64Array, start: number, stride: number) => void;

/**
 * Factors G = M M^T = L L^T once (Cholesky; G is banded, since an axis map is), so that each solve takes length x band steps.
 * M must have full row rank: any downsampling does.
 */
export function factorGram(map: AxisMap): BandedSolver {
  const length = map.outputLength;
  const gram = gramBands(map);
  const band = gram.length - 1;
  // lower[k][i] = L[i + k][i]: the k-th band below the diagonal.
  const lower = gram.map((values) => values.slice());
  for (let i = 0; i < length; i++) {
    for (let k = 0; k <= band && i + k < length; k++) {
      let sum = gram[k]![i]!;
      for (let j = Math.max(0, i + k - band); j < i; j++) {
        sum -= lower[i - j]![j]! * lower[i + k - j]![j]!;
      }
      lower[k]![i] = k === 0 ? Math.sqrt(sum) : sum / lower[0]![i]!;
    }
  }
  return (values, start, stride) => {
    const at = (i: number) => start + i * stride;
    for (let i = 0; i < length; i++) {
      let sum = values[at(i)]!;
      for (let k = 1; k <= Math.min(band, i); k++) sum -= lower[k]![i - k]! * values[at(i - k)]!;
      values[at(i)] = sum / lower[0]![i]!;
    }
    for (let i = length - 1; i >= 0; i--) {
      let sum = values[at(i)]!;
      for (let k = 1; k <= Math.min(band, length - 1 - i); k++) {
        sum -= lower[k]![i]! * values[at(i + k)]!;
      }
      values[at(i)] = sum / lower[0]![i]!;
    }
  };
}

/** gram[k][i] = (M M^T)[i + k][i]; as many bands as hold anything. */
function gramBands(map: AxisMap): Float64Array[] {
  const { inputLength, outputLength, tapCount, sources, weights } = map;
  const bands: Float64Array[] = [];
  const row = new Float64Array(inputLength);
  for (let i = 0; i < outputLength; i++) {
    row.fill(0);
    const end = (i + 1) * tapCount;
    for (let tap = i * tapCount; tap < end; tap++) row[sources[tap]!]! += weights[tap]!;
    // Rows that share no source lie beyond the band: tapCount rows on at the latest.
    for (let k = 0; k <= tapCount && i + k < outputLength; k++) {
      let sum = 0;
      for (let tap = (i + k) * tapCount; tap < (i + k + 1) * tapCount; tap++) {
        sum += weights[tap]! * row[sources[tap]!]!;
      }
      if (sum === 0) continue;
      while (bands.length <= k) bands.push(new Float64Array(outputLength));
      bands[k]![i] = sum;
    }
  }
  return bands;
}
