import type { ImageTensor } from '../tensor/image-tensor';

/** Side of the squares in which grain is looked for: large against grain, small against what photos show. */
export const patchSide = 16;

/** Distance between neighbouring squares. */
const patchStride = 12;

/** Squares keep off the hole by this much, because damage bleeds. */
const guardPx = 2;

/** Brighter and darker than this, grain is cut off by the scale's end ... */
const clippedLevel = 0.98;

/** ... which may happen to this share of a square's samples. */
const clippedFraction = 0.02;

/** Variance, a tenth of an 8-bit step squared, below which a channel was filled by a computer: no photo is so even. */
const leastVariance = 6e-7;

/** Kurtosis of a square of grain: 3 for a normal law, give or take 256 correlated samples; edges and specks lie outside. */
const grainKurtosis = { min: 2.2, max: 4.2 };

/** Correlation three pixels apart above which a square shows a picture (shading, folds, edges) and not grain. */
const longCorrelation = 0.25;

/** Distances at which grain has no correlation left, but whatever repeats itself has; and how much counts as that. */
const repeatPx = [5, 6];
const repeatCorrelation = 0.5;

/** Difference between the correlation of horizontal and vertical neighbours above which a square shows lines. */
const grainAnisotropy = 0.35;

/** What is left of a fully observed square when its slope has been taken off. */
export interface FlatPatch {
  /** Mean over the channels, [-1, 1]. */
  readonly luma: number;
  /** Variance of the mean over the channels. */
  readonly variance: number;
  /** One patchSide x patchSide plane a channel, mean and slope removed. */
  readonly residuals: readonly Float64Array[];
}

/** The observed squares of an image that might show nothing but grain. `hole`: height x width, 0 = observed. */
export function findFlatPatches(image: ImageTensor, hole: Uint8Array): FlatPatch[] {
  const { width, height } = image;
  const isObserved = observedSquares(hole, width, height);
  const patches: FlatPatch[] = [];
  for (let y = 0; y + patchSide <= height; y += patchStride) {
    for (let x = 0; x + patchSide <= width; x += patchStride) {
      if (!isObserved(x - guardPx, y - guardPx, patchSide + 2 * guardPx)) continue;
      const patch = describePatch(image, x, y);
      if (patch) patches.push(patch);
    }
  }
  return patches;
}

function describePatch(image: ImageTensor, x: number, y: number): FlatPatch | undefined {
  const { channels, height, width, data } = image;
  const luma = new Float64Array(patchSide * patchSide);
  const residuals: Float64Array[] = [];
  let clipped = 0;
  for (let channel = 0; channel < channels; channel++) {
    const residual = new Float64Array(patchSide * patchSide);
    for (let row = 0; row < patchSide; row++) {
      const start = (channel * height + y + row) * width + x;
      for (let column = 0; column < patchSide; column++) {
        const value = data[start + column]!;
        residual[row * patchSide + column] = value;
        luma[row * patchSide + column]! += value / channels;
        if (Math.abs(value) > clippedLevel) clipped++;
      }
    }
    residuals.push(residual);
  }
  if (clipped > clippedFraction * channels * luma.length) return undefined;
  const mean = removeSlope(luma);
  if (!looksLikeGrain(luma)) return undefined;
  for (const residual of residuals) {
    removeSlope(residual);
    if (covariance(residual, residual, 0, 0) < leastVariance) return undefined;
  }
  return { luma: mean, variance: covariance(luma, luma, 0, 0), residuals };
}

/** Takes mean and slope off a square, in place, and returns the mean. */
function removeSlope(values: Float64Array): number {
  const middle = (patchSide - 1) / 2;
  let sum = 0;
  let sumX = 0;
  let sumY = 0;
  for (let index = 0; index < values.length; index++) {
    sum += values[index]!;
    sumX += values[index]! * ((index % patchSide) - middle);
    sumY += values[index]! * (Math.floor(index / patchSide) - middle);
  }
  const count = values.length;
  const mean = sum / count;
  const spread = (count * (patchSide * patchSide - 1)) / 12;
  for (let index = 0; index < values.length; index++) {
    const alongX = sumX * ((index % patchSide) - middle);
    const alongY = sumY * (Math.floor(index / patchSide) - middle);
    values[index]! -= mean + (alongX + alongY) / spread;
  }
  return mean;
}

function looksLikeGrain(residual: Float64Array): boolean {
  const variance = covariance(residual, residual, 0, 0);
  if (variance < leastVariance) return false;
  const correlation = (dx: number, dy: number) => covariance(residual, residual, dx, dy) / variance;
  const fourth = residual.reduce((sum, value) => sum + value ** 4, 0) / residual.length;
  const kurtosis = fourth / variance ** 2;
  return (
    kurtosis > grainKurtosis.min &&
    kurtosis < grainKurtosis.max &&
    (correlation(3, 0) + correlation(0, 3)) / 2 < longCorrelation &&
    Math.abs(correlation(1, 0) - correlation(0, 1)) < grainAnisotropy &&
    repeatPx.every((lag) => Math.abs(correlation(lag, 0)) < repeatCorrelation) &&
    repeatPx.every((lag) => Math.abs(correlation(0, lag)) < repeatCorrelation)
  );
}

/** Mean of a(p) b(p + lag) over the pairs that a square holds. */
export function covariance(a: Float64Array, b: Float64Array, lagX: number, lagY: number): number {
  const fromX = Math.max(0, -lagX);
  const toX = patchSide - Math.max(0, lagX);
  const fromY = Math.max(0, -lagY);
  const toY = patchSide - Math.max(0, lagY);
  const shift = lagY * patchSide + lagX;
  let sum = 0;
  for (let y = fromY; y < toY; y++) {
    for (let index = y * patchSide + fromX; index < y * patchSide + toX; index++) {
      sum += a[index]! * b[index + shift]!;
    }
  }
  return sum / ((toX - fromX) * (toY - fromY));
}

/** Tells whether a square, as far as it lies in the image, is free of the hole; by a table of sums. */
function observedSquares(hole: Uint8Array, width: number, height: number) {
  const stride = width + 1;
  const sums = new Uint32Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let rowSum = 0;
    for (let x = 0; x < width; x++) {
      rowSum += hole[y * width + x] === 0 ? 0 : 1;
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + rowSum;
    }
  }
  return (x: number, y: number, side: number) => {
    const left = Math.max(0, x);
    const top = Math.max(0, y);
    const right = Math.min(width, x + side);
    const bottom = Math.min(height, y + side);
    const at = (row: number, column: number) => sums[row * stride + column]!;
    return at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left) === 0;
  };
}
