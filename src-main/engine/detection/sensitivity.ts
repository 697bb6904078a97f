/** What is proposed unasked: about one false mark on ten clean photographs. */
export const cautiousSensitivity = 0.25;

/** Confidence that a mark needs at sensitivities 0, .25, .5, .75 and 1: each step lets about three times as much pass. */
const bars = [0.92, 0.8, 0.6, 0.4, 0.2] as const;

/**
 * The confidence that a mark needs to be proposed.
 * @param sensitivity 0 = cautious, 1 = thorough
 */
export function confidenceBar(sensitivity: number): number {
  const position = Math.max(0, Math.min(1, sensitivity)) * (bars.length - 1);
  const step = Math.min(bars.length - 2, Math.floor(position));
  const share = position - step;
  return bars[step]! * (1 - share) + bars[step + 1]! * share;
}
