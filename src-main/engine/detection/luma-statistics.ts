import { storedWhite, type LumaLevel } from './luma-pyramid';

const binCount = 256;
const darkestPaperBin = 190;
const paperReachBins = 12;

/** How the luma of a whole photo is spread. */
export class LumaStatistics {
  private readonly cumulative: Float64Array;
  /**
   * How soft the picture's own sharpest edges are: their difference over 1 px as a share of that over 4 px; near 1 for a
   * drawing, .3 for a soft print.
   */
  readonly edgeSharpness: number;
  /** Share of pixels that equal all four pixels after them in the row: drawings and screenshots are mostly such. */
  readonly flatFraction: number;
  /** Share of pixels about as bright as the most usual bright luma: most of a page that was written or drawn on is paper. */
  readonly paperFraction: number;

  constructor(level: LumaLevel) {
    const { data, width } = level;
    const counts = new Float64Array(binCount);
    const near = new Float64Array(binCount);
    const far = new Float64Array(binCount);
    let flat = 0;
    let total = 0;
    for (let i = 0; i + 4 < data.length; i++) {
      counts[data[i]! >> 8]!++;
      if ((i % width) + 4 >= width) continue;
      total++;
      near[Math.abs(data[i]! - data[i + 1]!) >> 8]!++;
      far[Math.abs(data[i]! - data[i + 4]!) >> 8]!++;
      const value = data[i]!;
      const isFlat =
        value === data[i + 1] &&
        value === data[i + 2] &&
        value === data[i + 3] &&
        value === data[i + 4];
      if (isFlat) flat++;
    }
    this.paperFraction = findPaper(counts);
    this.cumulative = accumulate(counts);
    const strong = (bins: Float64Array) => quantile(accumulate(bins), 0.995) + 1;
    this.edgeSharpness = total === 0 ? 1 : strong(near) / strong(far);
    this.flatFraction = total === 0 ? 0 : flat / total;
  }

  /** The luma in 0..1 that this share of the photo's pixels is at most as bright as. */
  lumaAt(fraction: number): number {
    return (quantile(this.cumulative, fraction) + 0.5) / binCount;
  }

  /** Share of the photo's pixels that are darker than a luma of 0..1. */
  darkerFraction(luma: number): number {
    const bin = Math.max(0, Math.min(binCount - 1, Math.floor((luma * storedWhite) / 256)));
    return bin === 0 ? 0 : this.cumulative[bin - 1]!;
  }
}

/** The largest share of bins that paper of one brightness, with a scanner's noise, falls into. */
function findPaper(counts: Float64Array): number {
  let total = 0;
  for (const count of counts) total += count;
  let most = 0;
  for (let middle = darkestPaperBin; middle < binCount; middle++) {
    let sum = 0;
    for (let bin = middle - paperReachBins; bin <= middle + paperReachBins; bin++) {
      sum += counts[bin] ?? 0;
    }
    most = Math.max(most, sum);
  }
  return most / Math.max(1, total);
}

/** Running sums as shares of the whole. */
function accumulate(counts: Float64Array): Float64Array {
  let total = 0;
  for (const count of counts) total += count;
  let sum = 0;
  return counts.map((count) => (sum += count) / Math.max(1, total));
}

function quantile(cumulative: Float64Array, fraction: number): number {
  const index = cumulative.findIndex((value) => value >= fraction);
  return index === -1 ? cumulative.length - 1 : index;
}
