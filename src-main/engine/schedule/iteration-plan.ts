import { EngineError } from '../errors';

/** What one iteration does; docs/math.md gives the equation that these numbers enter. */
export interface PlanEntry {
  /** Noise level r at which the prior is asked, in the unit of the image. */
  readonly sigma: number;
  /** nu: share of that noise really added to mu; 1 = RED-Diff, 0 = annealed RED (no noise). */
  readonly noiseFraction: number;
  /**
   * a: share of the last iteration's noise that is used again instead of drawn anew (after FLAIR, arXiv 2506.02680). Above 0
   * the noise is also drawn and kept where nu = 0 adds none of it, so that plans which begin to add it at different iterations
   * add the same.
   */
  readonly reuseFraction: number;
  /** Relaxation of the step, at most 1 as a rule, or factor on the optimiser's learning rate. */
  readonly eta: number;
  /** Heavy-ball momentum. */
  readonly beta: number;
}

/** The iterations of a run in their order. A plan never changes; `extendPlan` makes a longer one. */
export type IterationPlan = readonly PlanEntry[];

/** A stretch of iterations whose noise level falls geometrically. */
export interface PlanLeg {
  readonly iterations: number;
  readonly sigmaStart: number;
  readonly sigmaEnd: number;
  readonly noiseFraction: number;
  /** 'flair': a = 1 / (1 + sigma); otherwise the share itself. */
  readonly reuse: number | 'flair';
  readonly etaStart: number;
  readonly etaEnd: number;
  readonly beta: number;
}

/**
 * Entries of one leg: sigma geometric and eta linear from start to end, both ends included.
 * @throws EngineError 'settings' for noise levels that are not positive or a negative count.
 */
export function planLeg(leg: PlanLeg): IterationPlan {
  if (!(leg.sigmaStart > 0 && leg.sigmaEnd > 0) || !(leg.iterations >= 0)) {
    throw new EngineError(
      'settings',
      `Expected positive noise levels and a count but received ${leg.sigmaStart} to ${leg.sigmaEnd} in ${leg.iterations}.`,
    );
  }
  return Array.from({ length: leg.iterations }, (_, index) => {
    const fraction = leg.iterations > 1 ? index / (leg.iterations - 1) : 1;
    const sigma = leg.sigmaStart * (leg.sigmaEnd / leg.sigmaStart) ** fraction;
    return {
      sigma,
      noiseFraction: leg.noiseFraction,
      reuseFraction: leg.reuse === 'flair' ? 1 / (1 + sigma) : leg.reuse,
      eta: leg.etaStart + (leg.etaEnd - leg.etaStart) * fraction,
      beta: leg.beta,
    };
  });
}

/**
 * The published plan (arXiv 2305.04391, algorithm 1): timesteps 0, k, 2k, ... below numTimesteps with
 * k = floor(numTimesteps / iterations), in descending order, and fresh noise in each.
 * @param sigmaOf noise level of a timestep
 * @throws EngineError 'settings' unless 1 <= iterations <= numTimesteps.
 */
export function paperPlan(
  iterations: number,
  numTimesteps: number,
  sigmaOf: (timestep: number) => number,
): IterationPlan {
  if (!Number.isInteger(iterations) || iterations < 1 || iterations > numTimesteps) {
    throw new EngineError(
      'settings',
      `Expected 1 to ${numTimesteps} iterations but received ${iterations}.`,
    );
  }
  const stride = Math.floor(numTimesteps / iterations);
  const entries: PlanEntry[] = [];
  for (let timestep = 0; timestep < numTimesteps; timestep += stride) {
    entries.unshift({
      sigma: sigmaOf(timestep),
      noiseFraction: 1,
      reuseFraction: 0,
      eta: 1,
      beta: 0,
    });
  }
  return entries;
}

/**
 * A leg in steps of another length. Noise that is used again leaves as much of itself in the picture as the steps towards it are
 * long in all, and without noise the same steps go ever farther from the mean of what is likely to the likeliest; so where
 * there are more iterations each steps less, and renews less.
 * @param length of a step, in steps of before: below 1 for more iterations
 */
export function restep(leg: IterationPlan, length: number): IterationPlan {
  return leg.map((entry) => ({
    ...entry,
    eta: Math.min(Math.max(1, entry.eta), entry.eta * length),
    reuseFraction: entry.reuseFraction ** length,
  }));
}

/**
 * The plan with n more iterations, which walk through the noise levels of its last quarter once more. Noise that is used again
 * is in the picture by then and is not added once more, or it would grow with every extension; so they are a refinement, which
 * comes to rest. Where none was ever added they go as far as the last quarter did, however many they are, for the same reason.
 */
export function extendPlan(plan: IterationPlan, n: number): IterationPlan {
  const last = plan.at(-1);
  if (!last || n <= 0) return plan;
  const begin = Math.floor(plan.length * 0.75);
  const from = plan[begin] ?? last;
  const tail = planLeg({
    iterations: n,
    sigmaStart: Math.max(from.sigma, last.sigma),
    sigmaEnd: last.sigma,
    noiseFraction: last.reuseFraction > 0 ? 0 : last.noiseFraction,
    reuse: last.reuseFraction,
    etaStart: from.eta,
    etaEnd: last.eta,
    beta: last.beta,
  });
  const isRefinement = last.reuseFraction > 0 || last.noiseFraction === 0;
  return [...plan, ...(isRefinement ? restep(tail, (plan.length - begin) / n) : tail)];
}
