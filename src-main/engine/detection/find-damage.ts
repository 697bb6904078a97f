import { EngineError } from '../errors';
import type { CancelSignal } from '../prior/prior';
import { createBreath, NoLongerWanted, type TakeBreath } from './breath';
import { collectCandidates, type Candidate } from './candidates';
import type { DamageNetwork } from './damage-network';
import { DamageSearch } from './damage-search';
import { gatherEvidence, type EvidencePlanes } from './evidence';
import type { FoundMarks } from './found-mark';
import { leastAskedScore, scoreAlone } from './judge';
import { buildLumaPyramid, type LumaLevel } from './luma-pyramid';
import type { LumaSource } from './luma-source';
import { LumaStatistics } from './luma-statistics';
import { askNetwork, type NetworkOpinions } from './network-opinion';

/** How long work goes on, and how others get their turn. */
export interface Breathing {
  /** Lets others run; called between all pieces of work of some ten milliseconds. */
  readonly pause: () => Promise<void>;
  readonly signal?: CancelSignal;
}

/** A network that is asked about what the filters have found. */
export interface SecondOpinion {
  /** Undefined where there is none; asked for when it is needed. */
  readonly network: () => Promise<DamageNetwork | undefined>;
  /** Told when the network fails; the search goes on without it. */
  readonly onNetworkFailure: (error: EngineError) => void;
}

/** How damage is looked for. */
export interface SearchOptions extends Breathing {
  readonly secondOpinion?: SecondOpinion;
  /** Called with what was seen in coarser reductions of the photo, where it is large. */
  readonly onPartial?: (search: DamageSearch, breathe: TakeBreath) => Promise<void>;
}

/** What is wanted of a search. */
export interface FindDamageOptions extends Breathing {
  /** 0 = cautious: only what is almost certain; 1 = thorough. */
  readonly sensitivity: number;
  readonly secondOpinion?: SecondOpinion;
}

/** Before levels of a longer side than this, what is known so far is shown. */
const previewSidePx = 1100;
const smallestSidePx = 24;
/** In a larger photo what is a few pixels wide cannot be seen; the search begins at half its size. */
const mostSearchedPixels = 50_000_000;

/**
 * Looks for dust, scratches and folds in a photo: filters give evidence, evidence gives candidates, and what is measured on
 * each candidate, and what a network says of it where there is one, gives its probability.
 * @returns undefined once the signal is aborted
 */
export function searchDamage(
  source: LumaSource,
  { pause, signal, ...options }: SearchOptions,
): Promise<DamageSearch | undefined> {
  return unlessStopped({ pause, ...(signal && { signal }) }, (breathe) =>
    searchPhoto(source, options, breathe),
  );
}

/** Looks for damage once, at one sensitivity: the marks, the most probable first; undefined once the signal is aborted. */
export function findDamage(
  source: LumaSource,
  { sensitivity, secondOpinion, ...breathing }: FindDamageOptions,
): Promise<FoundMarks | undefined> {
  return unlessStopped(breathing, async (breathe) => {
    const search = await searchPhoto(source, secondOpinion ? { secondOpinion } : {}, breathe);
    return search.conclude(sensitivity, breathe);
  });
}

/** Runs work that takes breaths; undefined once the signal is aborted. */
export async function unlessStopped<Value>(
  { pause, signal }: Breathing,
  work: (breathe: TakeBreath) => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await work(createBreath(pause, signal));
  } catch (error) {
    if (error instanceof NoLongerWanted) return undefined;
    throw error;
  }
}

async function searchPhoto(
  source: LumaSource,
  { onPartial, secondOpinion }: Pick<SearchOptions, 'onPartial' | 'secondOpinion'>,
  breathe: TakeBreath,
): Promise<DamageSearch> {
  if (Math.min(source.width, source.height) < smallestSidePx) {
    return new DamageSearch({ levels: [], statistics: undefined, evidence: [], candidates: [] });
  }
  await breathe();
  const levels = await buildLumaPyramid(source, breathe);
  const statistics = new LumaStatistics(levels[0]!);
  const candidates: Candidate[] = [];
  const planes: EvidencePlanes[] = [];
  const seen = () => new DamageSearch({ levels, statistics, evidence: planes, candidates });
  const searched = levels.filter(({ width, height }) => width * height <= mostSearchedPixels);
  for (const level of searched.reverse()) {
    if (onPartial && isPartWorthShowing(level, candidates)) await onPartial(seen(), breathe);
    const evidence = await gatherEvidence(level, breathe);
    candidates.push(...(await collectCandidates(evidence, statistics, breathe)));
    const { lineStrength, speckStrength } = evidence;
    planes.push({ level, lineStrength, speckStrength });
  }
  const opinions =
    secondOpinion && (await askForOpinions(secondOpinion, candidates, statistics, breathe));
  return new DamageSearch({
    levels,
    statistics,
    evidence: planes,
    candidates,
    ...(opinions && { opinions }),
  });
}

async function askForOpinions(
  { network, onNetworkFailure }: SecondOpinion,
  candidates: readonly Candidate[],
  statistics: LumaStatistics,
  breathe: TakeBreath,
): Promise<NetworkOpinions | undefined> {
  const asked = candidates.filter((candidate) => scoreAlone(candidate) >= leastAskedScore);
  try {
    const ready = await network();
    return ready && (await askNetwork(ready, asked, statistics, breathe));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    onNetworkFailure(error);
    return undefined;
  }
}

/** True before each level that takes a while, when smaller ones were looked at. */
function isPartWorthShowing(
  { width, height }: LumaLevel,
  candidates: readonly Candidate[],
): boolean {
  return Math.max(width, height) > previewSidePx && candidates.length > 0;
}
