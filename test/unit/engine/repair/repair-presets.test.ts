import { describe, expect, it } from 'vitest';
import { createIdentityOperator } from '../../../../src-main/engine/operators/identity';
import { createGaussianField } from '../../../../src-main/engine/random/gaussian-field';
import { redDiff } from '../../../../src-main/engine/red-diff/red-diff';
import { createRedDiffState } from '../../../../src-main/engine/red-diff/state';
import { weightAt } from '../../../../src-main/engine/red-diff/weighting';
import {
  planWindowIterations,
  repairObjective,
  repairOptimizer,
} from '../../../../src-main/engine/repair/repair-presets';
import { extendPlan } from '../../../../src-main/engine/schedule/iteration-plan';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';
import {
  completeSettings,
  numberSettings,
  weightingNames,
  type RepairSettings,
} from '../../../../src-shared/model/settings';
import { createGaussianPrior } from '../../../support/gaussian-prior';
import { constantImage, randomImage } from '../../../support/random-image';

const shape = { channels: 3, height: 4, width: 4 };
const mean = 0.1;
/** Where the estimate begins, as a distance to the mean. */
const firstDistance = 0.6;
const sigmaRange = { min: 0.01, max: 5 };
const narrow = { level: 0, widestRadiusPx: 3, startsFromCoarser: false, sigmaRange };
const wide = { level: 0, widestRadiusPx: 20, startsFromCoarser: true, sigmaRange };
const coarse = { ...wide, level: 1 };

/** Root mean square distance to the prior's mean after each iteration of a window's plan, nothing being observed. */
async function distancesOf(
  settings: RepairSettings,
  variance: number,
  facts = narrow,
): Promise<number[]> {
  const optimizer = repairOptimizer(settings);
  const state = createRedDiffState(constantImage(shape, mean + firstDistance), optimizer);
  const problem = {
    operator: createIdentityOperator(shape),
    measurement: createImageTensor(shape),
    prior: createGaussianPrior({ mean, variance }),
    objective: repairObjective(settings),
    optimizer,
    noise: createGaussianField(settings.seed),
    region: { x: 0, y: 0, width: shape.width, height: shape.height },
  };
  const distances: number[] = [];
  for await (const _step of redDiff(problem, state, planWindowIterations(settings, facts))) {
    const squares = state.mu.data.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    distances.push(Math.sqrt(squares / state.mu.data.length));
  }
  return distances;
}

const { lambda, noiseStart, noiseEnd } = numberSettings;
const ends = weightingNames.flatMap((weighting) =>
  [lambda.minimum, lambda.maximum].map((value) => ({ weighting, lambda: value })),
);

describe('the preset photo with the relaxed gradient', () => {
  /** The first suppresses every deviation, the others let some of it through. */
  const variances = [1e-8, 1e-3, 0.05];
  const levels = [
    {},
    { noiseStart: noiseStart.minimum, noiseEnd: noiseEnd.minimum },
    { noiseStart: noiseStart.maximum, noiseEnd: noiseEnd.maximum },
  ];

  it.each(ends)('stays bounded under $weighting with lambda $lambda', async (end) => {
    for (const facts of [narrow, wide, coarse]) {
      for (const level of levels) {
        for (const strength of [0, 0.5, 1]) {
          for (const variance of variances) {
            const settings = completeSettings({ ...end, ...level, strength, iterations: 40 });
            const distances = await distancesOf(settings, variance, facts);
            expect(Math.max(...distances)).toBeLessThan(1.2 * firstDistance);
          }
        }
      }
    }
  });

  it.each(ends.filter(({ lambda: value }) => value === lambda.maximum))(
    'finds what the prior is sure of under $weighting with lambda $lambda',
    async (end) => {
      const settings = completeSettings({ ...end, iterations: 40 });
      expect((await distancesOf(settings, 1e-8)).at(-1)).toBeLessThan(0.01 * firstDistance);
    },
  );

  it.each([0, 0.25, 0.5, 1])('at strength %f relaxes by at most 1 unless told to', (strength) => {
    const settings = completeSettings({ strength });
    const { weighting, lambda: usual } = repairObjective(settings);
    for (const facts of [narrow, wide, coarse]) {
      for (const { sigma, eta } of planWindowIterations(settings, facts)) {
        expect((eta * (usual * weightAt(weighting, sigma))) / sigma).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe.each(['photo', 'paper'] as const)('the plan of the preset %s', (preset) => {
  it.each([1, 2, 5, 1000])('asks a usable prior %i times', (iterations) => {
    for (const facts of [narrow, wide]) {
      const plan = planWindowIterations(completeSettings({ preset, iterations }), facts);
      expect(plan).toHaveLength(iterations);
      for (const { sigma } of plan) {
        expect(sigma).toBeGreaterThanOrEqual(sigmaRange.min);
        expect(sigma).toBeLessThanOrEqual(sigmaRange.max);
      }
      // Two are enough to be lively with: another seed is another picture.
      if (iterations > 1) expect(plan.at(-1)!.noiseFraction).toBe(1);
    }
  });

  it.each([
    {},
    { strength: 0 },
    { strength: 1 },
    { noiseStart: noiseStart.minimum },
    { noiseEnd: noiseEnd.maximum },
    { noiseStart: noiseStart.minimum, noiseEnd: noiseEnd.maximum },
  ])('asks ever more quietly in each leg, on every level, %j', (change) => {
    for (const facts of [narrow, wide, coarse, { ...coarse, startsFromCoarser: false }]) {
      for (const iterations of [2, 5, 14, 100]) {
        const plan = planWindowIterations(
          completeSettings({ preset, iterations, ...change }),
          facts,
        );
        // A leg adds noise all the time or never.
        const legs = [0, 1].map((share) =>
          plan.filter(({ noiseFraction }) => noiseFraction === share).map(({ sigma }) => sigma),
        );
        expect(legs.flat()).toHaveLength(plan.length);
        for (const sigmas of legs) expect(sigmas).toEqual([...sigmas].sort((a, b) => b - a));
      }
    }
  });
});

describe('a refinement without noise', () => {
  it('goes as far in many iterations as in few', async () => {
    const settings = completeSettings({ strength: 0 });
    const problem = {
      operator: createIdentityOperator(shape),
      measurement: createImageTensor(shape),
      prior: createGaussianPrior({ mean, variance: 0.01 }),
      objective: repairObjective(settings),
      optimizer: repairOptimizer(settings),
      noise: createGaussianField(settings.seed),
      region: { x: 0, y: 0, width: shape.width, height: shape.height },
    };
    const plan = planWindowIterations(settings, narrow);
    const leftAfter = async (more: number) => {
      const state = createRedDiffState(constantImage(shape, mean + 1), problem.optimizer);
      state.iteration = plan.length;
      for await (const _step of redDiff(problem, state, extendPlan(plan, more)));
      return state.mu.data[0]! - mean;
    };
    const few = await leftAfter(4);
    for (const more of [20, 100]) {
      const many = await leftAfter(more);
      expect(Math.abs(many / few - 1), `${more} iterations`).toBeLessThan(0.2);
    }
  });
});

describe('how lively a repair is', () => {
  /** A prior that keeps nine tenths of what small noise adds, as that of a textured photo does. */
  const variance = 0.01;
  const shapeOfHole = { channels: 3, height: 24, width: 24 };

  /** Deviation of what has been invented, after the plan and after each of three refinements. */
  async function livelinessOf(iterations: number): Promise<number[]> {
    const settings = completeSettings({ iterations });
    const optimizer = repairOptimizer(settings);
    const state = createRedDiffState(constantImage(shapeOfHole, mean), optimizer);
    const problem = {
      operator: createIdentityOperator(shapeOfHole),
      measurement: createImageTensor(shapeOfHole),
      prior: createGaussianPrior({ mean, variance }),
      objective: repairObjective(settings),
      optimizer,
      noise: createGaussianField(settings.seed),
      region: { x: 0, y: 0, width: 24, height: 24 },
    };
    let plan = planWindowIterations(settings, wide);
    const found: number[] = [];
    for (let refinement = 0; refinement <= 3; refinement++) {
      for await (const _step of redDiff(problem, state, plan));
      const squares = state.mu.data.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      found.push(Math.sqrt(squares / state.mu.data.length));
      plan = extendPlan(plan, 20);
    }
    return found;
  }

  it('does not follow the number of iterations', async () => {
    const [usual] = await livelinessOf(14);
    expect(usual).toBeGreaterThan(0.02);
    for (const iterations of [8, 20, 40, 200]) {
      const [found] = await livelinessOf(iterations);
      expect(Math.abs(found! / usual! - 1), `${iterations} iterations`).toBeLessThan(0.2);
    }
  });

  it('does not grow with refinements, which come to rest', async () => {
    const [before, once, twice, thrice] = await livelinessOf(14);
    expect(once).toBeLessThan(before!);
    expect(once! - before!).toBeLessThan(twice! - once!);
    expect(Math.abs(thrice! / twice! - 1)).toBeLessThan(0.03);
    expect(thrice).toBeGreaterThan(0.5 * before!);
  });
});

describe('the noise of windows that overlap', () => {
  const side = 48;
  const overlap = 20;
  const left = { x: 90, y: 70, width: side, height: side };
  const right = { ...left, x: left.x + side - overlap };

  /** The noise of a window in each iteration that adds any, by iteration. */
  async function noiseOf(settings: RepairSettings, region: typeof left, widestRadiusPx: number) {
    const image = { channels: 3, height: side, width: side };
    const optimizer = repairOptimizer(settings);
    const state = createRedDiffState(randomImage(image, 1, 0.5), optimizer);
    const problem = {
      operator: createIdentityOperator(image),
      measurement: createImageTensor(image),
      prior: createGaussianPrior({ mean, variance: 0.05 }),
      objective: repairObjective(settings),
      optimizer,
      noise: createGaussianField(settings.seed),
      region,
    };
    const plan = planWindowIterations(settings, { ...narrow, widestRadiusPx });
    const noises: (Float32Array | undefined)[] = [];
    for await (const { iteration } of redDiff(problem, state, plan)) {
      noises.push(plan[iteration]!.noiseFraction > 0 ? state.lastNoise!.slice() : undefined);
    }
    return { noises, begin: noises.findIndex((noise) => noise !== undefined) };
  }

  /** Correlation in the columns that both have. */
  function correlate(a: Float32Array, b: Float32Array): number {
    let [product, squaresA, squaresB] = [0, 0, 0];
    for (let row = 0; row < 3 * side; row++) {
      for (let column = 0; column < overlap; column++) {
        const [inA, inB] = [a[(row + 1) * side - overlap + column]!, b[row * side + column]!];
        product += inA * inB;
        squaresA += inA * inA;
        squaresB += inB * inB;
      }
    }
    return product / Math.sqrt(squaresA * squaresB);
  }

  it.each([
    { iterations: 14, strength: 0.5, least: 0.98 },
    { iterations: 14, strength: 1, least: 0.9 },
    { iterations: 60, strength: 0.5, least: 0.98 },
  ])(
    'agrees closely whenever each begins to add it, $iterations iterations, strength $strength',
    async ({ iterations, strength, least }) => {
      const settings = completeSettings({ iterations, strength });
      const gaps = new Set<number>();
      for (const [radius, otherRadius] of [
        [8, 7],
        [8, 5],
        [8, 3],
        [8, 1],
        [5, 3],
        [5, 1],
        [3, 1],
      ] as const) {
        const one = await noiseOf(settings, left, radius);
        const other = await noiseOf(settings, right, otherRadius);
        gaps.add(other.begin - one.begin);
        for (let iteration = other.begin; iteration < iterations; iteration++) {
          const found = correlate(one.noises[iteration]!, other.noises[iteration]!);
          expect(found, `iteration ${iteration} of ${other.begin}`).toBeGreaterThan(least);
        }
      }
      if (iterations === 14) expect([...gaps].sort()).toEqual([1, 2, 3, 4, 5]);
    },
  );

  it('is as strong as ever, and another in the next iteration', async () => {
    const { noises, begin } = await noiseOf(completeSettings({}), left, 3);
    const noise = noises[begin]!;
    const power = noise.reduce((sum, value) => sum + value * value, 0) / noise.length;
    expect(Math.abs(power - 1)).toBeLessThan(0.05);
    expect(noises[begin + 1]).not.toEqual(noise);
  });
});
