import { zigzag } from './jpeg-coefficients';

/** cosines[u * 8 + x] = C(u) / 2 * cos((2x + 1) u pi / 16), the kernel of T.81 A.3.3 for one dimension. */
const cosines = Float64Array.from({ length: 64 }, (_, index) => {
  const u = index >> 3;
  const x = index & 7;
  return ((u === 0 ? Math.SQRT1_2 : 1) / 2) * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

/** The 64 samples (row by row, not level-shifted, not clipped) of the block whose coefficients start at `offset`. */
export function inverseDct(
  coefficients: Int16Array,
  offset: number,
  quantiser: readonly number[],
  out: Float64Array,
): void {
  const spectrum = new Float64Array(64);
  for (let k = 0; k < 64; k += 1) spectrum[zigzag[k]!] = coefficients[offset + k]! * quantiser[k]!;
  transform(spectrum, out, (u, x) => cosines[u * 8 + x]!);
}

/** The DCT coefficients of 64 samples in zigzag order, not quantised. */
export function forwardDct(samples: Float64Array, out: Float64Array): void {
  const spectrum = new Float64Array(64);
  transform(samples, spectrum, (x, u) => cosines[u * 8 + x]!);
  for (let k = 0; k < 64; k += 1) out[k] = spectrum[zigzag[k]!]!;
}

/** Applies a kernel to rows, then to columns: out[j, i] = sum over y, x of from[y, x] kernel(x, i) kernel(y, j). */
function transform(
  from: Float64Array,
  out: Float64Array,
  kernel: (source: number, target: number) => number,
): void {
  const rows = new Float64Array(64);
  for (let y = 0; y < 8; y += 1) {
    for (let i = 0; i < 8; i += 1) {
      let sum = 0;
      for (let x = 0; x < 8; x += 1) sum += from[y * 8 + x]! * kernel(x, i);
      rows[y * 8 + i] = sum;
    }
  }
  for (let j = 0; j < 8; j += 1) {
    for (let i = 0; i < 8; i += 1) {
      let sum = 0;
      for (let y = 0; y < 8; y += 1) sum += rows[y * 8 + i]! * kernel(y, j);
      out[j * 8 + i] = sum;
    }
  }
}
