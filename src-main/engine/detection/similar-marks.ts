import type { Candidate } from './candidates';
import type { LumaLevel } from './luma-pyramid';
import type { Proposal } from './proposal';

/** How far what is like a mark may be from it: ratios, and for lines the angle between them in radians. */
const widthRatio = 1.7;
const contrastRatio = 2;
const sizeRatio = 2;
const largestTurn = 0.35;
/** What is bent more has no direction to compare. */
const largestBend = 0.1;

/** Less of a candidate in a place, and it is something else that only reaches into it. */
const leastShareInside = 0.5;

/** The candidate that most of a place consists of. */
export function findExample(
  proposals: readonly Proposal[],
  runs: Int32Array,
  full: Pick<LumaLevel, 'width' | 'height'>,
): Proposal | undefined {
  const place = new Uint8Array(full.width * full.height);
  for (let i = 0; i < runs.length; i += 3) {
    const start = runs[i]! * full.width;
    place.fill(1, start + runs[i + 1]!, start + runs[i + 2]!);
  }
  let best: Proposal | undefined;
  let mostInside = 0;
  for (const proposal of proposals) {
    if (!proposal.candidate) continue;
    const inside = countInside(proposal.candidate, place, full.width);
    if (inside.share < leastShareInside || inside.lengthPx <= mostInside) continue;
    best = proposal;
    mostInside = inside.lengthPx;
  }
  return best;
}

/** Which share of a candidate's points lies in a place, and about how many pixels of the photo along it that is. */
function countInside(candidate: Candidate, place: Uint8Array, width: number) {
  const { level, facts } = candidate;
  let inside = 0;
  let count = 0;
  const look = (x: number, y: number) => {
    const px = Math.floor((x + 0.5) * level.scale);
    const py = Math.floor((y + 0.5) * level.scale);
    inside += place[py * width + px] ?? 0;
    count++;
  };
  if (candidate.kind === 'line') {
    const { line } = candidate;
    for (let i = 0; i < line.count; i++) look(line.x[i]!, line.y[i]!);
  } else {
    for (const index of candidate.blob.pixels) {
      look(index % level.width, Math.floor(index / level.width));
    }
  }
  const share = inside / Math.max(1, count);
  return { share, lengthPx: share * facts.lengthPx * level.scale };
}

/** True where two candidates look as if they came from the same cause: one brush, one edge that scraped, one kind of dust. */
export function areAlike(a: Proposal, b: Proposal): boolean {
  if (!a.candidate || !b.candidate || a.facts.polarity !== b.facts.polarity) return false;
  if (!isWithin(widthRatio, a.facts.widthPx, b.facts.widthPx)) return false;
  if (!isWithin(contrastRatio, a.candidate.facts.contrast, b.candidate.facts.contrast))
    return false;
  if (a.candidate.kind === 'blob' || b.candidate.kind === 'blob') {
    if (a.candidate.kind !== b.candidate.kind) return false;
    return isWithin(sizeRatio, a.facts.lengthPx, b.facts.lengthPx);
  }
  return runsLike(a.candidate, b.candidate);
}

function isWithin(ratio: number, a: number, b: number): boolean {
  return a <= ratio * b && b <= ratio * a;
}

/** Straight lines are alike in one direction only; hairs lie in any. */
function runsLike(a: Candidate & { kind: 'line' }, b: Candidate & { kind: 'line' }): boolean {
  const isBent = a.facts.bend > largestBend;
  if (isBent !== b.facts.bend > largestBend) return false;
  if (isBent) return true;
  const turn = Math.abs(directionOfChord(a) - directionOfChord(b)) % Math.PI;
  return Math.min(turn, Math.PI - turn) <= largestTurn;
}

function directionOfChord({ line: { x, y, count } }: Candidate & { kind: 'line' }): number {
  return Math.atan2(y[count - 1]! - y[0]!, x[count - 1]! - x[0]!);
}
