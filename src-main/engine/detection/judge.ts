import type { Candidate } from './candidates';
import { blobFeatures, lineFeatures } from './features';
import { logisticProbability } from './logistic';
import { blobModel, contextModel, lineModel } from './mark-model';

export interface JudgedCandidate {
  readonly candidate: Candidate;
  /** Probability that it is damage, 0..1. */
  readonly confidence: number;
}

/**
 * Judges each candidate by what was measured on it, then again in the light of the others: in a photo with sure damage a
 * doubtful scratch is more probable than in one without.
 */
export function judgeCandidates(candidates: readonly Candidate[]): JudgedCandidate[] {
  const alone = candidates.map(judgeAlone);
  const sure = alone.map((probability) => Math.max(0, 2 * probability - 1));
  const total = sure.reduce((sum, value) => sum + value, 0);
  return candidates.map((candidate, i) => {
    const { bias, own, others } = contextModel[candidate.kind];
    const probability = Math.min(1 - 1e-6, Math.max(1e-6, alone[i]!));
    const score =
      bias +
      own * Math.log(probability / (1 - probability)) +
      others * Math.log1p(Math.max(0, total - sure[i]!));
    return { candidate, confidence: 1 / (1 + Math.exp(-score)) };
  });
}

function judgeAlone(candidate: Candidate): number {
  return candidate.kind === 'line'
    ? logisticProbability(lineModel, lineFeatures(candidate.facts))
    : logisticProbability(blobModel, blobFeatures(candidate.facts));
}
