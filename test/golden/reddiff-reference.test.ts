import * as ort from 'onnxruntime-node';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAveragePoolingOperator } from '../../src-main/engine/operators/average-pooling';
import { createBicubicOperator } from '../../src-main/engine/operators/bicubic';
import { createClippedExposureOperator } from '../../src-main/engine/operators/clipped-exposure';
import { createGreyMeanOperator } from '../../src-main/engine/operators/grey-mean';
import { createIdentityOperator } from '../../src-main/engine/operators/identity';
import { createInpaintingOperator } from '../../src-main/engine/operators/inpainting';
import type { MeasurementOperator } from '../../src-main/engine/operators/operator';
import { createAdam } from '../../src-main/engine/optimizer/adam';
import type { Prior } from '../../src-main/engine/prior/prior';
import type { NoiseSource } from '../../src-main/engine/random/noise-source';
import { redDiff } from '../../src-main/engine/red-diff/red-diff';
import { createRedDiffState } from '../../src-main/engine/red-diff/state';
import { paperPlan } from '../../src-main/engine/schedule/iteration-plan';
import {
  createLinearSchedule,
  type NoiseSchedule,
} from '../../src-main/engine/schedule/noise-schedule';
import {
  createImageTensor,
  elementCount,
  type ImageShape,
} from '../../src-main/engine/tensor/image-tensor';
import { createPublishedDeblurOperator } from '../support/published-deblur';
import {
  isReferencePresent,
  readReferenceBytes,
  readReferenceCase,
  readReferenceFloats,
  referenceFolder,
  referenceNames,
  type ReferenceCase,
} from '../support/reddiff-reference';

const largestDeviation = 1e-4;
/**
 * In one case a few values may miss that bound: its operator rests on a 32-bit singular value decomposition that only the
 * recording machine has to the last bit, and with the `log` weighting both gradients of a pixel are near 1e-6 and cancel to
 * 3e-8, where a rounding of 1e-10 moves Adam's first steps by 3e-4.
 */
const exceptions: Record<string, { largestDeviation: number; largestCount: number }> = {
  'deblur-gaussian-log': { largestDeviation: 3.5e-4, largestCount: 2 },
};
const schedule = createLinearSchedule();

function createOperator({ name, degradation }: ReferenceCase, image: ImageShape) {
  const operators: Record<string, () => MeasurementOperator> = {
    deno: () => createIdentityOperator(image),
    sr4: () => createAveragePoolingOperator(image, 4),
    bicubic4: () => createBicubicOperator(image, 4),
    deblur_gauss: () =>
      createPublishedDeblurOperator(
        createImageTensor(image, readReferenceFloats(name, 'truth.f32')),
        createImageTensor(image, readReferenceFloats(name, 'measurement.f32')),
      ),
    color: () => createGreyMeanOperator(image, [0.3333, 0.3334, 0.3333]),
    hdr: () => createClippedExposureOperator(image),
    in2_x: () =>
      createInpaintingOperator(
        image,
        createImageTensor(image, Float32Array.from(readReferenceBytes(name, 'mask.u8'))),
      ),
  };
  const create = operators[degradation];
  if (!create) throw new Error(`No operator for ${degradation}.`);
  return create();
}

/** The analytic prior N(0.1, 0.25): D(x; r) = (s2 x + r^2 m) / (s2 + r^2). */
function createReferenceGaussian(): Prior {
  const mean = 0.1;
  const variance = 0.25;
  return {
    sigmaRange: { min: 0, max: Infinity },
    takesSigmaMap: false,
    sizeMultiple: 1,
    haloPx: 0,
    denoise(x, sigma, out) {
      const power = (sigma as number) ** 2;
      x.data.forEach((value, i) => {
        out.data[i] = (variance * value + power * mean) / (variance + power);
      });
      return Promise.resolve();
    },
    dispose: () => Promise.resolve(),
  };
}

/** The reference's tiny network as a denoiser: eps = net(sqrt(alphaBar) x, t), x0 = x - sigma eps. */
async function createReferenceNetwork(noiseSchedule: NoiseSchedule): Promise<Prior> {
  const session = await ort.InferenceSession.create(path.join(referenceFolder, 'tiny-eps.onnx'));
  return {
    sigmaRange: { min: 0, max: Infinity },
    takesSigmaMap: false,
    sizeMultiple: 1,
    haloPx: 16,
    async denoise(x, sigma, out) {
      const timestep = noiseSchedule.nearestTimestep(sigma as number);
      const scale = Math.sqrt(noiseSchedule.alphaBar(timestep));
      const { eps } = await session.run({
        x: new ort.Tensor(
          'float32',
          x.data.map((value) => scale * value),
          [1, 3, x.height, x.width],
        ),
        t: new ort.Tensor('int64', BigInt64Array.of(BigInt(timestep)), [1]),
      });
      const predicted = eps!.data as Float32Array;
      x.data.forEach((value, i) => (out.data[i] = value - (sigma as number) * predicted[i]!));
    },
    dispose: () => session.release(),
  };
}

/** Replays the stored noise of each iteration instead of drawing any. */
function replayNoise(values: Float32Array): NoiseSource {
  return {
    fill: (out, iteration) => {
      const count = elementCount(out);
      out.data.set(values.subarray(iteration * count, (iteration + 1) * count));
    },
  };
}

/** How far mu is from the reference after each listed number of steps: the maximum, and how many values miss the bound. */
async function followTrajectory(reference: ReferenceCase, prior: Prior) {
  const [channels, height, width] = reference.image;
  const image = { channels, height, width };
  const operator = createOperator(reference, image);
  const optimizer = createAdam({
    learningRate: reference.learning_rate,
    betas: reference.adam_betas,
  });
  const start = createImageTensor(image, readReferenceFloats(reference.name, 'mu_init.f32'));
  const state = createRedDiffState(start, optimizer);
  const expected = readReferenceFloats(reference.name, 'mu.f32');
  const deviations: { largest: number; count: number }[] = [];
  const problem = {
    operator,
    measurement: createImageTensor(
      operator.outputShape,
      readReferenceFloats(reference.name, 'measurement.f32'),
    ),
    prior,
    objective: {
      weighting: reference.weight,
      lambda: reference.lambda_,
      observationWeight: 1,
      reduction: 'mean',
    },
    optimizer,
    noise: replayNoise(readReferenceFloats(reference.name, 'noise_xt.f32')),
    region: { x: 0, y: 0, width, height },
  } as const;
  const plan = paperPlan(reference.steps, schedule.numTimesteps, (t) => schedule.sigma(t));
  for await (const { iteration } of redDiff(problem, state, plan)) {
    const listed = reference.mu_after_steps.indexOf(iteration + 1);
    if (listed < 0) continue;
    const count = elementCount(image);
    const differences = state.mu.data.map((value, i) =>
      Math.abs(value - expected[listed * count + i]!),
    );
    deviations.push({
      largest: Math.max(...differences),
      count: differences.filter((difference) => difference > largestDeviation).length,
    });
  }
  return deviations;
}

if (!isReferencePresent) {
  console.warn(
    `SKIPPED: the recorded reference trajectories are not at ${referenceFolder}; ` +
      'parity with the published method was NOT checked in this run (the own golden cases were).',
  );
}

describe.skipIf(!isReferencePresent)('the published trajectories', () => {
  let network: Prior;
  beforeAll(async () => {
    network = await createReferenceNetwork(schedule);
  });

  it.each(referenceNames)('%s is followed at every listed step', async (name) => {
    const reference = readReferenceCase(name);
    const prior = reference.prior === 'conv' ? network : createReferenceGaussian();
    const deviations = await followTrajectory(reference, prior);
    expect(deviations).toHaveLength(reference.mu_after_steps.length);
    const exception = exceptions[name];
    for (const { largest, count } of deviations) {
      expect(largest).toBeLessThanOrEqual(exception?.largestDeviation ?? largestDeviation);
      expect(count).toBeLessThanOrEqual(exception?.largestCount ?? 0);
    }
  });
});
