import { blobTrees } from './blob-trees';
import { probabilityOf, treeScore } from './boosted-trees';
import type { Candidate } from './candidates';
import { blobFeatures, lineFeatures } from './features';
import { lineTrees } from './line-trees';

export interface JudgedCandidate {
  readonly candidate: Candidate;
  /** Probability that it is damage, 0..1. */
  readonly confidence: number;
}

/** Fitted with the trees (scripts/fit-detector-trees.mjs): weights of a candidate's own log odds, and of its company. */
const companyWeights = {
  line: { bias: 1.307, own: 0.826, sure: 0.29, share: 0.842 },
  blob: { bias: 0.787, own: 0.706, sure: 0.463, share: 0.709 },
} as const;
/** More sure damage than this says nothing more about the rest; in a large scan some of it is a mistake. */
const mostSure = 12;
const leastProbable = 0.25;

/**
 * Judges each candidate by what was measured on it, then again in the light of the others: in a photo with sure damage, or
 * in which a good share of the candidates is probable, a doubtful scratch is more probable than in one without.
 */
export function judgeCandidates(candidates: readonly Candidate[]): JudgedCandidate[] {
  const scores = candidates.map(scoreAlone);
  const alone = scores.map(probabilityOf);
  const totalSure = sum(alone.map(sureness));
  const totalProbable = sum(alone.map(countProbable));
  return candidates.map((candidate, i) => {
    const { bias, own, sure, share } = companyWeights[candidate.kind];
    const otherSure = Math.max(0, totalSure - sureness(alone[i]!));
    const otherProbable = Math.max(0, totalProbable - countProbable(alone[i]!));
    const score =
      bias +
      own * scores[i]! +
      sure * Math.log1p(Math.min(mostSure, otherSure)) +
      share * Math.log((otherProbable + 0.3) / (candidates.length + 10));
    return { candidate, confidence: probabilityOf(score) };
  });
}

const sureness = (probability: number) => Math.max(0, 2 * probability - 1);
const countProbable = (probability: number) => (probability > leastProbable ? probability : 0);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function scoreAlone(candidate: Candidate): number {
  return candidate.kind === 'line'
    ? treeScore(lineTrees, lineFeatures(candidate.facts))
    : treeScore(blobTrees, blobFeatures(candidate.facts));
}
