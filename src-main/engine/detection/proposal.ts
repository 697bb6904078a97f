import { coreOf } from './candidate-core';
import type { Candidate } from './candidates';
import { classOf, pictureReasonsFor, reasonsFor } from './classify';
import type { FoundMark } from './found-mark';
import type { JudgedCandidate } from './judge';
import type { LumaLevel } from './luma-pyramid';
import { reachesBar, type ProposalBar } from './sensitivity';
import type { SkirtRequest } from './skirt';
import type { TornCorner } from './torn-corners';

/** A mark that is not yet grown. */
export interface Proposal {
  readonly facts: Pick<
    FoundMark,
    'class' | 'confidence' | 'polarity' | 'lengthPx' | 'widthPx' | 'reasons' | 'isProbablyPicture'
  >;
  /** Costs time; asked for when it is the proposal's turn. */
  readonly shape: () => SkirtRequest;
}

/** Damage up to this width is masked at the photo's full size. */
const widestFullSizePx = 12;
/** Below this the corner of a photo that is dark for a reason would be taken for a missing one. */
const sharpFraction = 0.8;
const rimmedFraction = 0.2;

/**
 * Proposes a candidate: as damage if its confidence reaches the bar, as a part of the picture if something speaks for that.
 * @param levels the photo at all sizes, the full one first
 */
export function proposeCandidate(
  { candidate, confidence }: JudgedCandidate,
  levels: readonly LumaLevel[],
  bar: ProposalBar,
): Proposal | undefined {
  const isProbablyPicture = !reachesBar(bar, confidence, areaFraction(candidate, levels[0]!));
  const reasons = isProbablyPicture ? pictureReasonsFor(candidate) : reasonsFor(candidate);
  if (reasons.length === 0) return undefined;
  const { scale } = candidate.evidence.level;
  const { isDark, lengthPx, widthPx } = candidate.facts;
  return {
    facts: {
      class: classOf(candidate),
      confidence,
      polarity: isDark ? 'darker' : 'brighter',
      lengthPx: lengthPx * scale,
      widthPx: widthPx * scale,
      reasons,
      isProbablyPicture,
    },
    shape() {
      // As fine as its width allows: a pixel of the mask's rim is then a small part of it.
      const finest = widthPx * scale <= widestFullSizePx ? 1 : Math.max(1, scale / 2);
      const level = levels.find((other) => other.scale === finest)!;
      const core = coreOf(candidate, level);
      return { level, core, ...extentOf(candidate, scale / level.scale), isDark };
    },
  };
}

/** About which share of the photo a mark of the candidate will cover, its skirt included. */
function areaFraction(candidate: Candidate, full: LumaLevel): number {
  const { scale } = candidate.evidence.level;
  const { lengthPx, widthPx } = candidate.facts;
  const pixels =
    candidate.kind === 'line' ? lengthPx * (widthPx + 2) : (lengthPx + 2) * (widthPx + 2);
  return (pixels * scale * scale) / (full.width * full.height);
}

/** A line's core is its middle; a blob's is all of it but its soft rim. */
function extentOf({ kind, facts: { widthPx } }: Candidate, ratio: number) {
  const halfWidthPx = (widthPx / 2) * ratio;
  return kind === 'line'
    ? {
        bodyPx: Math.max(0, Math.floor(0.7 * halfWidthPx - ratio / 2)),
        reachPx: Math.ceil(1.5 * halfWidthPx + 2),
      }
    : { bodyPx: 0, reachPx: Math.ceil(0.5 * halfWidthPx + 2) };
}

/** Proposes a missing corner where a torn rim or a sharp end speaks for it; its mask takes the rim in. */
export function proposeCorner(corner: TornCorner): Proposal | undefined {
  const { level, pixels, rimFraction, stepFraction, isDark } = corner;
  const isRimmed = rimFraction >= rimmedFraction;
  if (stepFraction < sharpFraction || !(isDark || isRimmed)) return undefined;
  const sidePx = Math.sqrt(pixels.length) * level.scale;
  return {
    facts: {
      class: 'tear',
      confidence: isRimmed ? 0.98 : 0.96,
      polarity: isDark ? 'darker' : 'brighter',
      lengthPx: sidePx,
      widthPx: sidePx,
      reasons: isRimmed ? ['reachesEdge', 'paperColour'] : ['reachesEdge', 'sharperThanPicture'],
      isProbablyPicture: false,
    },
    // The rim is brighter than what it was torn from, whatever shows in the hole.
    shape: () => ({ level, core: pixels, bodyPx: 2, reachPx: 8, isDark: false }),
  };
}
