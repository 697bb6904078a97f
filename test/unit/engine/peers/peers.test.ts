import { describe, expect, it } from 'vitest';
import { createAveragePoolingOperator } from '../../../../src-main/engine/operators/average-pooling';
import { createBlurOperator, gaussianPsf } from '../../../../src-main/engine/operators/blur';
import { createInpaintingOperator } from '../../../../src-main/engine/operators/inpainting';
import type { LinearOperator } from '../../../../src-main/engine/operators/operator';
import { ddnm } from '../../../../src-main/engine/peers/ddnm';
import { ddrm } from '../../../../src-main/engine/peers/ddrm';
import { diffPir } from '../../../../src-main/engine/peers/diff-pir';
import type { PeerProblem, PeerStep } from '../../../../src-main/engine/peers/peer';
import { geometricSigmas } from '../../../../src-main/engine/peers/sigma-levels';
import type { Prior } from '../../../../src-main/engine/prior/prior';
import { createGaussianField } from '../../../../src-main/engine/random/gaussian-field';
import {
  cloneImageTensor,
  createImageTensor,
  type ImageTensor,
} from '../../../../src-main/engine/tensor/image-tensor';
import { norm, subtract } from '../../../../src-main/engine/tensor/ops';
import { apply } from '../../../support/adjointness';
import { createGaussianPrior } from '../../../support/gaussian-prior';
import { constantImage, largestDifference, randomImage } from '../../../support/random-image';

/** Pixels of the test's world: N(0.2, 0.3^2), independent. */
const mean = 0.2;
const deviation = 0.3;
const shape = { channels: 3, height: 40, width: 48 };
const prior = createGaussianPrior({ mean, variance: deviation ** 2 });
const sigmas = geometricSigmas(10, 0.01, 40);
const few = geometricSigmas(10, 0.01, 8);
const isHole = (i: number) => i % shape.width >= 24;

/** The right half is lost. */
function createHalf(): LinearOperator {
  const observed = createImageTensor({ ...shape, channels: 1 });
  observed.data.forEach((_value, i) => (observed.data[i] = isHole(i) ? 0 : 1));
  return createInpaintingOperator(shape, observed);
}

function createProblem(operator: LinearOperator, measurementSigma: number): PeerProblem {
  const truth = randomImage(shape, 3, deviation);
  truth.data.forEach((value, i) => (truth.data[i] = value + mean));
  const measurement = apply(operator, truth);
  const noise = randomImage(operator.outputShape, 4, measurementSigma);
  measurement.data.forEach((value, i) => (measurement.data[i] = value + noise.data[i]!));
  return {
    operator,
    measurement,
    prior,
    measurementSigma,
    start: constantImage(shape, 0),
    noise: createGaussianField(9),
    region: { x: 0, y: 0, width: shape.width, height: shape.height },
  };
}

async function lastEstimate(steps: AsyncGenerator<PeerStep>): Promise<ImageTensor> {
  let last: ImageTensor | undefined;
  for await (const { estimate } of steps) last = cloneImageTensor(estimate);
  return last!;
}

function statisticsOf(values: readonly number[]) {
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - average) ** 2, 0) / values.length;
  return { average, deviation: Math.sqrt(variance) };
}

const holeOf = ({ data }: ImageTensor) =>
  statisticsOf(Array.from(data).filter((_v, i) => isHole(i)));

/**
 * Deviation of pixels without evidence under x <- d + keep sigma' (x - d) / sigma + fresh sigma' z, which is linear in x for a
 * Gaussian prior, so that its variance can be followed exactly.
 */
function expectedHoleDeviation(keep: number, fresh: number): number {
  let variance = sigmas[0]! ** 2;
  let answer = 0;
  sigmas.forEach((sigma, i) => {
    const next = sigmas[i + 1] ?? 0;
    const shrink = deviation ** 2 / (deviation ** 2 + sigma ** 2);
    answer = shrink * Math.sqrt(variance);
    variance =
      (shrink + (keep * next * (1 - shrink)) / sigma) ** 2 * variance + (fresh * next) ** 2;
  });
  return answer;
}

const samplers = {
  DiffPIR: {
    run: (problem: PeerProblem) => diffPir(problem, { sigmas, zeta: 0.3 }),
    hole: expectedHoleDeviation(Math.sqrt(0.7), Math.sqrt(0.3)),
  },
  DDNM: {
    run: (problem: PeerProblem) => ddnm(problem, { sigmas }),
    hole: expectedHoleDeviation(Math.sqrt(1 - 0.85 ** 2), 0.85),
  },
  DDRM: {
    run: (problem: PeerProblem) => ddrm(problem, { sigmas }),
    hole: expectedHoleDeviation(Math.sqrt(1 - 0.85 ** 2), 0.85),
  },
};

describe.each(Object.entries(samplers))('%s', (_name, { run, hole }) => {
  it('keeps a clean measurement and draws the lost pixels as its equations say', async () => {
    const problem = createProblem(createHalf(), 0);
    const estimate = await lastEstimate(run(problem));
    expect(largestDifference(apply(problem.operator, estimate), problem.measurement)).toBeLessThan(
      0.01,
    );
    const count = estimate.data.length / 2;
    const { average, deviation: found } = holeOf(estimate);
    expect(Math.abs(average - mean)).toBeLessThan((4 * hole) / Math.sqrt(count));
    expect(Math.abs(found / hole - 1)).toBeLessThan(4 / Math.sqrt(2 * count));
  });

  it('lets the measurement noise of one part change nothing in another', async () => {
    const { average, deviation: found } = holeOf(
      await lastEstimate(run(createProblem(createHalf(), 0.2))),
    );
    expect(average).toBeCloseTo(mean, 1.7);
    expect(Math.abs(found / hole - 1)).toBeLessThan(0.05);
  });

  it('pulls noisy pixels towards what the prior expects', async () => {
    const problem = createProblem(createHalf(), 0.2);
    const estimate = await lastEstimate(run(problem));
    let [covariance, variance] = [0, 0];
    problem.measurement.data.forEach((y, i) => {
      if (isHole(i)) return;
      covariance += (estimate.data[i]! - mean) * (y - mean);
      variance += (y - mean) ** 2;
    });
    // The posterior mean takes over 0.09 / (0.09 + 0.04) = 0.69 of a pixel's deviation; all three are approximations of it.
    expect(covariance / variance).toBeGreaterThan(0.62);
    expect(covariance / variance).toBeLessThan(0.95);
  });

  it('explains a clean small picture and adds what the prior knows', async () => {
    const problem = createProblem(createAveragePoolingOperator(shape, 4), 0);
    const estimate = await lastEstimate(run(problem));
    const explained = apply(problem.operator, estimate);
    expect(largestDifference(explained, problem.measurement)).toBeLessThan(2e-3);
    // Fifteen of sixteen dimensions of a block are not measured.
    const { average, deviation: found } = statisticsOf(Array.from(estimate.data));
    expect(average).toBeCloseTo(mean, 2);
    expect(found).toBeGreaterThan(0.9 * Math.sqrt((15 / 16) * hole ** 2 + deviation ** 2 / 16));
  });

  it('tells of every call and gives the same bits twice', async () => {
    const problem = createProblem(createHalf(), 0.1);
    const seen: number[] = [];
    const first: ImageTensor[] = [];
    for await (const { iteration, sigma, estimate } of run(problem)) {
      expect(sigma).toBe(sigmas[iteration]);
      seen.push(iteration);
      first.push(cloneImageTensor(estimate));
    }
    expect(seen).toEqual(sigmas.map((_sigma, i) => i));
    expect((await lastEstimate(run(problem))).data).toEqual(first.at(-1)!.data);
  });

  it('leaves the problem as it was', async () => {
    const problem = createProblem(createHalf(), 0);
    const [start, measurement] = [problem.start, problem.measurement].map(cloneImageTensor);
    await lastEstimate(run(problem));
    expect(problem.start.data).toEqual(start!.data);
    expect(problem.measurement.data).toEqual(measurement!.data);
  });

  it('stops before the next call when it is no longer wanted', async () => {
    const signal = { aborted: false };
    const seen: number[] = [];
    for await (const { iteration } of run({ ...createProblem(createHalf(), 0), signal })) {
      seen.push(iteration);
      signal.aborted = iteration === 2;
    }
    expect(seen).toEqual([0, 1, 2]);
  });

  it('refuses a start of another shape', async () => {
    const start = createImageTensor({ channels: 3, height: 4, width: 4 });
    const steps = run({ ...createProblem(createHalf(), 0), start });
    await expect(lastEstimate(steps)).rejects.toThrow(/the start/);
  });
});

describe('DiffPIR', () => {
  it('draws from the posterior of noisy pixels when its levels are fine and its noise is kept', async () => {
    const measurementSigma = 0.1;
    const problem = createProblem(createHalf(), measurementSigma);
    const estimate = await lastEstimate(
      diffPir(problem, { sigmas: geometricSigmas(10, 0.01, 150), zeta: 0.1 }),
    );
    const gain = deviation ** 2 / (deviation ** 2 + measurementSigma ** 2);
    const residuals = Array.from(estimate.data, (value, i) =>
      isHole(i) ? [] : [value - mean - gain * (problem.measurement.data[i]! - mean)],
    ).flat();
    const { average, deviation: found } = statisticsOf(residuals);
    expect(Math.abs(average)).toBeLessThan(0.01);
    expect(Math.abs(found / (measurementSigma * Math.sqrt(gain)) - 1)).toBeLessThan(0.08);
  });

  it('clips what the prior answers to black and white, wherever a channel has them', async () => {
    const sure = createGaussianPrior({ mean: 1.7, variance: 1e-8 });
    const lostIn = async (ranges?: PeerProblem['ranges']) => {
      const problem = { ...createProblem(createHalf(), 0), prior: sure, ...(ranges && { ranges }) };
      const { data } = await lastEstimate(diffPir(problem, { sigmas: few }));
      const plane = shape.height * shape.width;
      return [0, 1, 2].map((channel) => data[channel * plane + shape.width - 1]!);
    };
    expect(await lostIn()).toEqual([1, 1, 1]);
    const ranges = [
      { black: -2, white: 3 },
      { black: -2, white: 1.25 },
      { black: 1.75, white: 3 },
    ];
    const [open, white, black] = await lostIn(ranges);
    expect(open).toBeCloseTo(1.7, 5);
    expect([white, black]).toEqual([1.25, 1.75]);
  });

  it('deblurs by conjugate gradients, for want of a closed form', async () => {
    const psf = gaussianPsf(1);
    const problem = createProblem(createBlurOperator(shape, psf, psf, 'reflect'), 0);
    const estimate = await lastEstimate(diffPir(problem, { sigmas: few }));
    const misfit = apply(problem.operator, estimate);
    subtract(misfit.data, problem.measurement.data, misfit.data);
    expect(norm(misfit.data)).toBeLessThan(0.02 * norm(problem.measurement.data));
  });
});

/** The problem, and every picture that its prior was asked about. */
function record(problem: PeerProblem) {
  const asked: ImageTensor[] = [];
  const recording: Prior = {
    ...prior,
    denoise(x, sigma, out) {
      asked.push(cloneImageTensor(x));
      return prior.denoise(x, sigma, out);
    },
  };
  return { problem: { ...problem, prior: recording }, asked };
}

describe('DDNM', () => {
  it('gives the measured part less fresh noise, and every level noise of its own', async () => {
    const { problem, asked } = record(createProblem(createHalf(), 0.4));
    const estimates: ImageTensor[] = [];
    for await (const { estimate } of ddnm(problem, { sigmas: [1, 0.5], eta: 1 })) {
      estimates.push(cloneImageTensor(estimate));
    }
    const fresh = Array.from(asked[1]!.data, (value, i) => value - estimates[0]!.data[i]!);
    const observed = statisticsOf(fresh.filter((_value, i) => !isHole(i)));
    const lost = statisticsOf(fresh.filter((_value, i) => isHole(i)));
    expect(Math.abs(observed.deviation / Math.sqrt(0.5 ** 2 - 0.4 ** 2) - 1)).toBeLessThan(0.05);
    expect(Math.abs(lost.deviation / 0.5 - 1)).toBeLessThan(0.05);
    const first = asked[0]!.data;
    const correlation = fresh.reduce((sum, value, i) => sum + (value / 0.5) * first[i]!, 0);
    expect(Math.abs(correlation / first.length)).toBeLessThan(4 / Math.sqrt(first.length));
  });

  it('finds a pseudo-inverse itself where none is given', async () => {
    const psf = gaussianPsf(0.6);
    const problem = createProblem(createBlurOperator(shape, psf, psf, 'reflect'), 0);
    const estimate = await lastEstimate(ddnm(problem, { sigmas: few }));
    expect(largestDifference(apply(problem.operator, estimate), problem.measurement)).toBeLessThan(
      2e-3,
    );
  });
});

describe('DDRM', () => {
  it('starts measured pixels from their measurement, whose noise counts as noise of the level', async () => {
    const { problem, asked } = record(createProblem(createHalf(), 0.4));
    await lastEstimate(ddrm(problem, { sigmas: [0.5] }));
    const { average, deviation: found } = statisticsOf(
      Array.from(asked[0]!.data, (value, i) => value - problem.measurement.data[i]!).filter(
        (_value, i) => !isHole(i),
      ),
    );
    expect(Math.abs(average)).toBeLessThan(0.03);
    expect(Math.abs(found / Math.sqrt(0.5 ** 2 - 0.4 ** 2) - 1)).toBeLessThan(0.05);
  });

  it('is DDNM for a clean measurement, as both papers say', async () => {
    for (const operator of [createHalf(), createAveragePoolingOperator(shape, 4)]) {
      const problem = createProblem(operator, 0);
      const [a, b] = [
        await lastEstimate(ddrm(problem, { sigmas })),
        await lastEstimate(ddnm(problem, { sigmas })),
      ];
      expect(largestDifference(a, b)).toBeLessThan(1e-4);
    }
  });

  it('refuses operators of several singular values', () => {
    const psf = gaussianPsf(1);
    const problem = createProblem(createBlurOperator(shape, psf, psf, 'reflect'), 0);
    expect(() => ddrm(problem, { sigmas })).toThrow(/singular values/);
  });
});
