import { describe, expect, it } from 'vitest';
import {
  extendPlan,
  paperPlan,
  planLeg,
  restep,
} from '../../../../src-main/engine/schedule/iteration-plan';

const leg = {
  iterations: 5,
  sigmaStart: 0.4,
  sigmaEnd: 0.025,
  noiseFraction: 1,
  reuse: 0,
  etaStart: 1,
  etaEnd: 0.5,
  beta: 0.25,
} as const;

describe('planLeg', () => {
  it('falls geometrically from the first to the last noise level', () => {
    const sigmas = planLeg(leg).map(({ sigma }) => sigma);
    [0.4, 0.2, 0.1, 0.05, 0.025].forEach((expected, i) =>
      expect(sigmas[i]).toBeCloseTo(expected, 12),
    );
  });

  it('moves eta linearly', () => {
    expect(planLeg(leg).map(({ eta }) => eta)).toEqual([1, 0.875, 0.75, 0.625, 0.5]);
  });

  it('reuses 1 / (1 + sigma) of the noise on request', () => {
    expect(planLeg({ ...leg, reuse: 'flair' })[0]?.reuseFraction).toBeCloseTo(1 / 1.4, 12);
  });

  it('of one iteration is asked at the last noise level', () => {
    expect(planLeg({ ...leg, iterations: 1 })[0]?.sigma).toBeCloseTo(0.025, 12);
  });

  it('refuses a noise level of zero', () => {
    expect(() => planLeg({ ...leg, sigmaEnd: 0 })).toThrow(/positive noise levels/);
  });
});

describe('restep', () => {
  it('takes shorter steps and renews less noise where there are more', () => {
    const [first] = restep(planLeg({ ...leg, etaStart: 0.5, reuse: 0.64 }), 0.5);
    expect(first!.eta).toBeCloseTo(0.25, 12);
    expect(first!.reuseFraction).toBeCloseTo(0.8, 12);
  });

  it('never goes beyond what it steps towards', () => {
    expect(restep(planLeg({ ...leg, etaStart: 0.5 }), 5)[0]!.eta).toBe(1);
  });
});

describe('paperPlan', () => {
  it('visits the timesteps of range(0, 1000, 10) in descending order', () => {
    const timesteps: number[] = [];
    paperPlan(100, 1000, (timestep) => (timesteps.push(timestep), timestep + 1));
    const plan = paperPlan(100, 1000, (timestep) => timestep + 1);
    expect(plan).toHaveLength(100);
    expect(plan[0]?.sigma).toBe(991);
    expect(plan[99]?.sigma).toBe(1);
    expect(timesteps).toHaveLength(100);
  });

  it.each([
    [1, 1],
    [5, 5],
    [14, 15],
    [501, 1000],
    [1000, 1000],
  ])('asked for %i makes %i iterations, as its strides are whole', (asked, made) => {
    const plan = paperPlan(asked, 1000, (timestep) => timestep + 1);
    expect(plan).toHaveLength(made);
    expect(plan.at(-1)?.sigma).toBe(1);
  });

  it.each([0, 1.5, 1001])('refuses %f iterations', (iterations) => {
    expect(() => paperPlan(iterations, 1000, () => 1)).toThrow(/1 to 1000/);
  });
});

describe('extendPlan', () => {
  it('keeps the iterations that may have run already', () => {
    const plan = planLeg(leg);
    const longer = extendPlan(plan, 3);
    expect(longer.slice(0, 5)).toEqual(plan);
    expect(longer).toHaveLength(8);
    expect(longer[7]?.sigma).toBeCloseTo(0.025, 12);
    expect(longer[5]!.sigma).toBeGreaterThan(0.025);
  });

  it('adds no noise that is in the picture already, and steps as far in all, however many they are', () => {
    const plan = planLeg({ ...leg, iterations: 8, etaEnd: 1, reuse: 0.9 });
    const farOf = (entries: typeof plan) => entries.reduce((sum, { eta }) => sum + eta, 0);
    for (const n of [2, 20]) {
      const added = extendPlan(plan, n).slice(8);
      expect(added.map(({ noiseFraction }) => noiseFraction)).toEqual(added.map(() => 0));
      expect(farOf(added)).toBeCloseTo(farOf(plan.slice(6)), 9);
      expect(added[0]!.reuseFraction ** n).toBeCloseTo(0.9 ** 2, 9);
    }
  });

  it('keeps the fresh noise of a plan that never uses any again', () => {
    const plan = planLeg(leg);
    expect(extendPlan(plan, 3)[6]!.noiseFraction).toBe(1);
  });

  it('of nothing stays nothing', () => expect(extendPlan([], 3)).toEqual([]));
});
