import type { TakeBreath } from './breath';
import { measureBlob, type BlobFacts } from './blob-facts';
import { followPath, type Centreline } from './centreline';
import { joinChains } from './chain-joining';
import type { Evidence } from './evidence';
import { measureLine, type LineFacts } from './line-facts';
import type { LumaLevel } from './luma-pyramid';
import type { LumaStatistics } from './luma-statistics';
import { linkRidges, type Chain } from './ridge-chains';
import { findBlobs, type Blob } from './speck-blobs';

/** A line that may be damage. */
export interface LineCandidate {
  readonly kind: 'line';
  readonly level: LumaLevel;
  readonly line: Centreline;
  readonly facts: LineFacts;
}

/** A compact place that may be damage. */
export interface BlobCandidate {
  readonly kind: 'blob';
  readonly level: LumaLevel;
  readonly blob: Blob;
  readonly facts: BlobFacts;
}

export type Candidate = LineCandidate | BlobCandidate;

/** Of each kind in one level; noise or foliage gives more, of which only the strongest are looked at. */
const mostCandidates = 6000;
const measuredPerTurn = 200;
const weakestLine = 110;
const smallestReducedBlob = 6;

/** Everything in one level that is line-like or speck-like enough to be measured. */
export async function collectCandidates(
  evidence: Evidence,
  statistics: LumaStatistics,
  breathe: TakeBreath,
): Promise<Candidate[]> {
  const { level } = evidence;
  const chains = joinChains(linkRidges(evidence))
    .filter((chain) => chainScore(chain) > weakestLine)
    .sort((a, b) => chainScore(b) - chainScore(a))
    .slice(0, mostCandidates);
  await breathe();
  const blobs = findBlobs(evidence).slice(0, mostCandidates);
  const candidates: Candidate[] = [];
  let measured = 0;
  const takeTurn = async () => {
    measured++;
    if (measured % measuredPerTurn !== 0) return;
    await breathe();
  };
  for (const chain of chains) {
    const line = followPath(chain.x, chain.y);
    const facts = measureLine(evidence, chain, line, statistics);
    if (isLineLike(facts)) candidates.push({ kind: 'line', level, line, facts });
    await takeTurn();
  }
  for (const blob of blobs) {
    const facts = measureBlob(evidence, blob, statistics);
    if (isSpeckLike(facts, level.scale)) candidates.push({ kind: 'blob', level, blob, facts });
    await takeTurn();
  }
  return candidates;
}

/** What no weighing of facts should have to decide: it must stand out of both sides. */
function isLineLike(facts: LineFacts): boolean {
  return (
    facts.contrast > 0.015 &&
    facts.coverage > 0.5 &&
    facts.flankStep < 1.2 &&
    facts.contrastToTexture > 1 &&
    facts.prominence > -1.5
  );
}

/** The same for specks and their ring; what is tiny in a reduced photo is seen better in a larger one. */
function isSpeckLike(facts: BlobFacts, scale: number): boolean {
  return (
    (scale === 1 || facts.pixelCount >= smallestReducedBlob) &&
    facts.contrast > 0.025 &&
    facts.contrastToTexture > 0.7 &&
    facts.prominence > -0.7 &&
    facts.ringStep < 1.5
  );
}

/** Evidence integrated along the line: its mean strength times the square root of its length (a contrario, T in sigmas). */
function chainScore({ strengthSum, x }: Chain): number {
  return strengthSum / Math.sqrt(x.length);
}
