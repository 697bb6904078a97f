/** The sensitivities of the slider, cautious to thorough. */
export const sensitivityStops = [0, 0.25, 0.5, 0.75, 1] as const;

/** What a mark needs to be proposed. */
export interface ProposalBar {
  /** Least probability that it is damage, 0..1. */
  readonly confidence: number;
  /** Largest share of the photo that it may be expected to mask by mistake: (1 - confidence) times its own share. */
  readonly expectedMistake: number;
  /** The same of all marks together: the surest have it first. */
  readonly expectedMistakes: number;
  /** Both may be larger where so much else is surely damage: by this share for each sure mark. */
  readonly leniencyOfOne: number;
}

/** What is proposed unasked: on ten clean photographs about one false mark, and hardly any of their area. */
export const cautiousSensitivity = 0.25;

/** Who judges: measurements alone, or with a network, which is surer of what is no damage. */
export type Judge = 'measurements' | 'network';

/** At each of `sensitivityStops`. */
type Bars = readonly ProposalBar[];

const networkBars: Bars = [
  { confidence: 0.82, expectedMistake: 0.0002, expectedMistakes: 0.0003, leniencyOfOne: 0.5 },
  { confidence: 0.76, expectedMistake: 0.0005, expectedMistakes: 0.001, leniencyOfOne: 0.5 },
  { confidence: 0.58, expectedMistake: 0.0012, expectedMistakes: 0.003, leniencyOfOne: 0.2 },
  { confidence: 0.42, expectedMistake: 0.004, expectedMistakes: 0.015, leniencyOfOne: 0.12 },
  { confidence: 0.25, expectedMistake: 0.02, expectedMistakes: 0.06, leniencyOfOne: 0.1 },
];

const measurementBars: Bars = [
  { confidence: 0.88, expectedMistake: 0.0003, expectedMistakes: 0.0006, leniencyOfOne: 0 },
  { confidence: 0.82, expectedMistake: 0.0005, expectedMistakes: 0.0008, leniencyOfOne: 0 },
  { confidence: 0.62, expectedMistake: 0.003, expectedMistakes: 0.006, leniencyOfOne: 0 },
  { confidence: 0.45, expectedMistake: 0.008, expectedMistakes: 0.03, leniencyOfOne: 0 },
  { confidence: 0.25, expectedMistake: 0.03, expectedMistakes: 0.1, leniencyOfOne: 0 },
];

const bars: Readonly<Record<Judge, Bars>> = {
  measurements: measurementBars,
  network: networkBars,
};

/** What is like a mark needs less to be one: its log odds may be lower by this, and its area may be larger. */
const similarOdds = 2.5;
const similarMistake = 8;
const similarLeniency = 0.15;

/**
 * The bar for a mark, between two of the table's rows.
 * @param sensitivity 0 = cautious, 1 = thorough
 */
export function proposalBar(sensitivity: number, judge: Judge): ProposalBar {
  const stops = bars[judge];
  const last = sensitivityStops.length - 1;
  const position = Math.max(0, Math.min(1, sensitivity)) * last;
  const row = Math.min(last - 1, Math.floor(position));
  const share = position - row;
  const [before, after] = [stops[row]!, stops[row + 1]!];
  // By ratios: what is allowed where much is sure is a product, which then grows from stop to stop as well.
  const between = (key: Exclude<keyof ProposalBar, 'confidence'>) =>
    before[key] ** (1 - share) * after[key] ** share;
  return {
    confidence: before.confidence * (1 - share) + after.confidence * share,
    expectedMistake: between('expectedMistake'),
    expectedMistakes: between('expectedMistakes'),
    leniencyOfOne: between('leniencyOfOne'),
  };
}

/** The bar for what is like a mark that is known to be damage. */
export function similarBar(sensitivity: number, judge: Judge): ProposalBar {
  const { confidence, expectedMistake, expectedMistakes, leniencyOfOne } = proposalBar(
    sensitivity,
    judge,
  );
  const odds = (confidence / (1 - confidence)) * Math.exp(-similarOdds);
  return {
    confidence: odds / (1 + odds),
    expectedMistake: similarMistake * expectedMistake,
    expectedMistakes: similarMistake * expectedMistakes,
    leniencyOfOne: Math.min(similarLeniency, leniencyOfOne),
  };
}

/** A wrong speck costs nothing: what is expected to mask less by mistake is not counted with the others. */
const negligibleMistake = 0.00002;

/** Sure marks beyond so many make nothing more lenient. */
const mostLenientFor = 24;

/** How surely something of a probability is damage: 0 up to even odds, 1 for certain. */
export const sureness = (confidence: number) => Math.max(0, 2 * confidence - 1);

/** Lets marks pass, the most probable first, while what they are expected to mask by mistake stays within the bar. */
export class BarKeeper {
  private readonly bar: ProposalBar;
  private readonly sureDamage: number;
  private expectedMistakes = 0;

  /** @param sureDamage `sureness` of all that may be damage, added */
  constructor(bar: ProposalBar, sureDamage: number) {
    this.bar = bar;
    this.sureDamage = sureDamage;
  }

  /** True where a mark of this confidence and share of the photo reaches the bar. */
  reaches(confidence: number, areaFraction: number): boolean {
    const mistake = (1 - confidence) * areaFraction;
    const { bar } = this;
    // Nothing speaks for itself.
    const others = Math.min(mostLenientFor, Math.max(0, this.sureDamage - sureness(confidence)));
    const leniency = 1 + bar.leniencyOfOne * others;
    if (confidence < bar.confidence || mistake > leniency * bar.expectedMistake) return false;
    if (mistake <= negligibleMistake) return true;
    return this.expectedMistakes + mistake <= leniency * bar.expectedMistakes;
  }

  /** Counts a mark that passed and became one. */
  take(confidence: number, areaFraction: number): void {
    const mistake = (1 - confidence) * areaFraction;
    if (mistake > negligibleMistake) this.expectedMistakes += mistake;
  }
}
