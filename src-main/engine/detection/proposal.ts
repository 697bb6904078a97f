import { coreOf } from './candidate-core';
import type { Candidate } from './candidates';
import { classOf, pictureReasonsFor, reasonsFor } from './classify';
import type { FoundMark } from './found-mark';
import type { LumaLevel } from './luma-pyramid';
import type { SkirtRequest } from './skirt';
import type { TornCorner } from './torn-corners';

/** What may become a mark, whatever the sensitivity. */
export interface Proposal {
  /** The same in every search of a photo, and in what is shown of it on the way. */
  readonly id: string;
  readonly facts: Pick<
    FoundMark,
    'class' | 'confidence' | 'polarity' | 'lengthPx' | 'widthPx' | 'reasons'
  >;
  /** Why it may rather belong to the picture; nothing where nothing speaks for that. */
  readonly pictureReasons: FoundMark['reasons'];
  /** About which share of the photo it will cover, its skirt included. */
  readonly areaFraction: number;
  /** Undefined for a missing corner. */
  readonly candidate: Candidate | undefined;
  /** Costs time; asked for when it is the proposal's turn. */
  readonly shape: () => SkirtRequest;
}

/** Damage up to this width is masked at the photo's full size. */
const widestFullSizePx = 12;
/** Below this the corner of a photo that is dark for a reason would be taken for a missing one. */
const sharpFraction = 0.8;
const rimmedFraction = 0.2;

/** @param levels the photo at all sizes, the full one first */
export function proposeCandidate(
  candidate: Candidate,
  confidence: number,
  levels: readonly LumaLevel[],
  id: string,
): Proposal {
  const { scale } = candidate.level;
  const { isDark, lengthPx, widthPx } = candidate.facts;
  return {
    id,
    facts: {
      class: classOf(candidate),
      confidence,
      polarity: isDark ? 'darker' : 'brighter',
      lengthPx: lengthPx * scale,
      widthPx: widthPx * scale,
      reasons: reasonsFor(candidate),
    },
    pictureReasons: pictureReasonsFor(candidate),
    areaFraction: areaFractionOf(candidate, levels[0]!),
    candidate,
    shape() {
      // As fine as its width allows: a pixel of the mask's rim is then a small part of it.
      const finest = widthPx * scale <= widestFullSizePx ? 1 : Math.max(1, scale / 2);
      const level = levels.find((other) => other.scale === finest)!;
      const core = coreOf(candidate, level);
      return { level, core, ...extentOf(candidate, scale / level.scale), isDark };
    },
  };
}

function areaFractionOf(candidate: Candidate, full: LumaLevel): number {
  const { scale } = candidate.level;
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
export function proposeCorner(corner: TornCorner, id: string): Proposal | undefined {
  const { level, pixels, rimFraction, stepFraction, isDark } = corner;
  const isRimmed = rimFraction >= rimmedFraction;
  if (stepFraction < sharpFraction || !(isDark || isRimmed)) return undefined;
  const sidePx = Math.sqrt(pixels.length) * level.scale;
  return {
    id,
    facts: {
      class: 'tear',
      confidence: isRimmed ? 0.98 : 0.96,
      polarity: isDark ? 'darker' : 'brighter',
      lengthPx: sidePx,
      widthPx: sidePx,
      reasons: isRimmed ? ['reachesEdge', 'paperColour'] : ['reachesEdge', 'sharperThanPicture'],
    },
    pictureReasons: [],
    // A corner is never too large to be proposed.
    areaFraction: 0,
    candidate: undefined,
    // The rim is brighter than what it was torn from, whatever shows in the hole.
    shape: () => ({ level, core: pixels, bodyPx: 2, reachPx: 8, isDark: false }),
  };
}
