import type { BenchKind } from './cases';
import { bestClassical } from './published-classical';
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
 * Ahead means: more PSNR than the best classical method (that of highest PSNR) at a texture of 0.3 or more, or at least
 * twice its texture at equal PSNR (within 0.1 dB).
 */
export function judge(kind: BenchKind, { psnrDb, textureFraction }: Score): Verdict {
  const { name, score } = bestClassical(kind);
  const lead = psnrDb - score.psnrDb;
  const ratio = textureFraction / score.textureFraction;
  const hasTexture = textureFraction >= leastTextureFraction;
  const isEqual = Math.abs(lead) <= equalPsnrDb;
  const figures = `${lead >= 0 ? '+' : ''}${lead.toFixed(2)} dB against ${name}, texture ${textureFraction.toFixed(2)} (${ratio.toFixed(1)} times its ${score.textureFraction.toFixed(2)})`;
  return {
    isAhead: (lead > 0 && hasTexture) || (isEqual && ratio >= leastTextureRatio),
    reason: figures,
  };
}
