import { createInpaintingOperator } from '../operators/inpainting';
import type { Prior } from '../prior/prior';
import type { NoiseSource } from '../random/noise-source';
import type { RedDiffProblem } from '../red-diff/problem';
import { createRedDiffState, type RedDiffState } from '../red-diff/state';
import type { IterationPlan } from '../schedule/iteration-plan';
import { createImageTensor, shapeOf, type ImageTensor } from '../tensor/image-tensor';
import { cutHole } from './damage-field';
import { fillHarmonic } from './harmonic-fill';
import { denormalise, measureNormalisation, normalise, type Normalisation } from './normalisation';
import type { RepairOptions } from './repair-options';
import type { RepairLevel } from './repair-plan';
import { planWindowIterations, repairObjective, repairOptimizer } from './repair-presets';
import { fillFromCoarser, type TensorSource } from './repair-source';
import { fitsTintAxis, fromLuma, projectToGrey, toLuma, type TintAxis } from './tint-axis';
import { coarseRadiusPx } from './window-geometry';
import type { RepairWindow } from './windows';

/** Least share of a window that must be observed for its own brightness and contrast to be measured there. */
const leastObservedFraction = 0.1;
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

/**
 * Reads a window, finds the start of its hole (from the coarser level where there is one, harmonic otherwise) and states it
 * as a RED-Diff problem in normalised brightness.
 * @param state continues from it instead of the start
 */
export function createWindowTask(
  { level, source }: RepairLevel,
  window: RepairWindow,
  coarser: TensorSource | undefined,
  context: TaskContext,
  state?: RedDiffState,
): WindowTask {
  const { region } = window;
  const hole = cutHole(source.damage, region);
  const picture = source.readWindow(region);
  const startsFromCoarser = coarser !== undefined && window.widestRadiusPx > coarseRadiusPx;
  if (startsFromCoarser) fillFromCoarser(coarser, source.origin, region, hole, picture);
  else fillHarmonic(picture, hole, picture);
  const family = chooseFamily(picture, hole, context.axis);
  const grey = family.enter(picture);
  const normalisation = measureContrast(grey, hole);
  normalise(grey, normalisation, grey);
  const problem = createProblem(grey, hole, context, source, region, family.isSingleTint);
  return {
    window,
    problem,
    hole,
    plan: planWindowIterations(context.options, {
      level,
      widestRadiusPx: window.widestRadiusPx,
      startsFromCoarser,
      sigmaRange: context.prior.sigmaRange,
    }),
    state: state ?? createRedDiffState(startOf(problem, grey, context.options), problem.optimizer),
    readPicture() {
      return family.leave(undo(this.state.mu, normalisation));
    },
  };
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
  const observed = hole.reduce((count, isHole) => count + (1 - isHole), 0);
  // Deep inside a wide hole the filled picture is all there is to measure.
  const measured =
    observed >= leastObservedFraction * hole.length ? hole : new Uint8Array(hole.length);
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
