import type { ImageTensor } from '../tensor/image-tensor';
import {
  forEachDamagedPixel,
  readFromCanvas,
  wholeWeight,
  type DamageCanvas,
} from './damage-canvas';
import { fillSmooth } from './harmonic-fill';
import type { RepairPlan } from './repair-plan';
import { defaultWindowOptions, type WindowOptions } from './window-geometry';
import type { RepairWindow } from './windows';

/** How far a run is at full size. */
export interface RunStanding {
  /** Iterations that each group of windows has behind it, by group. */
  readonly iterations: readonly number[];
  /** Iterations that coarser levels have behind them. */
  readonly coarseIterations: number;
  /** Lengths of what was added behind every window's plan, one after the other; see extendPlan. */
  readonly extensions: readonly number[];
  /** How the windows that are counted here were cut; a prior with another halo cuts them otherwise. */
  readonly windows?: Partial<WindowOptions>;
}

/**
 * From where a run goes on with what another one over the same damage has made: at full size at once where that one had come
 * to full size, and under settings of its own. Only the colours are taken over; momentum begins anew, and kept noise with the
 * draw that it begins with in any run.
 */
export interface RunStart extends RunStanding {
  /** Colours of the damaged pixels at full size; those with weight 0 begin as in any run. */
  readonly canvas: DamageCanvas;
}

/**
 * True where the run that is continued had not come to full size. Its coarse levels are solved again, under the settings of now:
 * nothing at full size could make up for what they would have found.
 */
export function endsAmongCoarseLevels({ iterations }: RunStanding): boolean {
  return iterations.every((count) => count === 0);
}

/**
 * What a start says of the windows of a plan that were cut otherwise than its own. Where all of its groups are equally far, so is
 * every part of the damage; otherwise nobody knows which of the new groups hold what is done, and all of them begin anew.
 */
export function fitStart(
  start: RunStart,
  { levels }: RepairPlan,
  windows: Partial<WindowOptions>,
): RunStart {
  if (!start.windows || isSameCut(start.windows, windows)) return start;
  const [first = 0, ...others] = start.iterations;
  if (others.some((count) => count !== first)) return { ...start, windows, iterations: [] };
  const groupsAtMost = levels.at(-1)!.windows.length;
  return { ...start, windows, iterations: new Array<number>(groupsAtMost).fill(first) };
}

function isSameCut(some: Partial<WindowOptions>, others: Partial<WindowOptions>): boolean {
  const [one, other] = [some, others].map((given) => ({ ...defaultWindowOptions, ...given }));
  return (Object.keys(defaultWindowOptions) as (keyof WindowOptions)[]).every(
    (name) => one![name] === other![name],
  );
}

/** The levels that are left to do for a run that goes on from there. */
export function planFrom(plan: RepairPlan, start: RunStart | undefined): RepairPlan {
  return start && !endsAmongCoarseLevels(start) ? { levels: plan.levels.slice(-1) } : plan;
}

/**
 * Writes the start's colours into the hole of a window; what the start does not have is filled from its surroundings.
 * @param hole height x width of the window, 0 = observed
 * @returns true where the start had any of it
 */
export function fillFromStart(
  { canvas }: RunStart,
  { region }: RepairWindow,
  hole: Uint8Array,
  picture: ImageTensor,
): boolean {
  const unknown = hole.slice();
  forEachDamagedPixel(canvas, region, (slot, index) => {
    if (canvas.weights[slot] !== 0) unknown[index] = 0;
  });
  readFromCanvas(canvas, region, picture);
  fillSmooth(picture, unknown);
  return unknown.some((isUnknown, index) => isUnknown !== hole[index]);
}

/** Puts the colours of one canvas where another of the same damage has none, or not yet all that meet at a seam. */
export function completeCanvas(known: DamageCanvas, canvas: DamageCanvas): void {
  canvas.weights.forEach((weight, slot) => {
    // What is whole stays as it is: its weights differ from 1 in the last digits.
    if (weight > wholeWeight || known.weights[slot] === 0) return;
    canvas.weights[slot] = 1;
    canvas.values.forEach((values, channel) => {
      values[slot]! += (1 - weight) * known.values[channel]![slot]!;
    });
  });
}
