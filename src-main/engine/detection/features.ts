import type { BlobFacts } from './blob-facts';
import type { LineFacts } from './line-facts';
import type { NetworkOpinion } from './network-opinion';

/** Facts that spread over orders of magnitude count by their logarithm; all are clipped, so that no single one decides. */
const log = (value: number) => Math.log(Math.max(1e-3, value));
const clip = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** The facts on a line as the mark model weighs them; the order is that of its weights. */
export function lineFeatures(facts: LineFacts): readonly number[] {
  return [
    clip(log(facts.lengthPx), 2, 6.5),
    clip(facts.lengthFraction, 0, 0.6),
    clip(log(facts.widthPx), -0.7, 2.5),
    clip(log(facts.contrast), -4.5, -0.5),
    facts.coverage,
    clip(log(facts.flankStep + 0.05), -3, 0.7),
    clip(log(facts.contrastToTexture), -1, 4),
    clip(log(facts.strength), 0, 2.8),
    clip(facts.prominence, -2, 1),
    clip(log(facts.beyondFraction + 0.002), -6, 0),
    clip(log(facts.backgroundSpread + 0.02), -3, 1.5),
    clip(log(facts.sharpness), -3, 1.5),
    clip(log(facts.bend + 0.005), -5, 0),
    facts.isDark ? 1 : 0,
    facts.continuation,
    clip(facts.parallels, 0, 3),
    clip(log(facts.otherLines + 0.1), -2.3, 2),
    facts.edgeEnds,
    clip(log(facts.coreSpread + 0.02), -3, 1.5),
    clip(log(facts.clutter + 0.005), -5.3, -1),
    clip(log(facts.endStep + 0.05), -3, 1),
  ];
}

/** The facts on a speck as the mark model weighs them; the order is that of its weights. */
export function blobFeatures(facts: BlobFacts): readonly number[] {
  return [
    clip(log(facts.pixelCount), 0, 6.8),
    clip(log(facts.lengthPx / facts.widthPx), 0, 2.5),
    facts.fill,
    clip(log(facts.contrast), -4.5, -0.2),
    clip(log(facts.strength), 1.4, 2.8),
    facts.flatTop,
    clip(log(facts.contrastToTexture), -1, 4.5),
    clip(facts.prominence, -2, 1),
    clip(log(facts.beyondFraction + 0.002), -6, 0),
    clip(log(facts.crowding + 0.002), -6, -1),
    clip(log(facts.linesAround + 0.01), -4.6, -1),
    clip(log(facts.sharpness), -3, 1.5),
    facts.isAtEdge ? 1 : 0,
    facts.isDark ? 1 : 0,
    clip(log(facts.ringStep + 0.05), -3, 1),
  ];
}

/**
 * The network's opinion on a candidate as it is weighed beside what was measured; the order is that of its weights.
 * @param alone log odds by what was measured
 * @param features `lineFeatures` or `blobFeatures`, of which the size comes first
 */
export function opinionFeatures(
  alone: number,
  { mean, share, beside }: NetworkOpinion,
  features: readonly number[],
): readonly number[] {
  return [alone, mean, share, beside, mean - beside, features[0]!];
}
