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
/** What part of a large masked area has to be damage, as far as can be told, to be believed. */
const leastRightShare = 0.8;

/**
 * The marks of a photo of which not too much is masked: the surest ones where much is surely damaged.
 * @param marks the most probable first
 * @returns undefined where most of what would be masked is not sure: noise, or a pattern taken for damage
 */
export function keepPlausible(
  marks: readonly FoundMark[],
  { width, height }: LumaLevel,
): FoundMark[] | undefined {
  const mostPixels = largestDamagedFraction * width * height;
  const proposed = marks.filter((mark) => !mark.isProbablyPicture);
  const pixels = proposed.reduce((sum, { pixelCount }) => sum + pixelCount, 0);
  if (pixels <= mostPixels) return [...marks];
  const right = proposed.reduce(
    (sum, { pixelCount, confidence }) => sum + confidence * pixelCount,
    0,
  );
  if (right < leastRightShare * pixels) return undefined;
  let kept = 0;
  return marks.filter(({ isProbablyPicture, pixelCount }) => {
    if (isProbablyPicture) return true;
    if (kept + pixelCount > mostPixels) return false;
    kept += pixelCount;
    return true;
  });
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
