import { createAdam } from '../optimizer/adam';
import type { Optimizer } from '../optimizer/optimizer';
import { createRelaxedGradient } from '../optimizer/relaxed-gradient';
import type { SigmaRange } from '../prior/prior';
import type { Objective } from '../red-diff/problem';
import { paperPlan, planLeg, restep, type IterationPlan } from '../schedule/iteration-plan';
import { createLinearSchedule } from '../schedule/noise-schedule';
import type { RepairOptions } from './repair-options';
import { coarseRadiusPx } from './window-geometry';

/** Iterations of a coarse level for one at full size; it costs a quarter of the time or less. */
const coarseIterationsFraction = 0.6;
/** Iterations for which the steps of both legs and the reuse of noise were chosen. */
const referenceIterations = 14;
/** Noise level of the last call; below it this kind of network changes nothing that can be seen. */
const lastSigma = 0.02;
/** The same on coarse levels, which a finer one goes on from. */
const coarseLastSigma = 0.05;
/** Learning rate that the published program has by default (Adam); its example of inpainting takes 0.5. */
const paperLearningRate = 0.1;
/**
 * Learning rate of Adam under the photo preset, for a noise level of 1. Adam moves a pixel by about its rate however near
 * it is, and what there is to move is about as much as the noise, so the rate falls with it.
 */
const photoLearningRate = 0.5;

/** What is known of a window when its iterations are planned. */
export interface WindowFacts {
  /** 0 = full size. */
  readonly level: number;
  /** Widest distance of a damaged pixel to the rim, pixels of the level. */
  readonly widestRadiusPx: number;
  /** True when a coarser level has painted the hole already. */
  readonly startsFromCoarser: boolean;
  readonly sigmaRange: SigmaRange;
}

/** The iterations of a window under the person's settings; noise levels stay inside the prior's range. */
export function planWindowIterations(options: RepairOptions, facts: WindowFacts): IterationPlan {
  const plan = options.preset === 'paper' ? planPaper(options) : planPhoto(options, facts);
  const { min, max } = facts.sigmaRange;
  return plan.map((entry) => {
    const sigma = Math.max(min, Math.min(max, entry.sigma));
    const isAdams = options.preset === 'photo' && options.optimizer === 'adam';
    return { ...entry, sigma, eta: isAdams ? entry.eta * sigma : entry.eta };
  });
}

function planPaper({ iterations, noiseStart, noiseEnd }: RepairOptions): IterationPlan {
  const schedule = createLinearSchedule();
  const plan = paperPlan(iterations, schedule.numTimesteps, (timestep) => schedule.sigma(timestep));
  const [first, last] = [noiseStart ?? Infinity, noiseEnd ?? 0];
  return plan.map((entry) => ({ ...entry, sigma: Math.min(first, Math.max(last, entry.sigma)) }));
}

/**
 * Two legs: annealed denoising without noise and with momentum, which finds the likeliest picture in few calls, then
 * RED-Diff with reused noise, which gives it texture. The wider the hole, the more of its texture is lost in the first leg
 * and the longer the second. Coarse levels run the first leg alone. The numbers were chosen on crops of CBSD68, those of
 * coarse levels on 40 held-out photographs.
 */
function planPhoto(options: RepairOptions, facts: WindowFacts): IterationPlan {
  const { first, last } = noiseEnds(options, facts);
  if (facts.level > 0) {
    const calls = Math.max(1, Math.round(options.iterations * coarseIterationsFraction));
    const from = firstCoarseSigma(options, facts);
    const to = Math.min(from, Math.max(last, coarseLastSigma));
    return restep(smoothLeg(calls, from, to), stepLength(options));
  }
  const lively = livelyIterations(options, facts);
  const smooth = restep(smoothLeg(options.iterations - lively, first, last), stepLength(options));
  return [...carryNoise(smooth, options, last), ...livelyLeg(lively, options, last)];
}

/** Of an iteration, in those for which the presets' steps were chosen: more iterations are a finer course and not a longer one. */
const stepLength = ({ iterations }: RepairOptions) => referenceIterations / iterations;

/**
 * Lets a smooth leg draw and keep the noise that its lively leg will use again, from the iteration on at which the longest
 * lively leg begins and as that one does: two windows that overlap then add the same noise there, whenever each begins to.
 */
function carryNoise(
  smooth: IterationPlan,
  options: RepairOptions,
  sigmaEnd: number,
): IterationPlan {
  const most = livelyIterations(options, { widestRadiusPx: Infinity });
  const longest = livelyLeg(most, options, sigmaEnd);
  const begin = options.iterations - longest.length;
  return smooth.map((entry, iteration) => {
    const { reuseFraction } = longest[iteration - begin] ?? entry;
    return { ...entry, reuseFraction };
  });
}

/** Noise levels of the first and the last iteration at full size; the second is never above the first. */
function noiseEnds(
  { noiseStart, noiseEnd }: Pick<RepairOptions, 'noiseStart' | 'noiseEnd'>,
  facts: Pick<WindowFacts, 'startsFromCoarser' | 'widestRadiusPx'>,
): { readonly first: number; readonly last: number } {
  const first = noiseStart ?? firstSigma(facts);
  return { first, last: Math.min(first, noiseEnd ?? lastSigma) };
}

/** The noise level that reaches across the hole, or across what a coarser level left to do. */
function firstSigma({
  startsFromCoarser,
  widestRadiusPx,
}: Pick<WindowFacts, 'startsFromCoarser' | 'widestRadiusPx'>): number {
  const radiusPx = startsFromCoarser ? coarseRadiusPx / 2 : widestRadiusPx;
  return Math.min(0.4, Math.max(0.15, 0.08 + 0.03 * radiusPx));
}

/** The same on coarse levels, where the middle of the hole is invented and nothing fine can be lost yet. */
function firstCoarseSigma(
  { noiseStart }: Pick<RepairOptions, 'noiseStart'>,
  { startsFromCoarser, widestRadiusPx }: Pick<WindowFacts, 'startsFromCoarser' | 'widestRadiusPx'>,
): number {
  if (noiseStart != null) return 1.5 * noiseStart;
  const nearestPx = coarseRadiusPx / 2;
  return 0.3 + 0.12 * (startsFromCoarser ? 0 : Math.max(0, widestRadiusPx - nearestPx));
}

function livelyIterations(
  { iterations, strength }: RepairOptions,
  { widestRadiusPx }: Pick<WindowFacts, 'widestRadiusPx'>,
) {
  if (strength === 0 || iterations < 2) return 0;
  // At least one, so that another seed always gives another picture.
  return Math.max(1, Math.round(iterations * 0.4 * Math.min(1, widestRadiusPx / coarseRadiusPx)));
}

function smoothLeg(iterations: number, sigmaStart: number, sigmaEnd: number): IterationPlan {
  const eta = { etaStart: 1, etaEnd: 1 };
  return planLeg({
    iterations,
    sigmaStart,
    sigmaEnd,
    ...eta,
    noiseFraction: 0,
    reuse: 0,
    beta: 0.5,
  });
}

function livelyLeg(count: number, options: RepairOptions, sigmaEnd: number): IterationPlan {
  const { strength } = options;
  const eta = 0.35 + 0.3 * strength;
  const leg = planLeg({
    iterations: count,
    sigmaStart: Math.max(sigmaEnd, 0.24 * strength * strength),
    sigmaEnd,
    etaStart: eta,
    etaEnd: eta,
    noiseFraction: 1,
    reuse: 'flair',
    beta: 0,
  });
  return restep(leg, stepLength(options));
}

/** Share of the missing fine detail that is taken from similar places of the photo, [0, 1]; see transferDetail. */
export function detailShare({ preset, strength }: RepairOptions): number {
  return preset === 'paper' ? 0 : Math.min(1, 1.6 * strength);
}

/**
 * The objective's scalars; under `photo` the observed pixels are exact and need no data gradient. The published means are for
 * Adam, which divides by the size of the gradient: the relaxed gradient would go that share of each step, and stay where it is.
 */
export function repairObjective({
  preset,
  weighting,
  lambda,
  optimizer,
}: Pick<RepairOptions, 'preset' | 'weighting' | 'lambda' | 'optimizer'>): Objective {
  return {
    weighting,
    lambda,
    observationWeight: preset === 'paper' ? 1 : 0,
    reduction: preset === 'paper' && optimizer === 'adam' ? 'mean' : 'sum',
  };
}

/** The optimiser that the settings name. */
export function repairOptimizer(options: Pick<RepairOptions, 'preset' | 'optimizer'>): Optimizer {
  if (options.optimizer === 'relaxed') return createRelaxedGradient();
  return createAdam({ learningRate: adamLearningRate(options) });
}

/** The optimiser and what it was given, in words. */
export function describeOptimizer(options: Pick<RepairOptions, 'preset' | 'optimizer'>): string {
  return options.optimizer === 'relaxed'
    ? 'optimizer relaxed'
    : `optimizer adam, learning rate ${adamLearningRate(options)}${options.preset === 'photo' ? ' sigma' : ''}`;
}

const adamLearningRate = ({ preset }: Pick<RepairOptions, 'preset'>) =>
  preset === 'paper' ? paperLearningRate : photoLearningRate;
