import type { Prior } from '../prior/prior';
import { regionArea } from '../tensor/region';
import type { RepairLevel, RepairPlan } from './repair-plan';
import type { RepairOptions } from './repair-options';
import { planWindowIterations } from './repair-presets';
import type { RunStart } from './run-start';
import { coarseRadiusPx } from './window-geometry';
import type { RepairWindow } from './windows';

/** Windows are iterated together up to this many pixels, so that memory does not follow the damage without end. */
const groupPixelBudget = 1_000_000;

/** Where a run stands: all before it is done. */
export interface RunPosition {
  /** Index into the plan's levels (coarsest first). */
  readonly levelIndex: number;
  readonly groupIndex: number;
}

/** What there is to count of a run: groups of windows, their iterations, pixels given to the prior. */
export interface RunSchedule {
  /** By level, coarsest first: windows that advance together. */
  readonly groups: readonly (readonly (readonly RepairWindow[])[])[];
  /** Pixels given to the prior in all. */
  readonly pixelsTotal: number;
  /** Iterations of all levels, one after the other, and those that a start has behind it. */
  readonly iterations: number;
  /** Iterations of the levels before this one. */
  iterationsBefore(levelIndex: number): number;
  /** Iterations of one level, those that were added included. */
  iterationsOf(levelIndex: number): number;
  /** Iterations of a group that are behind a run before it opens the group. */
  iterationsBehind(position: RunPosition): number;
  /** True where a start has brought the group to the end of its plan. */
  isBehind(position: RunPosition): boolean;
  /** Pixels given to the prior, or to the one of the run that is continued, before the group. */
  pixelsBefore(position: RunPosition): number;
}

/** Counts a run before it begins. */
export function scheduleRun(
  { levels }: RepairPlan,
  { options, prior }: { readonly options: RepairOptions; readonly prior: Prior },
  start: RunStart | undefined,
): RunSchedule {
  const groups = levels.map(({ windows }) => groupWindows(windows));
  const extensions = sumOf(start?.extensions ?? []);
  const coarse = start?.coarseIterations ?? 0;
  const plannedOf = ({ level }: RepairLevel, window: RepairWindow) =>
    planWindowIterations(options, {
      level,
      widestRadiusPx: window.widestRadiusPx,
      startsFromCoarser: window.widestRadiusPx > coarseRadiusPx,
      sigmaRange: prior.sigmaRange,
    }).length;
  // The windows of a level have plans of one length.
  const lengths = levels.map((level) => {
    const window = level.windows[0];
    return window ? plannedOf(level, window) + extensions : 0;
  });
  const groupCosts = groups.map((parts, levelIndex) =>
    parts.map((windows) =>
      windows.reduce((sum, { region }) => sum + lengths[levelIndex]! * regionArea(region), 0),
    ),
  );
  const behind = ({ levelIndex, groupIndex }: RunPosition) =>
    Math.min(start?.iterations[groupIndex] ?? 0, lengths[levelIndex]!);
  return {
    groups,
    pixelsTotal: sumOf(groupCosts.map(sumOf)),
    iterations: coarse + sumOf(lengths),
    iterationsBefore: (levelIndex) => coarse + sumOf(lengths.slice(0, levelIndex)),
    iterationsOf: (levelIndex) => lengths[levelIndex]!,
    iterationsBehind: behind,
    isBehind: (position) =>
      start !== undefined && behind(position) >= lengths[position.levelIndex]!,
    pixelsBefore: ({ levelIndex, groupIndex }) =>
      sumOf(groupCosts.slice(0, levelIndex).map(sumOf)) +
      sumOf((groupCosts[levelIndex] ?? []).slice(0, groupIndex)),
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Windows in their order, cut into groups of at most groupPixelBudget pixels. */
function groupWindows(windows: readonly RepairWindow[]): RepairWindow[][] {
  const groups: RepairWindow[][] = [];
  let pixels = Infinity;
  for (const window of windows) {
    const area = regionArea(window.region);
    if (pixels + area > groupPixelBudget) {
      groups.push([]);
      pixels = 0;
    }
    groups.at(-1)!.push(window);
    pixels += area;
  }
  return groups;
}
