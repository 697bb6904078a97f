import { jpegTables, type JpegTables } from '../../engine/operators/jpeg-tables';

/**
 * The quality, 1..100 on libjpeg's scale, whose tables are as fine as the ones given (64 values each, any order). Where
 * luminance and chrominance differ the finer one counts, so that saving at this quality never coarsens either.
 */
export function estimateJpegQuality(
  luminance: ArrayLike<number>,
  chrominance?: ArrayLike<number>,
): number {
  const estimates = [finestQuality('luminance', sum(luminance))];
  if (chrominance) estimates.push(finestQuality('chrominance', sum(chrominance)));
  return Math.max(...estimates);
}

/** The usual encoders' coarsest quality whose table sums to no more than `wantedSum`. */
function finestQuality(table: keyof JpegTables, wantedSum: number): number {
  for (let quality = 1; quality <= 100; quality += 1) {
    if (sum(jpegTables(quality)[table]) <= wantedSum) return quality;
  }
  return 100;
}

function sum(table: ArrayLike<number>): number {
  return Array.from(table).reduce((total, value) => total + value, 0);
}
