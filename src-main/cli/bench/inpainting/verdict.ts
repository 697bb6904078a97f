import type { BenchKind } from './cases';
import { classicalMethods } from './published-classical';
import type { Score } from './score';

/** Least texture at which a lead in PSNR counts: above it a repair does not look smeared. */
const leastTextureFraction = 0.3;
/** PSNR within which two methods count as equal. */
const equalPsnrDb = 0.1;
/** Lead in texture that counts at equal PSNR. */
const leastTextureRatio = 2;

/** Whether a score is ahead of the classical methods, and why, in words. */
export interface Verdict {
  readonly isAhead: boolean;
  readonly reason: string;
}

/**
 * Ahead of a classical method means: more PSNR at a texture of 0.3 or more, or at least twice its texture at equal PSNR (within
 * 0.1 dB). Ahead means: of every one of them, since the best in PSNR, a membrane, has hardly any texture to be compared with.
 * The reason is told by that best one.
 */
export function judge(kind: BenchKind, score: Score): Verdict {
  const opponents = classicalMethods
    .map(({ name, scores }) => ({ name, score: scores[kind] }))
    .sort((a, b) => b.score.psnrDb - a.score.psnrDb);
  return {
    isAhead: opponents.every((opponent) => isAheadOf(opponent.score, score)),
    reason: compare(opponents[0]!, score),
  };
}

function isAheadOf(opponent: Score, { psnrDb, textureFraction }: Score): boolean {
  const lead = psnrDb - opponent.psnrDb;
  const ratio = textureFraction / opponent.textureFraction;
  const hasTexture = textureFraction >= leastTextureFraction;
  const isEqual = Math.abs(lead) <= equalPsnrDb;
  return (lead > 0 && hasTexture) || (isEqual && ratio >= leastTextureRatio);
}

/** The figures of a score beside those of a classical method, in words. */
function compare(
  { name, score }: { readonly name: string; readonly score: Score },
  { psnrDb, textureFraction }: Score,
): string {
  const lead = psnrDb - score.psnrDb;
  const ratio = textureFraction / score.textureFraction;
  return `${lead >= 0 ? '+' : ''}${lead.toFixed(2)} dB against ${name}, texture ${textureFraction.toFixed(2)} (${ratio.toFixed(1)} times its ${score.textureFraction.toFixed(2)})`;
}
