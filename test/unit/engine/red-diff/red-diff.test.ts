import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../../src-main/engine/errors';
import { createIdentityOperator } from '../../../../src-main/engine/operators/identity';
import { createRelaxedGradient } from '../../../../src-main/engine/optimizer/relaxed-gradient';
import type { Prior } from '../../../../src-main/engine/prior/prior';
import { createGaussianField } from '../../../../src-main/engine/random/gaussian-field';
import type { RedDiffProblem } from '../../../../src-main/engine/red-diff/problem';
import { redDiff } from '../../../../src-main/engine/red-diff/red-diff';
import { createRedDiffState } from '../../../../src-main/engine/red-diff/state';
import { extendPlan, planLeg } from '../../../../src-main/engine/schedule/iteration-plan';
import {
  createImageTensor,
  type ImageTensor,
} from '../../../../src-main/engine/tensor/image-tensor';

const shape = { channels: 3, height: 6, width: 7 };
const plan = planLeg({
  iterations: 6,
  sigmaStart: 0.8,
  sigmaEnd: 0.05,
  noiseFraction: 1,
  reuse: 'flair',
  etaStart: 0.6,
  etaEnd: 0.3,
  beta: 0.2,
});

/** A prior made of one function of (value, sigma). */
function createPrior(answer: (value: number, sigma: number, index: number) => number): Prior {
  return {
    sigmaRange: { min: 0.001, max: 100 },
    takesSigmaMap: false,
    sizeMultiple: 1,
    haloPx: 0,
    denoise(x, sigma, out) {
      const answers = x.data.map((value, index) => answer(value, sigma as number, index));
      out.data.set(answers);
      return Promise.resolve();
    },
    dispose: () => Promise.resolve(),
  };
}

const shrinking = createPrior((value, sigma) => value / (1 + sigma * sigma));

function createProblem(change: Partial<RedDiffProblem> = {}): RedDiffProblem {
  const measurement = createImageTensor(shape);
  measurement.data.forEach((_, i) => (measurement.data[i] = Math.sin(i)));
  return {
    operator: createIdentityOperator(shape),
    measurement,
    prior: shrinking,
    objective: { weighting: 'linear', lambda: 1, observationWeight: 0.1, reduction: 'sum' },
    optimizer: createRelaxedGradient(),
    noise: createGaussianField(7),
    region: { x: 3, y: 4, width: shape.width, height: shape.height },
    ...change,
  };
}

async function runAll(problem: RedDiffProblem, state = startOf(problem), steps = plan) {
  const records = [];
  for await (const { denoised: _denoised, ...record } of redDiff(problem, state, steps)) {
    records.push(record);
  }
  return { state, records };
}

const startOf = (problem: RedDiffProblem) =>
  createRedDiffState(createImageTensor(shape), problem.optimizer);

describe('redDiff', () => {
  it('without noise and with full steps takes over what the prior answers', async () => {
    const problem = createProblem({
      objective: { weighting: 'linear', lambda: 1, observationWeight: 0, reduction: 'sum' },
      prior: createPrior((_value, _sigma, index) => index / 100),
    });
    const { state } = await runAll(
      problem,
      startOf(problem),
      planLeg({ ...legWithoutNoise, iterations: 1 }),
    );
    state.mu.data.forEach((value, i) => expect(value).toBeCloseTo(i / 100, 6));
  });

  it('descends the stated gradient: one step with a known answer', async () => {
    const problem = createProblem({
      objective: { weighting: 'square', lambda: 0.5, observationWeight: 2, reduction: 'mean' },
    });
    const start = createImageTensor(shape);
    start.data.fill(0.4);
    const state = createRedDiffState(start, problem.optimizer);
    await runAll(problem, state, planLeg({ ...legWithoutNoise, iterations: 1 }));
    const sigma = legWithoutNoise.sigmaEnd;
    const count = start.data.length;
    state.mu.data.forEach((value, i) => {
      const prior = ((0.5 * sigma ** 2) / sigma) * (0.4 - 0.4 / (1 + sigma ** 2));
      const data = 2 * (0.4 - problem.measurement.data[i]!);
      expect(value).toBeCloseTo(0.4 - (prior + data) / count, 6);
    });
  });

  it('gives the same bits when it is paused and continued from its state', async () => {
    const whole = await runAll(createProblem());
    const problem = createProblem();
    const state = startOf(problem);
    for await (const { iteration } of redDiff(problem, state, plan)) if (iteration === 2) break;
    await runAll(problem, state);
    expect(state.mu.data).toEqual(whole.state.mu.data);
  });

  it('goes on under an extended plan as if that had been the plan from the start', async () => {
    const longer = extendPlan(plan, 4);
    const problem = createProblem();
    const { state } = await runAll(problem);
    await runAll(problem, state, longer);
    const atOnce = await runAll(createProblem(), undefined, longer);
    expect(state.mu.data).toEqual(atOnce.state.mu.data);
    expect(state.iteration).toBe(10);
  });

  it('draws and keeps noise that is not added yet, so that it is the same once it is', async () => {
    const asked: Float32Array[] = [];
    const prior: Prior = {
      ...shrinking,
      denoise(x, sigma, out) {
        asked.push(x.data.slice());
        return shrinking.denoise(x, sigma, out);
      },
    };
    const problem = createProblem({ prior });
    const silent = plan.map((entry, index) => (index < 3 ? { ...entry, noiseFraction: 0 } : entry));
    const early = (await runAll(createProblem())).state;
    const late = (await runAll(problem, startOf(problem), silent)).state;
    expect(late.lastNoise).toEqual(early.lastNoise);
    expect(late.mu.data).not.toEqual(early.mu.data);
    // mu starts at zero, and nothing was added to it.
    expect(asked[0]!.every((value) => value === 0)).toBe(true);
    expect(asked[3]!.some((value) => Math.abs(value) > 0.1)).toBe(true);
  });

  it('gives other pictures for other seeds', async () => {
    const one = await runAll(createProblem());
    const other = await runAll(createProblem({ noise: createGaussianField(8) }));
    expect(other.state.mu.data).not.toEqual(one.state.mu.data);
  });

  it('reports residuals that mean what they say', async () => {
    const { records } = await runAll(createProblem());
    expect(records.map(({ iteration }) => iteration)).toEqual([0, 1, 2, 3, 4, 5]);
    const rmsOfMeasurement = Math.sqrt(
      createProblem().measurement.data.reduce((sum, y) => sum + y * y, 0) / 126,
    );
    // mu starts at zero, so the first data residual is the measurement itself.
    expect(records[0]!.dataResidual).toBeCloseTo(rmsOfMeasurement, 6);
    expect(records.at(-1)!.sigma).toBeCloseTo(0.05, 6);
  });

  it('reports of a step with a known answer how far it went, and from where', async () => {
    const objective = {
      weighting: 'square',
      lambda: 0.5,
      observationWeight: 0.5,
      reduction: 'sum',
    };
    const problem = createProblem({ objective: objective as RedDiffProblem['objective'] });
    const start = createImageTensor(shape);
    start.data.fill(0.4);
    const state = createRedDiffState(start, problem.optimizer);
    const { records } = await runAll(problem, state, planLeg(legWithoutNoise));
    const sigma = legWithoutNoise.sigmaEnd;
    const rms = (values: Float32Array) =>
      Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    const apart = 0.4 - 0.4 / (1 + sigma ** 2);
    const missed = problem.measurement.data.map((y) => 0.4 - y);
    expect(records[0]!.priorResidual).toBeCloseTo(apart, 6);
    expect(records[0]!.dataResidual).toBeCloseTo(rms(missed), 6);
    const gradient = missed.map((data) => 0.5 * sigma * apart + 0.5 * data);
    expect(records[0]!.stepNorm).toBeCloseTo(rms(gradient), 6);
  });

  it('gives a map-taking prior the noise level of each pixel and noises pixels accordingly', async () => {
    const asked: (number | ImageTensor)[] = [];
    const seen: Float32Array[] = [];
    const map = createImageTensor({ channels: 1, height: 6, width: 7 });
    map.data[5] = 0.5;
    const prior: Prior = {
      ...shrinking,
      takesSigmaMap: true,
      denoise(x, sigma, out) {
        asked.push(sigma);
        seen.push(x.data.slice());
        out.data.set(x.data);
        return Promise.resolve();
      },
    };
    const problem = createProblem({ prior, sigmaMap: () => map });
    await runAll(problem, startOf(problem), plan.slice(0, 1));
    expect(asked[0]).toBe(map);
    seen[0]!.forEach((value, i) => {
      if (i % 42 === 5) expect(value).not.toBe(0);
      else expect(value).toBe(0);
    });
  });

  it('stopped in the middle of a call leaves the state as it was, so that going on gives the same bits', async () => {
    const whole = await runAll(createProblem());
    const signal = { aborted: false };
    let calls = 0;
    const prior: Prior = {
      ...shrinking,
      async denoise(x, sigma, out) {
        if (++calls === 4) signal.aborted = true;
        else await shrinking.denoise(x, sigma, out);
      },
    };
    const problem = createProblem({ prior });
    const state = startOf(problem);
    const steps = [];
    for await (const step of redDiff(problem, state, plan, signal)) steps.push(step.iteration);
    expect(steps).toEqual([0, 1, 2]);
    await runAll(problem, state);
    expect(state.mu.data).toEqual(whole.state.mu.data);
  });

  it('stops without touching the state when the signal says so', async () => {
    const problem = createProblem();
    const state = startOf(problem);
    for await (const step of redDiff(problem, state, plan, { aborted: true })) {
      expect.fail(`ran iteration ${step.iteration}`);
    }
    expect(state.iteration).toBe(0);
    expect(state.mu.data.every((value) => value === 0)).toBe(true);
  });
});

const legWithoutNoise = {
  iterations: 1,
  sigmaStart: 0.3,
  sigmaEnd: 0.3,
  noiseFraction: 0,
  reuse: 0,
  etaStart: 1,
  etaEnd: 1,
  beta: 0,
} as const;

describe('the guards', () => {
  it.each([
    ['not-finite', createPrior((value, _sigma, index) => (index === 3 ? NaN : value))],
    ['not-finite', createPrior((value, _sigma, index) => (index === 3 ? Infinity : value))],
    ['constant-output', createPrior(() => 0.25)],
    ['diverged', createPrior((value) => 1e5 * (value + 1))],
  ] as const)('stop a run with "%s"', async (kind, prior) => {
    const problem = createProblem({ prior });
    const error: unknown = await runAll(problem).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).kind).toBe(kind);
  });

  it('keep the last good estimate when a step runs away', async () => {
    let calls = 0;
    const prior = createPrior((value) => (calls++ < 126 ? 0.5 * value : 1e5 + value));
    const problem = createProblem({ prior });
    const state = startOf(problem);
    await expect(runAll(problem, state)).rejects.toThrow(
      /plausible range.*; the run was stopped, lower the strength or lambda\.$/,
    );
    expect(state.iteration).toBe(1);
    expect(Math.max(...state.mu.data)).toBeLessThan(2);
  });
});
