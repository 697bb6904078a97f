import { createInpaintingOperator } from '../operators/inpainting';
import type { Prior } from '../prior/prior';
import type { NoiseSource } from '../random/noise-source';
import type { RedDiffProblem } from '../red-diff/problem';
import { createRedDiffState, type RedDiffState } from '../red-diff/state';
import { extendPlan, type IterationPlan } from '../schedule/iteration-plan';
import { createImageTensor, shapeOf, type ImageTensor } from '../tensor/image-tensor';
import { cutHole } from './damage-field';
import { fillSmooth } from './harmonic-fill';
import {
  denormalise,
  isHardlyObserved,
  measureNormalisation,
  normalise,
  type Normalisation,
} from './normalisation';
import type { RepairOptions } from './repair-options';
import type { RepairLevel } from './repair-plan';
import { planWindowIterations, repairObjective, repairOptimizer } from './repair-presets';
import { fillFromCoarser, type TensorSource } from './repair-source';
import { fillFromStart, type RunStart } from './run-start';
import { fitsTintAxis, fromLuma, projectToGrey, toLuma, type TintAxis } from './tint-axis';
import { coarseRadiusPx } from './window-geometry';
import type { RepairWindow } from './windows';

/** Noise that observed pixels are given under a prior that takes a level a pixel. */
const observedSigma = 0.005;

/** One window while it is being solved. */
export interface WindowTask {
  readonly window: RepairWindow;
  readonly problem: RedDiffProblem;
  readonly plan: IterationPlan;
  readonly hole: Uint8Array;
  readonly state: RedDiffState;
  /** The estimate in the photo's own colours and range, 3 x height x width. */
  readPicture(): ImageTensor;
}

/** What all windows of a repair share. */
export interface TaskContext {
  readonly prior: Prior;
  readonly options: RepairOptions;
  readonly axis: TintAxis;
  readonly noise: NoiseSource;
}

/** From where a window is solved; nothing of it: from its surroundings. */
export interface WindowBeginning {
  /** What the next coarser level knows of the window. */
  readonly coarser?: TensorSource | undefined;
  /** What an earlier run made of it, and the iterations that are behind it. */
  readonly start?: { readonly run: RunStart; readonly iteration: number } | undefined;
  /** Goes on from this state instead of the beginning. */
  readonly state?: RedDiffState | undefined;
}

/**
 * Reads a window, finds the start of its hole (from an earlier run or the coarser level where there is one, harmonic
 * otherwise) and states it as a RED-Diff problem in normalised brightness.
 */
export function createWindowTask(
  { level, source }: RepairLevel,
  window: RepairWindow,
  beginning: WindowBeginning,
  context: TaskContext,
): WindowTask {
  const { region } = window;
  const hole = cutHole(source.unobserved, region);
  const picture = source.readWindow(region);
  const startsFromCoarser = fillHole(source, window, beginning, hole, picture);
  const family = chooseFamily(picture, hole, context.axis);
  const grey = family.enter(picture);
  const normalisation = measureContrast(grey, hole);
  normalise(grey, normalisation, grey);
  const problem = createProblem(grey, hole, context, source, region, family.isSingleTint);
  const plan = planWindowIterations(context.options, {
    level,
    widestRadiusPx: window.widestRadiusPx,
    startsFromCoarser,
    sigmaRange: context.prior.sigmaRange,
  });
  return {
    window,
    problem,
    hole,
    plan: (beginning.start?.run.extensions ?? []).reduce(extendPlan, plan),
    state: beginning.state ?? createState(problem, grey, context.options, plan, beginning),
    readPicture() {
      return family.leave(undo(this.state.mu, normalisation));
    },
  };
}

/** @returns true where the hole now holds a solution of which only the detail is missing */
function fillHole(
  { origin }: RepairLevel['source'],
  window: RepairWindow,
  { coarser, start }: WindowBeginning,
  hole: Uint8Array,
  picture: ImageTensor,
): boolean {
  const isWide = window.widestRadiusPx > coarseRadiusPx;
  if (start) return fillFromStart(start.run, window, hole, picture) && isWide;
  if (coarser && isWide) {
    fillFromCoarser(coarser, origin, window.region, hole, picture);
    return true;
  }
  fillSmooth(picture, hole);
  return false;
}

function createState(
  problem: RedDiffProblem,
  filled: ImageTensor,
  options: RepairOptions,
  plan: IterationPlan,
  { start }: WindowBeginning,
): RedDiffState {
  // What an earlier run has made is the start under any preset.
  const hasPast = start !== undefined && start.iteration > 0;
  const picture = hasPast ? filled : startOf(problem, filled, options);
  const state = createRedDiffState(picture, problem.optimizer);
  state.iteration = start?.iteration ?? 0;
  state.lastNoise = firstKeptNoise(problem, plan, state.iteration);
  return state;
}

/**
 * What a run that goes on from another one keeps of its noise: the draw with which any run begins to keep noise, so that windows
 * which go on at different iterations add nearly the same. Undefined where the plan does not keep any so early.
 */
function firstKeptNoise(
  { noise, region, operator }: RedDiffProblem,
  plan: IterationPlan,
  iteration: number,
): Float32Array | undefined {
  const first = plan.findIndex(({ reuseFraction }) => reuseFraction > 0);
  if (first < 0 || first >= iteration) return undefined;
  const kept = createImageTensor(operator.inputShape);
  noise.fill(kept, first, region);
  return kept.data;
}

/** Under `paper` the published start, A^+ y; the filled picture otherwise. */
function startOf(problem: RedDiffProblem, filled: ImageTensor, { preset }: RepairOptions) {
  return preset === 'paper' ? problem.measurement : filled;
}

function undo(mu: ImageTensor, normalisation: Normalisation): ImageTensor {
  const picture = createImageTensor(shapeOf(mu));
  denormalise(mu, normalisation, picture);
  return picture;
}

function measureContrast(image: ImageTensor, hole: Uint8Array): Normalisation {
  const holePixelCount = hole.reduce((count, isHole) => count + isHole, 0);
  const measured = isHardlyObserved(holePixelCount, hole.length)
    ? new Uint8Array(hole.length)
    : hole;
  return measureNormalisation(image, measured);
}

/** How a window's colours become what the prior sees, and back. */
function chooseFamily(picture: ImageTensor, hole: Uint8Array, axis: TintAxis) {
  if (axis.kind === 'colour' || !fitsTintAxis(picture, hole, axis)) {
    return {
      isSingleTint: false,
      enter: (image: ImageTensor) => image,
      leave: (image: ImageTensor) => image,
    };
  }
  const plane = { channels: 1, height: picture.height, width: picture.width };
  return {
    isSingleTint: true,
    enter(image: ImageTensor) {
      const luma = createImageTensor(plane);
      toLuma(image, axis, luma);
      for (let channel = 0; channel < 3; channel++) {
        image.data.set(luma.data, channel * luma.data.length);
      }
      return image;
    },
    leave(image: ImageTensor) {
      const count = plane.height * plane.width;
      fromLuma(createImageTensor(plane, image.data.slice(0, count)), axis, image);
      return image;
    },
  };
}

function createProblem(
  filled: ImageTensor,
  hole: Uint8Array,
  { prior, options, noise }: TaskContext,
  { origin }: RepairLevel['source'],
  region: RepairWindow['region'],
  isSingleTint: boolean,
): RedDiffProblem {
  const { height, width } = filled;
  const observedMask = createImageTensor(
    { channels: 1, height, width },
    Float32Array.from(hole, (isHole) => 1 - isHole),
  );
  const operator = createInpaintingOperator(shapeOf(filled), observedMask);
  const measurement = createImageTensor(shapeOf(filled));
  operator.forward(filled, measurement);
  return {
    operator,
    measurement,
    prior,
    noise,
    objective: repairObjective(options),
    optimizer: repairOptimizer(options),
    region: { ...region, x: region.x + origin.x, y: region.y + origin.y },
    sigmaMap: (sigma) =>
      createImageTensor(
        { channels: 1, height, width },
        Float32Array.from(hole, (isHole) => (isHole ? sigma : Math.min(sigma, observedSigma))),
      ),
    ...(isSingleTint ? { constrain: projectToGrey } : {}),
    ...(options.preset === 'photo' ? { dataStep: pasteObserved(measurement, hole) } : {}),
  };
}

/** The exact data step: observed pixels are what was measured, whatever the optimiser did to them. */
function pasteObserved(measurement: ImageTensor, hole: Uint8Array): (mu: ImageTensor) => void {
  return (mu) => {
    for (let start = 0; start < mu.data.length; start += hole.length) {
      for (let index = 0; index < hole.length; index++) {
        if (hole[index] === 0) mu.data[start + index] = measurement.data[start + index]!;
      }
    }
  };
}
