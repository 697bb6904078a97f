import type { FoundClass, FoundReason } from './found-mark';
import type { BlobFacts } from './blob-facts';
import type { Candidate } from './candidates';
import type { LineFacts } from './line-facts';

/** A bent thin thing is a hair, which lies on the print like dust; what runs across the print or to its edge is a fold. */
export function classOf(candidate: Candidate): FoundClass {
  const { facts } = candidate;
  if (candidate.kind === 'blob') return facts.lengthPx / facts.widthPx > 6 ? 'scratch' : 'dust';
  const { bend, edgeEnds, lengthFraction, widthPx } = candidate.facts;
  if (bend > 0.12 && lengthFraction < 0.2) return 'dust';
  const isFold = lengthFraction > 0.5 || (edgeEnds > 0 && lengthFraction > 0.12) || widthPx > 4;
  return isFold ? 'crease' : 'scratch';
}

/** Why a candidate is taken for damage, the strongest reason first. */
export function reasonsFor(candidate: Candidate): FoundReason[] {
  return candidate.kind === 'line' ? lineReasons(candidate.facts) : blobReasons(candidate.facts);
}

function lineReasons(facts: LineFacts): FoundReason[] {
  const reasons: FoundReason[] = [facts.isDark ? 'thinDarkLine' : 'thinBrightLine'];
  if (facts.edgeEnds > 0) reasons.push('reachesEdge');
  if (facts.lengthFraction > 0.3 && facts.bend < 0.03) reasons.push('straightAcrossPicture');
  if (!facts.isDark && facts.beyondFraction < 0.01) reasons.push('paperColour');
  if (facts.flankStep < 0.25) reasons.push('sameSurfaceBothSides');
  if (facts.sharpness > 1) reasons.push('sharperThanPicture');
  return reasons.slice(0, 3);
}

function blobReasons(facts: BlobFacts): FoundReason[] {
  const reasons: FoundReason[] = [facts.isDark ? 'darkSpeck' : 'brightSpeck'];
  if (!facts.isDark && facts.beyondFraction < 0.01) reasons.push('paperColour');
  if (facts.sharpness > 1) reasons.push('sharperThanPicture');
  if (facts.contrastToTexture > 6) reasons.push('sameSurfaceBothSides');
  return reasons.slice(0, 3);
}

/** Why a candidate that looks like damage rather belongs to the picture; nothing where no such reason was measured. */
export function pictureReasonsFor(candidate: Candidate): FoundReason[] {
  const { facts } = candidate;
  const reasons: FoundReason[] = [];
  if (candidate.kind === 'line') {
    const { parallels, otherLines, continuation, flankStep } = candidate.facts;
    if (parallels > 0.25 || otherLines > 1.5) reasons.push('repeatedPattern');
    if (continuation > 0.4 || flankStep > 0.4) reasons.push('followsPictureEdge');
  } else if (candidate.facts.crowding > 0.03) {
    reasons.push('repeatedPattern');
  }
  if (reasons.length === 0) return [];
  const isLine = candidate.kind === 'line';
  if (isLine) reasons.push(facts.isDark ? 'thinDarkLine' : 'thinBrightLine');
  else reasons.push(facts.isDark ? 'darkSpeck' : 'brightSpeck');
  return reasons.slice(0, 3);
}
