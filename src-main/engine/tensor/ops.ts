/**
 * Arithmetic on flat arrays of floats; every sum is taken in float64 so that its rounding does not grow with the picture.
 * Arrays of one call have the same length, and `out` may be one of the inputs.
 */

/** Inner product. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Euclidean norm. */
export function norm(a: Float32Array): number {
  return Math.sqrt(dot(a, a));
}

/** ||a - b||^2. */
export function squaredDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = a[i]! - b[i]!;
    sum += difference * difference;
  }
  return sum;
}

/** out = a - b. */
export function subtract(a: Float32Array, b: Float32Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! - b[i]!;
}

/** out = a + factor * b. */
export function addScaled(
  a: Float32Array,
  factor: number,
  b: Float32Array,
  out: Float32Array,
): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! + factor * b[i]!;
}

/** out = factor * a. */
export function scale(a: Float32Array, factor: number, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = factor * a[i]!;
}
