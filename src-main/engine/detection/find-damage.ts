import type { CancelSignal } from '../prior/prior';
import type { FoundMarks } from './found-mark';
import { createBreath, NoLongerWanted, type TakeBreath } from './breath';
import { collectCandidates, type Candidate } from './candidates';
import { gatherEvidence } from './evidence';
import { buildLumaPyramid, type LumaLevel } from './luma-pyramid';
import type { LumaSource } from './luma-source';
import { LumaStatistics } from './luma-statistics';
import { makeMarks } from './make-marks';
import { isImplausible } from './plausibility';
import { proposalBar } from './sensitivity';

/** How damage is looked for. */
export interface FindDamageOptions {
  /** 0 = cautious: only what is almost certain; 1 = thorough. */
  readonly sensitivity: number;
  /** Lets others run; called between all pieces of work of some ten milliseconds. */
  readonly pause: () => Promise<void>;
  readonly signal?: CancelSignal;
  /** Called with what was found in coarser reductions of the photo, where it is large. */
  readonly onPreview?: (found: FoundMarks) => void;
}

/** Before levels of a longer side than this, what is known so far is shown. */
const previewSidePx = 1100;
const smallestSidePx = 24;
/** In a larger photo what is a few pixels wide cannot be seen; the search begins at half its size. */
const mostSearchedPixels = 50_000_000;

/**
 * Finds dust, scratches and folds in a photo without any learnt network: filters give evidence, evidence gives candidates,
 * and what is measured on each candidate gives its probability.
 * @returns the marks, the most probable first, none where so much was found that it can hardly be damage; undefined once
 * the signal is aborted
 */
export async function findDamage(
  source: LumaSource,
  options: FindDamageOptions,
): Promise<FoundMarks | undefined> {
  try {
    return await searchPhoto(source, options, createBreath(options.pause, options.signal));
  } catch (error) {
    if (error instanceof NoLongerWanted) return undefined;
    throw error;
  }
}

async function searchPhoto(
  source: LumaSource,
  { sensitivity, onPreview }: FindDamageOptions,
  breathe: TakeBreath,
): Promise<FoundMarks> {
  if (Math.min(source.width, source.height) < smallestSidePx)
    return { marks: [], isImplausible: false };
  await breathe();
  const levels = await buildLumaPyramid(source, breathe);
  const statistics = new LumaStatistics(levels[0]!);
  const bar = proposalBar(sensitivity);
  const candidates: Candidate[] = [];
  const searched = levels.filter(({ width, height }) => width * height <= mostSearchedPixels);
  for (const level of searched.reverse()) {
    if (onPreview && isPreviewDone(level, candidates)) onPreview(await conclude());
    const evidence = await gatherEvidence(level, breathe);
    candidates.push(...(await collectCandidates(evidence, statistics, breathe)));
  }
  return conclude();

  async function conclude(): Promise<FoundMarks> {
    const marks = await makeMarks(candidates, levels, bar, breathe);
    return isImplausible(marks, levels[0]!, statistics)
      ? { marks: [], isImplausible: true }
      : { marks, isImplausible: false };
  }
}

/** True before each level that takes a while, when smaller ones were looked at. */
function isPreviewDone({ width, height }: LumaLevel, candidates: readonly Candidate[]): boolean {
  return Math.max(width, height) > previewSidePx && candidates.length > 0;
}
