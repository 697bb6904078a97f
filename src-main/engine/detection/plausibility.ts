import type { FoundMark } from './found-mark';
import type { LumaLevel } from './luma-pyramid';
import type { LumaStatistics } from './luma-statistics';

/** Photographs have grain, even where they are white; pages that were drawn or written have not. */
const drawnFlatFraction = 0.5;
const manyMarks = 12;
const largestDamagedFraction = 0.15;

/** True where so much was found that this is hardly a damaged photograph but a text, a screenshot, a drawing or noise. */
export function isImplausible(
  marks: readonly FoundMark[],
  { width, height }: LumaLevel,
  { flatFraction }: LumaStatistics,
): boolean {
  const proposed = marks.filter((mark) => !mark.isProbablyPicture);
  const damaged = proposed.reduce((sum, mark) => sum + mark.pixelCount, 0);
  if (damaged > largestDamagedFraction * width * height) return true;
  return flatFraction > drawnFlatFraction && proposed.length >= manyMarks;
}
