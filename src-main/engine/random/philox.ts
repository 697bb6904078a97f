/**
 * Philox 4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): ten rounds that turn a 128-bit counter
 * into four random words under a 64-bit key. It has no state: any word of any stream can be asked for alone.
 */

const rounds = 10;
const multiplier0 = 0xd2511f53 | 0;
const multiplier1 = 0xcd9e8d57 | 0;
const keyStep0 = 0x9e3779b9 | 0;
const keyStep1 = 0xbb67ae85 | 0;

/** Upper 32 bits of the 64-bit product of the constant (high, low: its 16-bit halves) and the word b. */
function multiplyHigh(high: number, low: number, b: number): number {
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const middle = (Math.imul(high, bLow) + (Math.imul(low, bLow) >>> 16)) | 0;
  const carry = (Math.imul(low, bHigh) + (middle & 0xffff)) | 0;
  return (Math.imul(high, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}

/**
 * Fills `out` with the four words (as signed 32-bit integers) of counter (c0, c1, c2, c3) under key (k0, k1); words of
 * either sign are taken modulo 2^32.
 */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Int32Array,
): void {
  let x0 = c0 | 0;
  let x1 = c1 | 0;
  let x2 = c2 | 0;
  let x3 = c3 | 0;
  let key0 = k0 | 0;
  let key1 = k1 | 0;
  for (let round = 0; round < rounds; round++) {
    const high0 = multiplyHigh(multiplier0 >>> 16, multiplier0 & 0xffff, x0);
    const low0 = Math.imul(multiplier0, x0);
    const high1 = multiplyHigh(multiplier1 >>> 16, multiplier1 & 0xffff, x2);
    const low1 = Math.imul(multiplier1, x2);
    x0 = high1 ^ x1 ^ key0;
    x1 = low1;
    x2 = high0 ^ x3 ^ key1;
    x3 = low0;
    key0 = (key0 + keyStep0) | 0;
    key1 = (key1 + keyStep1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}
