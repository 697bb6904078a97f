import type { FoundMark } from './found-mark';
import type { LumaLevel } from './luma-pyramid';
import type { LumaStatistics } from './luma-statistics';

/** A scanned page has grain, too; it is mostly paper, and what stands on it is dark and mostly lines. */
const paperFractionOfPages = 0.6;
const lineShare = 0.5;
const lineElongation = 5;
/** Photographs have grain, even where they are white; pages that were drawn or written have not. */
const drawnFlatFraction = 0.5;
const manyMarks = 12;
const largestDamagedFraction = 0.15;

/** True where so much was found that this is hardly a damaged photograph but a text, a screenshot, a drawing or noise. */
export function isImplausible(
  marks: readonly FoundMark[],
  { width, height }: LumaLevel,
  { flatFraction, paperFraction }: LumaStatistics,
): boolean {
  const proposed = marks.filter((mark) => !mark.isProbablyPicture);
  const damaged = proposed.reduce((sum, mark) => sum + mark.pixelCount, 0);
  if (damaged > largestDamagedFraction * width * height) return true;
  if (proposed.length < manyMarks) return false;
  if (flatFraction > drawnFlatFraction) return true;
  const drawn = proposed.filter(isDarkLine).length;
  return paperFraction > paperFractionOfPages && drawn >= lineShare * proposed.length;
}

function isDarkLine({ polarity, lengthPx, widthPx }: FoundMark): boolean {
  return polarity === 'darker' && lengthPx > lineElongation * widthPx;
}
