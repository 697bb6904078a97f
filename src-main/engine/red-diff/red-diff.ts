import type { CancelSignal, NoiseLevel } from '../prior/prior';
import type { IterationPlan, PlanEntry } from '../schedule/iteration-plan';
import { createImageTensor, expectShape, type ImageTensor } from '../tensor/image-tensor';
import { addScaled, squaredDistance, subtract } from '../tensor/ops';
import { guardDenoised, guardEstimate } from './guards';
import { noiseLevelOf, type RedDiffProblem } from './problem';
import type { RedDiffState } from './state';
import { weightAt } from './weighting';

/** What an iteration reports; all residuals are root mean squares in the unit of the image. */
export interface RedDiffStep {
  /** Index of the iteration that has just ended. */
  readonly iteration: number;
  readonly sigma: number;
  /** rms(A mu - y) before the step. */
  readonly dataResidual: number;
  /** rms(mu - D(x; sigma)) before the step. */
  readonly priorResidual: number;
  /** rms change of mu. */
  readonly stepNorm: number;
  /** The prior's answer; valid until the next iteration. */
  readonly denoised: ImageTensor;
}

/** Scratch tensors of an iteration; problems of the same shapes may share one, and nothing in it outlives a step. */
export interface RedDiffWorkspace {
  readonly noise: ImageTensor;
  readonly noisy: ImageTensor;
  readonly denoised: ImageTensor;
  readonly gradient: ImageTensor;
  readonly residual: ImageTensor;
  readonly dataGradient: ImageTensor;
}

/** Makes the scratch tensors for a problem's shapes. */
export function createRedDiffWorkspace({
  operator,
}: Pick<RedDiffProblem, 'operator'>): RedDiffWorkspace {
  const image = operator.inputShape;
  return {
    noise: createImageTensor(image),
    noisy: createImageTensor(image),
    denoised: createImageTensor(image),
    gradient: createImageTensor(image),
    residual: createImageTensor(operator.outputShape),
    dataGradient: createImageTensor(image),
  };
}

/**
 * RED-Diff (arXiv 2305.04391, algorithm 1): runs the plan from `state.iteration` on and yields after every iteration.
 * Pausing is not pulling, and the state alone carries a run on; it is changed in place and whole at every yield.
 * @throws EngineError as `iterateRedDiff` does
 */
export async function* redDiff(
  problem: RedDiffProblem,
  state: RedDiffState,
  plan: IterationPlan,
  signal?: CancelSignal,
): AsyncGenerator<RedDiffStep, void, void> {
  const workspace = createRedDiffWorkspace(problem);
  for (;;) {
    const entry = plan[state.iteration];
    if (!entry) return;
    const step = await iterateRedDiff(problem, state, entry, workspace, signal);
    if (!step) return;
    yield step;
  }
}

/**
 * One iteration, in x0 form and generalised by the plan's entry:
 *     x = mu + nu r eps,  d = D(x; r),
 *     g = lambda (w(r) / r) (mu - d) + v J^T (A(mu) - y),
 * one step of the optimiser along g, then the data step.
 * @returns what happened, or undefined when `signal` stopped it, which leaves the state as it was
 * @throws EngineError 'shape' on tensors that do not fit, 'not-finite', 'diverged' or 'constant-output' from the guards;
 * mu then still holds the estimate of the last good iteration.
 */
export async function iterateRedDiff(
  problem: RedDiffProblem,
  state: RedDiffState,
  entry: PlanEntry,
  workspace: RedDiffWorkspace,
  signal?: CancelSignal,
): Promise<RedDiffStep | undefined> {
  expectShape(state.mu, problem.operator.inputShape, 'the estimate');
  expectShape(problem.measurement, problem.operator.outputShape, 'the measurement');
  if (signal?.aborted) return undefined;
  const level = noiseLevelOf(problem, entry.sigma);
  const noisy = addNoise(problem, state, entry, level, workspace);
  await problem.prior.denoise(noisy, level, workspace.denoised, signal);
  if (signal?.aborted) return undefined;
  problem.constrain?.(workspace.denoised);
  guardDenoised(workspace.denoised, noisy, state.iteration);
  rememberNoise(state, entry, workspace);
  return takeStep(problem, state, entry, workspace);
}

/**
 * x = mu + nu sigma eps; with nu = 0 that is mu itself, and noise is drawn only where it is kept for later. The noise stays in
 * the workspace until the prior has answered: a call that is stopped leaves the state as it was.
 */
function addNoise(
  problem: RedDiffProblem,
  state: RedDiffState,
  entry: PlanEntry,
  level: NoiseLevel,
  { noisy, noise }: RedDiffWorkspace,
): ImageTensor {
  const isKept = entry.reuseFraction > 0;
  if (entry.noiseFraction === 0 && !isKept) return state.mu;
  problem.noise.fill(noise, state.iteration, problem.region);
  const eps = noise.data;
  mixWithLastNoise(eps, state, entry);
  if (entry.noiseFraction === 0) return state.mu;
  const mu = state.mu.data;
  const planeLength = noisy.height * noisy.width;
  for (let i = 0; i < mu.length; i++) {
    const sigma = typeof level === 'number' ? level : level.data[i % planeLength]!;
    noisy.data[i] = mu[i]! + entry.noiseFraction * sigma * eps[i]!;
  }
  return noisy;
}

/** eps = a eps_last + sqrt(1 - a^2) z, in place of the fresh z. */
function mixWithLastNoise(
  eps: Float32Array,
  { lastNoise }: RedDiffState,
  { reuseFraction }: PlanEntry,
): void {
  if (!lastNoise || reuseFraction === 0) return;
  const fresh = Math.sqrt(1 - reuseFraction * reuseFraction);
  for (let i = 0; i < eps.length; i++) eps[i] = reuseFraction * lastNoise[i]! + fresh * eps[i]!;
}

/** Keeps the noise for the next iteration where the plan will use it again. */
function rememberNoise(
  state: RedDiffState,
  { reuseFraction }: PlanEntry,
  { noise }: RedDiffWorkspace,
): void {
  if (reuseFraction === 0) return;
  (state.lastNoise ??= new Float32Array(noise.data.length)).set(noise.data);
}

/** Forms the gradient, lets the optimiser and the data step change mu, and measures what happened. */
function takeStep(
  problem: RedDiffProblem,
  state: RedDiffState,
  entry: PlanEntry,
  workspace: RedDiffWorkspace,
): RedDiffStep {
  const { mu } = state;
  const { denoised, gradient, noisy } = workspace;
  const steepness = priorSteepness(problem, mu, entry);
  const priorResidual = setPriorGradient(mu, steepness, workspace);
  const dataResidual = addDataGradient(problem, mu, workspace);
  const before = noisy.data;
  before.set(mu.data);
  problem.optimizer.step(mu, gradient, state.optimizerState, { ...entry, steepness });
  problem.dataStep?.(mu, entry.sigma);
  keepLastGoodEstimate(mu, before, state.iteration);
  const iteration = state.iteration++;
  return {
    iteration,
    sigma: entry.sigma,
    dataResidual,
    priorResidual,
    stepNorm: rmsDifference(mu.data, before),
    denoised,
  };
}

/** A step that ends in nonsense is taken back, so that what the person has seen last is still there to be kept. */
function keepLastGoodEstimate(mu: ImageTensor, before: Float32Array, iteration: number): void {
  try {
    guardEstimate(mu, iteration);
  } catch (error) {
    mu.data.set(before);
    throw error;
  }
}

/** lambda w(r) / r, a mean's share of it: what mu - D(x; r) is multiplied with. */
function priorSteepness(
  { objective }: RedDiffProblem,
  mu: ImageTensor,
  { sigma }: PlanEntry,
): number {
  const count = objective.reduction === 'mean' ? mu.data.length : 1;
  return (objective.lambda * weightAt(objective.weighting, sigma)) / sigma / count;
}

/** Writes the prior's gradient. @returns rms(mu - D(x; r)) */
function setPriorGradient(
  mu: ImageTensor,
  steepness: number,
  { gradient, denoised }: RedDiffWorkspace,
): number {
  let sum = 0;
  for (let i = 0; i < mu.data.length; i++) {
    const difference = mu.data[i]! - denoised.data[i]!;
    sum += difference * difference;
    gradient.data[i] = steepness * difference;
  }
  return Math.sqrt(sum / mu.data.length);
}

function addDataGradient(
  { operator, measurement, objective }: RedDiffProblem,
  mu: ImageTensor,
  { gradient, residual, dataGradient }: RedDiffWorkspace,
): number {
  operator.forward(mu, residual);
  const residualRms = rmsDifference(residual.data, measurement.data);
  if (objective.observationWeight !== 0) {
    subtract(residual.data, measurement.data, residual.data);
    operator.vjp(mu, residual, dataGradient);
    const count = objective.reduction === 'mean' ? residual.data.length : 1;
    const factor = objective.observationWeight / count;
    addScaled(gradient.data, factor, dataGradient.data, gradient.data);
  }
  return residualRms;
}

function rmsDifference(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(squaredDistance(a, b) / a.length);
}
