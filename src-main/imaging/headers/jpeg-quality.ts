/** Quantisation values of the luminance table that Annex K.1 of ITU-T T.81 prints, in row order. */
const annexLuminance = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
  92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

/** Annex K.1's chrominance table; all but its first corner is 99. */
const annexChrominance = [
  17,
  18,
  24,
  47,
  99,
  99,
  99,
  99,
  18,
  21,
  26,
  66,
  99,
  99,
  99,
  99,
  24,
  26,
  56,
  99,
  99,
  99,
  99,
  99,
  47,
  66,
  99,
  99,
  99,
  99,
  99,
  99,
  ...Array<number>(32).fill(99),
];

/** Sum of the table that the usual encoders write at a quality of 1..100, without its clipped ends. */
function tableSum(annex: readonly number[], quality: number): number {
  const scale = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  return annex.reduce(
    (sum, value) => sum + Math.min(255, Math.max(1, Math.floor((value * scale + 50) / 100))),
    0,
  );
}

/**
 * The quality, 1..100 on libjpeg's scale, whose tables are as fine as the ones given (64 values each, any order). Where
 * luminance and chrominance differ the finer one counts, so that saving at this quality never coarsens either.
 */
export function estimateJpegQuality(
  luminance: ArrayLike<number>,
  chrominance?: ArrayLike<number>,
): number {
  const estimates = [finestQuality(annexLuminance, sum(luminance))];
  if (chrominance) estimates.push(finestQuality(annexChrominance, sum(chrominance)));
  return Math.max(...estimates);
}

function finestQuality(annex: readonly number[], wantedSum: number): number {
  for (let quality = 1; quality <= 100; quality += 1) {
    if (tableSum(annex, quality) <= wantedSum) return quality;
  }
  return 100;
}

function sum(table: ArrayLike<number>): number {
  return Array.from(table).reduce((total, value) => total + value, 0);
}
