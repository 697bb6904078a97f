import type { CancelSignal } from '../prior/prior';
import { createBreath, NoLongerWanted, type TakeBreath } from './breath';
import { collectCandidates, type Candidate } from './candidates';
import { DamageSearch } from './damage-search';
import { gatherEvidence, type EvidencePlanes } from './evidence';
import type { FoundMarks } from './found-mark';
import { buildLumaPyramid, type LumaLevel } from './luma-pyramid';
import type { LumaSource } from './luma-source';
import { LumaStatistics } from './luma-statistics';

/** How long work goes on, and how others get their turn. */
export interface Breathing {
  /** Lets others run; called between all pieces of work of some ten milliseconds. */
  readonly pause: () => Promise<void>;
  readonly signal?: CancelSignal;
}

/** How damage is looked for. */
export interface SearchOptions extends Breathing {
  /** Called with what was seen in coarser reductions of the photo, where it is large. */
  readonly onPartial?: (search: DamageSearch, breathe: TakeBreath) => Promise<void>;
}

/** What is wanted of a search. */
export interface FindDamageOptions extends Breathing {
  /** 0 = cautious: only what is almost certain; 1 = thorough. */
  readonly sensitivity: number;
}

/** Before levels of a longer side than this, what is known so far is shown. */
const previewSidePx = 1100;
const smallestSidePx = 24;
/** In a larger photo what is a few pixels wide cannot be seen; the search begins at half its size. */
const mostSearchedPixels = 50_000_000;

/**
 * Looks for dust, scratches and folds in a photo without any learnt network: filters give evidence, evidence gives
 * candidates, and what is measured on each candidate gives its probability.
 * @returns undefined once the signal is aborted
 */
export function searchDamage(
  source: LumaSource,
  { pause, signal, onPartial }: SearchOptions,
): Promise<DamageSearch | undefined> {
  return unlessStopped({ pause, ...(signal && { signal }) }, (breathe) =>
    searchPhoto(source, onPartial, breathe),
  );
}

/** Looks for damage once, at one sensitivity: the marks, the most probable first; undefined once the signal is aborted. */
export function findDamage(
  source: LumaSource,
  { sensitivity, ...breathing }: FindDamageOptions,
): Promise<FoundMarks | undefined> {
  return unlessStopped(breathing, async (breathe) =>
    (await searchPhoto(source, undefined, breathe)).conclude(sensitivity, breathe),
  );
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
  onPartial: SearchOptions['onPartial'],
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
  return seen();
}

/** True before each level that takes a while, when smaller ones were looked at. */
function isPartWorthShowing(
  { width, height }: LumaLevel,
  candidates: readonly Candidate[],
): boolean {
  return Math.max(width, height) > previewSidePx && candidates.length > 0;
}
