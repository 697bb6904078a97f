/** The sensitivities of the slider, cautious to thorough. */
export const sensitivityStops = [0, 0.25, 0.5, 0.75, 1] as const;

/** What a mark needs to be proposed. */
export interface ProposalBar {
  /** Least probability that it is damage, 0..1. */
  readonly confidence: number;
  /** Largest share of the photo that it may be expected to mask by mistake: (1 - confidence) times its own share. */
  readonly expectedMistake: number;
}

/** What is proposed unasked: on ten clean photographs about one false mark, and hardly any of their area. */
export const cautiousSensitivity = 0.25;

/** At each of `sensitivityStops`. */
const bars: readonly ProposalBar[] = [
  { confidence: 0.9, expectedMistake: 0.0003 },
  { confidence: 0.8, expectedMistake: 0.0006 },
  { confidence: 0.65, expectedMistake: 0.0015 },
  { confidence: 0.5, expectedMistake: 0.004 },
  { confidence: 0.3, expectedMistake: 0.02 },
];

/** What is like a mark needs less to be one: its log odds may be lower by this, and its area may be larger. */
const similarOdds = 2.5;
const similarMistake = 4;

/**
 * The bar for a mark, between two of the table's rows.
 * @param sensitivity 0 = cautious, 1 = thorough
 */
export function proposalBar(sensitivity: number): ProposalBar {
  const last = sensitivityStops.length - 1;
  const position = Math.max(0, Math.min(1, sensitivity)) * last;
  const row = Math.min(last - 1, Math.floor(position));
  const share = position - row;
  const between = (key: keyof ProposalBar) =>
    bars[row]![key] * (1 - share) + bars[row + 1]![key] * share;
  return { confidence: between('confidence'), expectedMistake: between('expectedMistake') };
}

/** The bar for what is like a mark that is known to be damage. */
export function similarBar(sensitivity: number): ProposalBar {
  const { confidence, expectedMistake } = proposalBar(sensitivity);
  const odds = (confidence / (1 - confidence)) * Math.exp(-similarOdds);
  return { confidence: odds / (1 + odds), expectedMistake: similarMistake * expectedMistake };
}

/** True where a mark of this confidence and share of the photo reaches the bar. */
export function reachesBar(bar: ProposalBar, confidence: number, areaFraction: number): boolean {
  return confidence >= bar.confidence && (1 - confidence) * areaFraction <= bar.expectedMistake;
}
