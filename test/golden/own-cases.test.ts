import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAveragePoolingOperator } from '../../src-main/engine/operators/average-pooling';
import { createInpaintingOperator } from '../../src-main/engine/operators/inpainting';
import { createToneCurveOperator } from '../../src-main/engine/operators/tone-curve';
import type { MeasurementOperator } from '../../src-main/engine/operators/operator';
import { createAdam } from '../../src-main/engine/optimizer/adam';
import { createProximalDataStep } from '../../src-main/engine/optimizer/proximal';
import { createRelaxedGradient } from '../../src-main/engine/optimizer/relaxed-gradient';
import { createGaussianField } from '../../src-main/engine/random/gaussian-field';
import type { RedDiffProblem } from '../../src-main/engine/red-diff/problem';
import { redDiff } from '../../src-main/engine/red-diff/red-diff';
import { createRedDiffState } from '../../src-main/engine/red-diff/state';
import {
  paperPlan,
  planLeg,
  type IterationPlan,
} from '../../src-main/engine/schedule/iteration-plan';
import { createLinearSchedule } from '../../src-main/engine/schedule/noise-schedule';
import { createImageTensor, type ImageTensor } from '../../src-main/engine/tensor/image-tensor';
import { createGaussianPrior } from '../support/gaussian-prior';
import { createSmoothingPrior } from '../support/smoothing-prior';

/*
 * The project's own trajectories, which protect a clone that has no reference material beside it: whatever a change does to
 * the noise, a plan, an operator, an optimiser or the iteration shows here. Remake them after an intended change with
 *     UPDATE_GOLDEN=1 npx vitest run --project golden
 */
const file = path.join(import.meta.dirname, 'own-cases.json');
const largestDeviation = 1e-5;
const image = { channels: 3, height: 6, width: 8 };
const schedule = createLinearSchedule();

/** A fixed picture with edges and slopes. */
const truth = createImageTensor(
  image,
  Float32Array.from({ length: 144 }, (_, i) =>
    Math.max(-1, Math.min(1, Math.sin(i * 0.37) + (i % 8 > 4 ? 0.4 : -0.2))),
  ),
);

type OwnCase = Pick<RedDiffProblem, 'operator' | 'objective' | 'optimizer' | 'prior'> & {
  readonly plan: IterationPlan;
  readonly isProximal?: boolean;
};

const observedMask = createImageTensor(
  { channels: 1, height: 6, width: 8 },
  Float32Array.from({ length: 48 }, (_, i) => (i % 5 === 2 ? 0 : i % 7 === 3 ? 0.5 : 1)),
);

const cases: Record<string, () => OwnCase> = {
  'paper-inpainting-adam': () => ({
    operator: createInpaintingOperator(image, observedMask),
    objective: { weighting: 'linear', lambda: 0.25, observationWeight: 1, reduction: 'mean' },
    optimizer: createAdam({ learningRate: 0.1 }),
    prior: createGaussianPrior({ mean: 0.1, variance: 0.25 }),
    plan: paperPlan(40, schedule.numTimesteps, (timestep) => schedule.sigma(timestep)),
  }),
  'photo-two-legs-reuse-momentum': () => ({
    operator: createInpaintingOperator(image, observedMask),
    objective: { weighting: 'sqrt', lambda: 0.5, observationWeight: 0.2, reduction: 'sum' },
    optimizer: createRelaxedGradient(),
    prior: createSmoothingPrior(1),
    plan: [
      ...planLeg({ ...leg, noiseFraction: 0, beta: 0.5 }),
      ...planLeg({ ...leg, noiseFraction: 1, reuse: 'flair', beta: 0.1 }),
    ],
  }),
  'pooling-proximal': () => ({
    operator: createAveragePoolingOperator(image, 2),
    objective: { weighting: 'linear', lambda: 1, observationWeight: 0, reduction: 'sum' },
    optimizer: createRelaxedGradient(),
    prior: createSmoothingPrior(1),
    plan: planLeg({ ...leg, noiseFraction: 1, beta: 0 }),
    isProximal: true,
  }),
  'fading-adam-sums': () => ({
    operator: createToneCurveOperator(image, [
      { gain: 0.7, offset: 0.1, gamma: 1.2 },
      { gain: 0.6, offset: 0.15, gamma: 0.8 },
      { gain: 0.5, offset: 0.2, gamma: 1 },
    ]),
    objective: { weighting: 'log', lambda: 0.1, observationWeight: 1, reduction: 'sum' },
    optimizer: createAdam({ learningRate: 0.05 }),
    prior: createGaussianPrior({ mean: 0, variance: 0.3 }),
    plan: planLeg({ ...leg, noiseFraction: 0.5, beta: 0 }),
  }),
};

const leg = {
  iterations: 8,
  sigmaStart: 0.6,
  sigmaEnd: 0.04,
  noiseFraction: 1,
  reuse: 0,
  etaStart: 0.8,
  etaEnd: 0.4,
  beta: 0,
} as const;

/** mu after the whole plan, from the measurement's own start. */
async function solve(ownCase: OwnCase): Promise<ImageTensor> {
  const measurement = measure(ownCase.operator);
  const start = createImageTensor(image);
  ownCase.operator.vjp(createImageTensor(image), measurement, start);
  const state = createRedDiffState(start, ownCase.optimizer);
  const problem: RedDiffProblem = {
    ...ownCase,
    measurement,
    noise: createGaussianField(2024),
    region: { x: -3, y: 5, width: image.width, height: image.height },
    ...(ownCase.isProximal
      ? {
          dataStep: createProximalDataStep({
            operator: createAveragePoolingOperator(image, 2),
            measurement,
            measurementSigma: 0.02,
          }),
        }
      : {}),
  };
  for await (const step of redDiff(problem, state, ownCase.plan)) {
    expect(Number.isFinite(step.stepNorm)).toBe(true);
  }
  return state.mu;
}

function measure(operator: MeasurementOperator): ImageTensor {
  const measurement = createImageTensor(operator.outputShape);
  operator.forward(truth, measurement);
  return measurement;
}

const isUpdating = process.env['UPDATE_GOLDEN'] === '1';
const recorded = isUpdating
  ? {}
  : (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number[]>);

describe("the project's own trajectories", () => {
  it.each(Object.keys(cases))('%s ends where it ended when it was recorded', async (name) => {
    const mu = await solve(cases[name]!());
    if (isUpdating) {
      recorded[name] = Array.from(mu.data, (value) => Number(value.toFixed(7)));
      writeFileSync(file, `${JSON.stringify(recorded, null, 1)}\n`);
      return;
    }
    const expected = recorded[name]!;
    expect(expected).toHaveLength(mu.data.length);
    mu.data.forEach((value, i) =>
      expect(Math.abs(value - expected[i]!)).toBeLessThan(largestDeviation),
    );
  });
});
