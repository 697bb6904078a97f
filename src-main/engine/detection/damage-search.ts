import type { TakeBreath } from './breath';
import type { Candidate } from './candidates';
import { measureGround } from './clumping';
import type { EvidencePlanes } from './evidence';
import type { FoundMark, FoundMarks, ProposedMarks } from './found-mark';
import { GrownProposals } from './grow-proposals';
import { judgeCandidates } from './judge';
import type { LumaLevel } from './luma-pyramid';
import type { LumaStatistics } from './luma-statistics';
import { describeMark, makeMarks, TakenPixels } from './make-marks';
import { isMostlyMasked, isPage } from './plausibility';
import type { NetworkOpinions } from './network-opinion';
import { proposeCandidate, proposeCorner, type Proposal } from './proposal';
import {
  BarKeeper,
  proposalBar,
  sensitivityStops,
  similarBar,
  sureness,
  type Judge,
  type ProposalBar,
} from './sensitivity';
import { areAlike, findExample } from './similar-marks';
import { findTornCorners } from './torn-corners';

/** What is less probable is not worth its place in memory: no sensitivity proposes it, nor what is like another mark. */
const leastConfidence = 0.03;
const mostSimilarMarks = 500;

/** What has been seen of a photo. */
export interface SeenPhoto {
  /** The photo at all sizes, the full one first; none where it is too small to be looked at. */
  readonly levels: readonly LumaLevel[];
  readonly statistics: LumaStatistics | undefined;
  /** The sizes that were looked at, in any order. */
  readonly evidence: readonly EvidencePlanes[];
  readonly candidates: readonly Candidate[];
  /** What a network says of the candidates; absent where there is none. */
  readonly opinions?: NetworkOpinions;
}

/** A photo that has been looked at, its candidates judged: marks at any sensitivity follow without another look. */
export class DamageSearch {
  readonly levels: readonly LumaLevel[];
  readonly evidence: readonly EvidencePlanes[];
  private readonly statistics: LumaStatistics | undefined;
  private readonly proposals: readonly Proposal[];
  private readonly judge: Judge;
  private readonly sureDamage: number;
  private readonly grown: GrownProposals | undefined;

  constructor({ levels, statistics, evidence, candidates, opinions }: SeenPhoto) {
    this.levels = levels;
    this.evidence = evidence;
    this.statistics = statistics;
    this.judge = opinions ? 'network' : 'measurements';
    this.proposals = propose(levels, candidates, opinions);
    this.sureDamage = this.proposals.reduce(
      (sum, { facts }) => sum + sureness(facts.confidence),
      0,
    );
    this.grown = levels[0] && new GrownProposals(levels[0]);
  }

  /** Bytes it takes, about. */
  get byteLength(): number {
    const planes = this.evidence.reduce(
      (sum, { lineStrength }) => sum + 2 * lineStrength.length,
      0,
    );
    return this.levels.reduce((sum, { data }) => sum + data.byteLength, planes);
  }

  private keeperOf(bar: ProposalBar): BarKeeper {
    return new BarKeeper(bar, this.sureDamage);
  }

  /**
   * The marks at a sensitivity, the most probable first. Where they would mask too much, those of the slider's stop before
   * it: so none of them vanish while it is moved.
   */
  async propose(sensitivity: number, breathe: TakeBreath): Promise<ProposedMarks> {
    const {
      levels: [full],
      grown,
      statistics,
    } = this;
    if (!full || !grown || !statistics) return { marks: [], isImplausible: false };
    if (isPage(this.proposals, statistics)) return { marks: [], isImplausible: true };
    const keeper = this.keeperOf(proposalBar(sensitivity, this.judge));
    const marks = await makeMarks(this.proposals, keeper, new TakenPixels(full), grown, breathe);
    if (!isMostlyMasked(marks, full)) return { marks, isImplausible: false };
    const stopBefore = sensitivityStops.filter((stop) => stop < sensitivity).at(-1);
    if (stopBefore === undefined) return { marks: [], isImplausible: true };
    return this.propose(stopBefore, breathe);
  }

  /** The same, and how many marks there would be at the stops of the slider. */
  async conclude(sensitivity: number, breathe: TakeBreath): Promise<FoundMarks> {
    const countsByStop: number[] = [];
    for (const stop of sensitivityStops) {
      countsByStop.push(countDamage((await this.propose(stop, breathe)).marks));
    }
    return { ...(await this.propose(sensitivity, breathe)), countsByStop };
  }

  /**
   * What is like that which lies in a place and reaches a lower bar, without the marks of this sensitivity.
   * @param runs the place: (y, first x, x after the last) three by three
   * @returns undefined where nothing in it was ever a candidate
   */
  async findSimilar(
    runs: Int32Array,
    sensitivity: number,
    breathe: TakeBreath,
  ): Promise<FoundMarks | undefined> {
    const {
      levels: [full],
      grown,
    } = this;
    if (!full || !grown) return undefined;
    const example = findExample(this.proposals, runs, full);
    if (!example) return undefined;
    const { marks: known, countsByStop } = await this.conclude(sensitivity, breathe);
    const taken = new TakenPixels(full);
    taken.take(runs);
    for (const mark of known) if (!mark.isProbablyPicture) taken.take(mark.runs);
    const keeper = this.keeperOf(similarBar(sensitivity, this.judge));
    const marks: FoundMark[] = [];
    for (const proposal of this.proposals) {
      if (marks.length >= mostSimilarMarks) break;
      const { areaFraction, facts } = proposal;
      if (!keeper.reaches(facts.confidence, areaFraction)) continue;
      if (!areAlike(example, proposal)) continue;
      const place = grown.of(proposal);
      if (taken.holds(place)) continue;
      taken.take(place.runs);
      keeper.take(facts.confidence, areaFraction);
      marks.push(describeMark(proposal, place, false));
      await breathe();
    }
    return { marks, isImplausible: false, countsByStop };
  }
}

/** Counts marks but those that rather belong to the picture. */
function countDamage(marks: readonly FoundMark[]): number {
  return marks.filter(({ isProbablyPicture }) => !isProbablyPicture).length;
}

/** All that may be damage, the most probable first. */
function propose(
  levels: readonly LumaLevel[],
  candidates: readonly Candidate[],
  opinions: NetworkOpinions | undefined,
): Proposal[] {
  if (levels.length === 0) return [];
  const corners = findTornCorners(levels).flatMap(
    (corner, i) => proposeCorner(corner, `corner-${i + 1}`) ?? [],
  );
  const found = judgeCandidates(candidates, measureGround(levels.at(-1)!), opinions).flatMap(
    ({ candidate, confidence }, i) =>
      confidence < leastConfidence
        ? []
        : [proposeCandidate(candidate, confidence, levels, `found-${i + 1}`)],
  );
  return [...corners, ...found].sort((a, b) => b.facts.confidence - a.facts.confidence);
}
