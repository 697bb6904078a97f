import type { FoundMark } from './found-mark';
import type { LumaLevel } from './luma-pyramid';
import type { LumaStatistics } from './luma-statistics';
import type { Proposal } from './proposal';

/** A scanned page has grain; it is mostly paper, and what stands on it is dark and mostly lines. */
const paperFractionOfPages = 0.6;
const lineShare = 0.5;
const lineElongation = 5;
/** Photographs have grain, even where they are white; pages that were drawn or written on a computer have not. */
const drawnFlatFraction = 0.5;
/** What is probable enough to count, and how many such things a page has, whatever the sensitivity. */
const probable = 0.45;
const manyProposals = 12;
const largestDamagedFraction = 0.15;

/** True where more would be masked than a photo loses: noise, a pattern taken for damage, or a sensitivity that is too high. */
export function isMostlyMasked(marks: readonly FoundMark[], { width, height }: LumaLevel): boolean {
  const proposed = marks.filter((mark) => !mark.isProbablyPicture);
  const damaged = proposed.reduce((sum, mark) => sum + mark.pixelCount, 0);
  return damaged > largestDamagedFraction * width * height;
}

/** True where this is hardly a damaged photograph but a text, a screenshot or a drawing. */
export function isPage(
  proposals: readonly Proposal[],
  { flatFraction, paperFraction }: LumaStatistics,
): boolean {
  const likely = proposals.filter(({ facts }) => facts.confidence >= probable);
  if (likely.length < manyProposals) return false;
  if (flatFraction > drawnFlatFraction) return true;
  const drawn = likely.filter(isDarkLine).length;
  return paperFraction > paperFractionOfPages && drawn >= lineShare * likely.length;
}

function isDarkLine({ facts: { polarity, lengthPx, widthPx } }: Proposal): boolean {
  return polarity === 'darker' && lengthPx > lineElongation * widthPx;
}
