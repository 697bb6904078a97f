import type { Candidate } from './candidates';
import type { TakeBreath } from './breath';
import type { FoundMark } from './found-mark';
import { judgeCandidates } from './judge';
import type { LumaLevel } from './luma-pyramid';
import { boundsOfRuns, countRunPixels, runsOfPixels } from './pixel-runs';
import { proposeCandidate, proposeCorner, type Proposal } from './proposal';
import type { ProposalBar } from './sensitivity';
import { growToSkirt } from './skirt';
import { findTornCorners } from './torn-corners';

/** Things shown as parts of the picture; more than these would only be in the way. */
const mostPictureMarks = 12;
const smallestPictureConfidence = 0.2;
/** A candidate of which this share lies under better marks is one of them, seen at another size or in pieces. */
const duplicateShare = 0.5;
const mostMarks = 5000;

/**
 * Makes marks of what is probable enough, the most probable first, each damaged place once.
 * @param levels the photo at all sizes, the full one first
 * @param bar what a mark needs to be proposed
 */
export async function makeMarks(
  candidates: readonly Candidate[],
  levels: readonly LumaLevel[],
  bar: ProposalBar,
  breathe: TakeBreath,
): Promise<FoundMark[]> {
  const proposals = proposeMarks(candidates, levels, bar);
  const taken = new Uint8Array(levels[0]!.width * levels[0]!.height);
  const marks: FoundMark[] = [];
  let pictureMarks = 0;
  for (const proposal of proposals) {
    const { isProbablyPicture } = proposal.facts;
    if (marks.length >= mostMarks) break;
    if (isProbablyPicture && pictureMarks >= mostPictureMarks) continue;
    const runs = growProposal(proposal, levels[0]!, taken);
    if (!runs) continue;
    if (isProbablyPicture) pictureMarks++;
    marks.push({
      id: `found-${marks.length + 1}`,
      ...proposal.facts,
      bounds: boundsOfRuns(runs),
      pixelCount: countRunPixels(runs),
      runs,
    });
    await breathe();
  }
  return marks;
}

function proposeMarks(
  candidates: readonly Candidate[],
  levels: readonly LumaLevel[],
  bar: ProposalBar,
): Proposal[] {
  const lowest = Math.min(bar.confidence, smallestPictureConfidence);
  const judged = judgeCandidates(candidates).filter(({ confidence }) => confidence >= lowest);
  const corners = findTornCorners(levels).map(proposeCorner);
  return [...corners, ...judged.map((candidate) => proposeCandidate(candidate, levels, bar))]
    .filter((proposal) => proposal !== undefined)
    .filter(({ facts }) => facts.isProbablyPicture || facts.confidence >= bar.confidence)
    .sort((a, b) => b.facts.confidence - a.facts.confidence);
}

/** Runs of the grown mark in the full photo; undefined where better marks hold it already. */
function growProposal(
  proposal: Proposal,
  full: LumaLevel,
  taken: Uint8Array,
): Int32Array<ArrayBuffer> | undefined {
  const shape = proposal.shape();
  const { core, level } = shape;
  const toFull = (index: number) =>
    (Math.floor(index / level.width) * full.width + (index % level.width)) * level.scale;
  const known = core.filter((index) => taken[toFull(index)] === 1).length;
  if (core.length === 0 || known >= duplicateShare * core.length) return undefined;
  const runs = runsOfPixels(growToSkirt(shape), level, full);
  for (let i = 0; i < runs.length; i += 3) {
    taken.fill(1, runs[i]! * full.width + runs[i + 1]!, runs[i]! * full.width + runs[i + 2]!);
  }
  return runs;
}
