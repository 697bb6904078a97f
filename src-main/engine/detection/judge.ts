import { blobOpinionTrees } from './blob-opinion-trees';
import { blobTrees } from './blob-trees';
import { probabilityOf, treeScore } from './boosted-trees';
import type { Candidate } from './candidates';
import { measureClumping, type Ground, type Speck } from './clumping';
import { companyOf, scoreInCompany, type CompanyWeights } from './company';
import { measureContinuation, type LinePiece } from './continuation';
import { blobFeatures, lineFeatures, opinionFeatures } from './features';
import { lineOpinionTrees } from './line-opinion-trees';
import { lineTrees } from './line-trees';
import type { NetworkOpinion, NetworkOpinions } from './network-opinion';

export interface JudgedCandidate {
  readonly candidate: Candidate;
  /** Probability that it is damage, 0..1. */
  readonly confidence: number;
}

/** The network is asked about candidates whose log odds reach this: of the others, hardly any is damage. */
export const leastAskedScore = -3.5;

/** What the examples cannot teach, for they are crops: whole photos have ground to lie on. */
const clumpingWeight = 1.5;
/** Log odds for going on with what is surely damage; crops are too small for it as well. */
const continuationWeight = 0.8;
/** More bent than this, as a share of its chord, a line has no direction to go on in. */
const straightestBend = 0.06;

type Weights = Readonly<Record<Candidate['kind'], CompanyWeights>>;

/** Fitted with the trees (scripts/fit-detector-trees.mjs). */
const weightsAlone: Weights = {
  line: { bias: 1.307, own: 0.826, sure: 0.29, share: 0.842 },
  blob: { bias: 0.787, own: 0.706, sure: 0.463, share: 0.709 },
};
/** The same where the network was asked, fitted with its trees (scripts/fit-opinion-trees.mjs). */
const weightsWithNetwork: Weights = {
  line: { bias: 0.946, own: 0.689, sure: 0.361, share: 0.7 },
  blob: { bias: 0.48, own: 0.694, sure: 0.556, share: 0.7 },
};

/**
 * Judges each candidate by what was measured on it and by what a network says of it, then again in the light of the others:
 * in a photo with sure damage, or in which a good share of the candidates is probable, a doubtful scratch is more probable
 * than in one without.
 * Specks that keep to a part of the photo are less probable, lines that go on with sure damage more so.
 * @param opinions undefined where there is no network
 */
export function judgeCandidates(
  candidates: readonly Candidate[],
  ground: Ground,
  opinions?: NetworkOpinions,
): JudgedCandidate[] {
  const weights = opinions ? weightsWithNetwork : weightsAlone;
  const alone = candidates.map((candidate) => scoreWith(candidate, opinions?.get(candidate)));
  const clumping = measureClumping(specksOf(candidates, alone), ground);
  const scores = candidates.map(({ kind, facts }, i) =>
    kind === 'blob'
      ? alone[i]! - clumpingWeight * clumping[facts.isDark ? 'dark' : 'bright']
      : alone[i]!,
  );
  const company = companyOf(scores.map(probabilityOf));
  const inCompany = candidates.map((candidate, i) =>
    scoreInCompany(scores[i]!, company[i]!, weights[candidate.kind]),
  );
  const confidences = withContinuations(candidates, inCompany);
  return candidates.map((candidate, i) => ({ candidate, confidence: confidences[i]! }));
}

/** Probabilities of candidates with these log odds, where lines support those that they go on with. */
function withContinuations(candidates: readonly Candidate[], scores: readonly number[]): number[] {
  const pieces = candidates.map(pieceOf);
  const longerSidePx = candidates.reduce(
    (most, { level }) => Math.max(most, level.width * level.scale, level.height * level.scale),
    0,
  );
  let confidences = scores.map(probabilityOf);
  // More than once: what a sure piece has made sure supports the next one.
  for (let pass = 0; pass < 3; pass++) {
    const support = measureContinuation(pieces, confidences, longerSidePx);
    confidences = scores.map((score, i) => probabilityOf(score + continuationWeight * support[i]!));
  }
  return confidences;
}

function pieceOf(candidate: Candidate): LinePiece | undefined {
  if (candidate.kind === 'blob' || candidate.facts.bend > straightestBend) return undefined;
  const { line, level } = candidate;
  const last = line.count - 1;
  return {
    startX: line.x[0]! * level.scale,
    startY: line.y[0]! * level.scale,
    endX: line.x[last]! * level.scale,
    endY: line.y[last]! * level.scale,
    isDark: candidate.facts.isDark,
  };
}

function specksOf(candidates: readonly Candidate[], scores: readonly number[]): readonly Speck[] {
  return candidates.flatMap((candidate, i) => {
    if (candidate.kind === 'line') return [];
    const { width, height } = candidate.level;
    const middle = candidate.blob.pixels[candidate.blob.pixels.length >> 1]!;
    return [
      {
        x: (middle % width) / width,
        y: Math.floor(middle / width) / height,
        isDark: candidate.facts.isDark,
        probability: probabilityOf(scores[i]!),
      },
    ];
  });
}

/** Log odds by what was measured on the candidate alone. */
export function scoreAlone(candidate: Candidate): number {
  return treeScore(candidate.kind === 'line' ? lineTrees : blobTrees, featuresOf(candidate));
}

function scoreWith(candidate: Candidate, opinion: NetworkOpinion | undefined): number {
  const alone = scoreAlone(candidate);
  if (!opinion) return alone;
  const trees = candidate.kind === 'line' ? lineOpinionTrees : blobOpinionTrees;
  return treeScore(trees, opinionFeatures(alone, opinion, featuresOf(candidate)));
}

function featuresOf(candidate: Candidate): readonly number[] {
  return candidate.kind === 'line' ? lineFeatures(candidate.facts) : blobFeatures(candidate.facts);
}
