import { expect, test } from 'vitest';
import type { DamagedCase } from '../../../../../src-main/cli/bench/inpainting/bench-method';
import { whiten } from '../../../../../src-main/cli/bench/inpainting/cases';
import {
  createMethods,
  methodNames,
  type MethodRequest,
} from '../../../../../src-main/cli/bench/inpainting/methods';
import { readVariation } from '../../../../../src-main/cli/bench/inpainting/variation';
import { UsageError } from '../../../../../src-main/cli/usage-error';
import { countCalls } from '../../../../../src-main/cli/bench/counted-prior';
import { countChangedOutside } from '../../../../../src-main/session/composite';
import type { Prior } from '../../../../../src-main/engine/prior/prior';
import { createGaussianPrior } from '../../../../support/gaussian-prior';
import { makeSamples } from '../../../../support/make-photos';

const side = 32;
const truth = makeSamples(side, side);
const damageMask = {
  width: side,
  height: side,
  data: Uint8Array.from({ length: side * side }, (_, pixel) => {
    const [x, y] = [pixel % side, Math.floor(pixel / side)];
    return Math.abs(x - y) <= 1 ? 255 : 0;
  }),
};
const damaged: DamagedCase = { damaged: whiten(truth, damageMask), damageMask };
/** Has a lively opinion of its own, so that a method which ignored it would show. */
const prior: Prior = {
  ...createGaussianPrior({ mean: 0.2, variance: 0.05 }),
  sigmaRange: { min: 0.01, max: 5 },
};
const calls = 3;
const methods = createMethods({ names: methodNames, calls: [calls] }, prior.sigmaRange);

test('there is a method for every name', () => {
  expect(methods.map(({ name }) => name)).toEqual(methodNames);
});

test.each(methods.map((method) => [method.name, method] as const))(
  '%s repairs every masked pixel and nothing else',
  async (_name, method) => {
    const repaired = await method.repair(damaged, countCalls(prior), { aborted: false });
    expect(countChangedOutside(damaged.damaged, repaired, damageMask)).toBe(0);
    const stillWhite = damageMask.data.reduce(
      (count, value, pixel) => count + (value !== 0 && repaired.data[3 * pixel] === 255 ? 1 : 0),
      0,
    );
    expect(stillWhite).toBe(0);
  },
);

test('methods at equal calls make as many calls as their settings say', async () => {
  const callsOf = async (name: string) => {
    const counted = countCalls(prior);
    const method = methods.find((candidate) => candidate.name === name);
    await method!.repair(damaged, counted, { aborted: false });
    return counted.asked;
  };
  for (const name of ['photo', 'photo-grainless', 'diffpir', 'ddrm', 'ddnm']) {
    expect(await callsOf(name), name).toEqual({ calls, pixels: calls * side * side });
  }
  expect((await callsOf('harmonic')).calls).toBe(0);
  expect((await callsOf('paper-100')).calls).toBe(100);
});

test('a refined repair is the repair with as many further calls as its settings say', async () => {
  const photo = methods.find(({ name }) => name === 'photo')!;
  const refined = methods.find(({ name }) => name === 'photo-refined')!;
  const counted = countCalls(prior);
  const picture = await refined.repair(damaged, counted, { aborted: false });
  expect(refined.calls).toBe(calls + 20);
  expect(counted.asked.calls).toBe(calls + 20);
  expect(refined.settings).toContain('and 20 more');
  expect(photo.settings).not.toContain('more');
  expect(picture.data).not.toEqual(
    (await photo.repair(damaged, countCalls(prior), { aborted: false })).data,
  );
});

test('several numbers of calls and values of a setting give methods of their own', () => {
  const namesOf = (request: MethodRequest) =>
    createMethods(request, prior.sigmaRange).map(({ name }) => name);
  expect(namesOf({ names: ['harmonic', 'paper', 'paper-100', 'ddrm'], calls: [5, 20] })).toEqual([
    'harmonic',
    'paper, 5 calls',
    'paper, 20 calls',
    'paper-100',
    'ddrm, 5 calls',
    'ddrm, 20 calls',
  ]);
  const varied = (text: string) =>
    createMethods(
      { names: ['photo', 'ddnm'], calls: [5], variation: readVariation(text) },
      prior.sigmaRange,
    );
  expect(varied('strength=0.2,0.5').map(({ name }) => name)).toEqual([
    'photo, strength 0.2',
    'photo, strength 0.5',
    'ddnm',
  ]);
  // The others know how much noise they begin and end with, as well.
  const byNoise = varied('noiseStart=0.2,0.5,0.2');
  expect(byNoise.map(({ name }) => name)).toEqual([
    'photo, noiseStart 0.2',
    'photo, noiseStart 0.5',
    'ddnm, noiseStart 0.2',
    'ddnm, noiseStart 0.5',
  ]);
  // Each value has a line of its own in a chart.
  expect(byNoise[1]).toMatchObject({ family: 'photo, noiseStart 0.5', calls: 5 });
  expect(byNoise[1]!.settings).toContain('noiseStart 0.5');
  expect(byNoise[3]!.settings).toContain('sigma 0.5 to');
});

test('each number of calls may have images of its own', () => {
  const request: MethodRequest = { names: ['harmonic', 'ddrm'], calls: [5, 20], images: [8, 2] };
  const imagesOf = createMethods(request, prior.sigmaRange).map(({ images }) => images);
  expect(imagesOf).toEqual([undefined, 8, 2]);
});

test('the published plan says how many calls it makes when it is asked for a number that it cannot make', async () => {
  const [method] = createMethods({ names: ['paper'], calls: [14] }, prior.sigmaRange);
  expect(method!.calls).toBe(15);
  const counted = countCalls(prior);
  await method!.repair(damaged, counted, { aborted: false });
  expect(counted.asked.calls).toBe(15);
});

test('the solver alone adds neither detail nor grain', async () => {
  const repaired = async (name: string) => {
    const method = methods.find((candidate) => candidate.name === name)!;
    return (await method.repair(damaged, countCalls(prior), { aborted: false })).data;
  };
  const [smooth] = createMethods(
    { names: ['photo-grainless'], calls: [calls], variation: readVariation('strength=0') },
    prior.sigmaRange,
  );
  const [solver] = createMethods(
    { names: ['photo-solver'], calls: [calls], variation: readVariation('strength=0') },
    prior.sigmaRange,
  );
  const dataOf = async (method: typeof smooth) =>
    (await method!.repair(damaged, countCalls(prior), { aborted: false })).data;
  // Without strength no detail is taken, so that both are the same; with it they are not.
  expect(await dataOf(solver)).toEqual(await dataOf(smooth));
  expect(await repaired('photo-solver')).not.toEqual(await repaired('photo-grainless'));
});

test('settings that are words can be varied too', () => {
  const variation = readVariation('weighting=sqrt, const');
  const varied = createMethods({ names: ['photo'], calls: [5], variation }, prior.sigmaRange);
  expect(varied.map(({ name }) => name)).toEqual([
    'photo, weighting sqrt',
    'photo, weighting const',
  ]);
  expect(varied[1]!.settings).toContain('weighting const');
});

const wrongVariations = [
  ...['noiseStart', 'noiseStart=', 'noiseStart=9', 'colour=1', 'seed=1=2', 'seed=a'],
  ...['seed=1.5', 'windowSide=200.5', 'iterations=7.5'],
  ...['optimizer=sgd', 'optimizer=', 'toString=1', 'preset=paper'],
];

test.each(wrongVariations)('the variation “%s” is refused in one sentence', (text) => {
  expect(() => readVariation(text)).toThrow(UsageError);
});

test('settings are told whole', () => {
  const settingsOf = (name: string) => methods.find((method) => method.name === name)?.settings;
  expect(settingsOf('photo')).toContain('iterations 3');
  expect(settingsOf('photo')).toContain('grain 1');
  expect(settingsOf('photo-grainless')).toContain('grain 0');
  expect(settingsOf('diffpir')).toMatch(/3 calls, sigma .* zeta/);
  expect(settingsOf('paper')).toMatch(/optimizer adam, learning rate 0\.\d+/);
});
