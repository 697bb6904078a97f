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
  /** Called once before the end with what was found in a reduced photo, where the photo is large. */
  readonly onPreview?: (found: FoundMarks) => void;
}

/** Levels up to this longer side are looked at first. */
const previewSidePx = 2100;
const smallestSidePx = 24;

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
  for (const level of [...levels].reverse()) {
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

/** True before the first level that is too large for a preview, when smaller ones were looked at. */
function isPreviewDone(level: LumaLevel, candidates: readonly Candidate[]): boolean {
  const isLarge = (side: number) => side > previewSidePx;
  const isFirstLarge = isLarge(level.width) || isLarge(level.height);
  const wasSmall = Math.max(level.width, level.height) / 2 <= previewSidePx;
  return isFirstLarge && wasSmall && candidates.length > 0;
}
