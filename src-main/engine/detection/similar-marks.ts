import type { Candidate } from './candidates';
import type { Proposal } from './proposal';

/** How far what is like a mark may be from it: ratios, and for lines the angle between them in radians. */
const widthRatio = 1.7;
const contrastRatio = 2;
const sizeRatio = 2;
const largestTurn = 0.35;
/** What is bent more has no direction to compare. */
const largestBend = 0.1;

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
