import type { TakeBreath } from './breath';
import type { FoundMark } from './found-mark';
import type { GrownProposal, GrownProposals } from './grow-proposals';
import type { LumaLevel } from './luma-pyramid';
import { boundsOfRuns, countRunPixels } from './pixel-runs';
import type { Proposal } from './proposal';
import type { BarKeeper } from './sensitivity';

/** Things shown as parts of the picture; more than these would only be in the way. */
const mostPictureMarks = 12;
/** What is less probable is neither damage nor like it. */
const smallestPictureConfidence = 0.2;
/** A candidate of which this share lies under better marks is one of them, seen at another size or in pieces. */
const duplicateShare = 0.5;
const mostMarks = 5000;

/** The pixels of the photo that marks hold already. */
export class TakenPixels {
  private readonly width: number;
  private readonly taken: Uint8Array;

  constructor({ width, height }: Pick<LumaLevel, 'width' | 'height'>) {
    this.width = width;
    this.taken = new Uint8Array(width * height);
  }

  take(runs: Int32Array): void {
    for (let i = 0; i < runs.length; i += 3) {
      const start = runs[i]! * this.width;
      this.taken.fill(1, start + runs[i + 1]!, start + runs[i + 2]!);
    }
  }

  holds({ core }: GrownProposal): boolean {
    let known = 0;
    for (const index of core) known += this.taken[index]!;
    return known >= duplicateShare * core.length;
  }
}

/**
 * Makes marks of what reaches the bar, and some of what rather belongs to the picture; each damaged place once.
 * @param proposals the most probable first
 * @param taken what is held already; what is made is added
 */
export async function makeMarks(
  proposals: readonly Proposal[],
  keeper: BarKeeper,
  taken: TakenPixels,
  grown: GrownProposals,
  breathe: TakeBreath,
): Promise<FoundMark[]> {
  const marks: FoundMark[] = [];
  let pictureMarks = 0;
  for (const proposal of proposals) {
    const { areaFraction, facts } = proposal;
    const { confidence } = facts;
    if (marks.length >= mostMarks || confidence < smallestPictureConfidence) break;
    const isProbablyPicture = !keeper.reaches(confidence, areaFraction);
    if (isProbablyPicture) {
      if (proposal.pictureReasons.length === 0 || pictureMarks >= mostPictureMarks) continue;
    }
    const place = grown.of(proposal);
    if (taken.holds(place)) continue;
    taken.take(place.runs);
    if (isProbablyPicture) pictureMarks++;
    else keeper.take(confidence, areaFraction);
    marks.push(describeMark(proposal, place, isProbablyPicture));
    await breathe();
  }
  return marks;
}

/** A proposal as a mark. */
export function describeMark(
  { id, facts, pictureReasons }: Proposal,
  { runs }: GrownProposal,
  isProbablyPicture: boolean,
): FoundMark {
  return {
    id,
    ...facts,
    reasons: isProbablyPicture ? pictureReasons : facts.reasons,
    isProbablyPicture,
    bounds: boundsOfRuns(runs),
    pixelCount: countRunPixels(runs),
    runs,
  };
}
