import { describe, expect, it } from 'vitest';
import {
  extendPlan,
  paperPlan,
  planLeg,
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

  it('of nothing stays nothing', () => expect(extendPlan([], 3)).toEqual([]));
});
