import { createAdam } from '../optimizer/adam';
import type { Optimizer } from '../optimizer/optimizer';
import { createRelaxedGradient } from '../optimizer/relaxed-gradient';
import type { SigmaRange } from '../prior/prior';
import type { Objective } from '../red-diff/problem';
import { paperPlan, planLeg, type IterationPlan } from '../schedule/iteration-plan';
import { createLinearSchedule } from '../schedule/noise-schedule';
import type { RepairOptions } from './repair-options';

/** Iterations of a coarse level for one at full size; it costs a quarter of the time or less. */
const coarseIterationsFraction = 0.6;
/** Learning rate of the published inpainting runs (Adam). */
const paperLearningRate = 0.1;
/** Learning rate of Adam under the photo preset's sum scaling. */
const photoLearningRate = 0.1;

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
  return plan.map((entry) => ({ ...entry, sigma: Math.max(min, Math.min(max, entry.sigma)) }));
}

function planPaper({ iterations }: RepairOptions): IterationPlan {
  const schedule = createLinearSchedule();
  return paperPlan(iterations, schedule.numTimesteps, (timestep) => schedule.sigma(timestep));
}

/**
 * Two legs: annealed denoising without noise and with momentum, which finds the likeliest picture in few calls, then
 * RED-Diff with reused noise, which gives it texture. Coarse levels run the first leg alone.
 */
function planPhoto(
  { iterations, strength }: RepairOptions,
  { level, widestRadiusPx, startsFromCoarser }: WindowFacts,
): IterationPlan {
  const radius = startsFromCoarser ? 4 : Math.min(widestRadiusPx, 12);
  const sigmaStart = Math.min(0.4, Math.max(0.15, 0.08 + 0.03 * radius)) * (level > 0 ? 1.5 : 1);
  if (level > 0) {
    return planLeg({
      iterations: Math.max(1, Math.round(iterations * coarseIterationsFraction)),
      sigmaStart,
      sigmaEnd: 0.05,
      noiseFraction: 0,
      reuse: 0,
      etaStart: 1,
      etaEnd: 1,
      beta: 0.5,
    });
  }
  const lively = strength > 0 ? Math.round(iterations * 0.4) : 0;
  const smooth = planLeg({
    iterations: iterations - lively,
    sigmaStart,
    sigmaEnd: 0.02,
    noiseFraction: 0,
    reuse: 0,
    etaStart: 1,
    etaEnd: 1,
    beta: 0.5,
  });
  const eta = 0.4 + 0.3 * strength;
  const textured = planLeg({
    iterations: lively,
    sigmaStart: Math.max(0.03, 0.3 * strength),
    sigmaEnd: 0.02,
    noiseFraction: 1,
    reuse: 'flair',
    etaStart: eta,
    etaEnd: eta,
    beta: 0,
  });
  return [...smooth, ...textured];
}

/** The objective's scalars; under `photo` the observed pixels are exact and need no data gradient. */
export function repairObjective({ preset, weighting, lambda }: RepairOptions): Objective {
  return preset === 'paper'
    ? { weighting, lambda, observationWeight: 1, reduction: 'mean' }
    : { weighting, lambda, observationWeight: 0, reduction: 'sum' };
}

/** The optimiser that the settings name. */
export function repairOptimizer({ preset, optimizer }: RepairOptions): Optimizer {
  if (optimizer === 'relaxed') return createRelaxedGradient();
  return createAdam({
    learningRate: preset === 'paper' ? paperLearningRate : photoLearningRate,
  });
}
