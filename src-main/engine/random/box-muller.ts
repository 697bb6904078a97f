/**
 * Box and Muller (1958): two random words become two independent N(0, 1) values, sqrt(-2 ln u) (cos, sin)(2 pi v).
 * Logarithm, sine and cosine are polynomials of our own, since Math.log and its like may differ in the last bit between
 * machines; sums, products and Math.sqrt may not. The polynomials are exact to 1e-11; the largest value is 6.76.
 */

const inversePowers = Float64Array.from({ length: 34 }, (_, i) => 2 ** (1 - i));
const twoToMinus30 = 2 ** -30;

/** -2 ln((word + 1/2) / 2^32) for a word taken as unsigned. */
function minusTwiceLogarithm(word: number): number {
  const value = (word >>> 0) + 0.5;
  // value = mantissa * 2^exponent with the mantissa in [1, 2), then around 1.
  let exponent = 31 - Math.clz32(word);
  let mantissa = value * inversePowers[exponent + 1]!;
  if (mantissa > Math.SQRT2) {
    mantissa *= 0.5;
    exponent += 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const q = s * s;
  const series =
    1 + q * (1 / 3 + q * (1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q * (1 / 13))))));
  return -2 * ((exponent - 32) * Math.LN2 + 2 * s * series);
}

/** Writes the two normals of words (a, b) to out[at] and out[at + 1]. */
export function writeNormalPair(a: number, b: number, out: Float64Array, at: number): void {
  const radius = Math.sqrt(minusTwiceLogarithm(a));
  // The two top bits of b choose the quadrant, the others the angle in it, from -pi/4 to pi/4.
  const angle = (((b & 0x3fffffff) + 0.5) * twoToMinus30 - 0.5) * (Math.PI / 2);
  const q = angle * angle;
  const sine =
    angle * (1 + q * (-1 / 6 + q * (1 / 120 + q * (-1 / 5040 + q * (1 / 362880 - q / 39916800)))));
  const cosine =
    1 +
    q *
      (-1 / 2 +
        q * (1 / 24 + q * (-1 / 720 + q * (1 / 40320 + q * (-1 / 3628800 + q / 479001600)))));
  const quadrant = b >>> 30;
  const swap = (quadrant & 1) === 1;
  const first = radius * (swap ? -sine : cosine);
  const second = radius * (swap ? cosine : sine);
  out[at] = quadrant < 2 ? first : -first;
  out[at + 1] = quadrant < 2 ? second : -second;
}
