import { expect, it } from 'vitest';
import { describeProvenance, repairLegSchema } from '../../../../src-main/session/provenance';
import type { RunPrior } from '../../../../src-main/session/runs/run-services';
import type { RunId } from '../../../../src-shared/model/ids';
import { completeSettings } from '../../../../src-shared/model/settings';
import { createSmoothingPrior } from '../../../support/smoothing-prior';
import { copyDisk, createBench, createDisk, photoId, type Disk } from './run-bench';

it('a run names the prior that computed it, whichever is in use when an iteration is kept', async () => {
  const prior = createSmoothingPrior();
  let id = 'first';
  const bench = createBench(createDisk(), {
    loadPrior: () => Promise.resolve({ prior, id, sha256: id.padEnd(64, '0') }),
  });
  const runId = bench.start('whole');
  await bench.finished(runId);
  id = 'second';
  for (const iteration of [3, 6]) {
    const kept = await bench.controller.keepIteration(runId, iteration);
    expect(bench.disk.layers.get(kept.layerId)!.repairs[0]).toMatchObject({
      priorId: 'first',
      priorSha256: 'first'.padEnd(64, '0'),
    });
  }
  await bench.controller.extend(runId, 1);
  await bench.until(() => bench.results.length === 2);
  expect(bench.disk.layers.get(bench.results[1]!.layerId)!.repairs[0]).toMatchObject({
    priorId: 'second',
    legs: [{ prior: { id: 'first' } }, { extraIterations: 1, prior: { id: 'second' } }],
  });
  expect(prior.calls).toBe(7);
});

type Bench = ReturnType<typeof createBench>;

/** The same prior with other weights, as a device that is faster with them has them. */
const weightsOf = (precision: string): RunPrior => ({
  prior: createSmoothingPrior(),
  id: 'smoothing',
  sha256: precision.padEnd(64, '0'),
  precision,
});
const named = ({ id, sha256, precision }: RunPrior) => ({ id, sha256, precision });
const repairsOf = (disk: Disk, layerId: string) =>
  [...disk.layers].find(([id]) => id === layerId)![1].repairs;

it('names the weights of every leg where the prior changes on the way', async () => {
  let inUse = weightsOf('int8');
  const bench = createBench(createDisk(), { loadPrior: () => Promise.resolve(inUse) });
  const runId = bench.start('whole');
  await bench.reached(runId, 3);
  const [first, second] = [inUse, weightsOf('float16')];
  await bench.controller.hold(() => Promise.resolve((inUse = second)));
  await bench.finished(runId);
  const repairs = repairsOf(bench.disk, bench.results[0]!.layerId);
  expect(repairs[0]!.legs!.map(({ prior }) => prior)).toEqual([named(first), named(second)]);
  expect(repairs[0]).toMatchObject({ priorId: 'smoothing', priorSha256: second.sha256 });
  const { settingsJson } = describeProvenance('1.0.0', repairs);
  expect(JSON.parse(settingsJson)).toMatchObject({
    legs: [{ prior: named(first) }, { prior: named(second) }],
  });
});

it('names of a kept iteration only what has made it', async () => {
  let inUse = weightsOf('int8');
  const bench = createBench(createDisk(), { loadPrior: () => Promise.resolve(inUse) });
  const runId = bench.start('whole');
  await bench.finished(runId);
  const first = inUse;
  inUse = weightsOf('float16');
  await bench.controller.continueFrom(runId, 3, completeSettings({ iterations: 8, seed: 5 }));
  await bench.until(() => bench.results.length === 2);
  const factsOf = async (iteration: number) => {
    const { layerId } = await bench.controller.keepIteration(runId, iteration);
    return repairsOf(bench.disk, layerId)[0]!;
  };
  for (const iteration of [1, 3]) {
    const facts = await factsOf(iteration);
    expect(facts).toMatchObject({
      priorSha256: first.sha256,
      settings: { iterations: 6, seed: 1 },
    });
    expect(facts.legs).toBeUndefined();
  }
  for (const iteration of [4, 8]) {
    expect(await factsOf(iteration)).toMatchObject({
      priorSha256: inUse.sha256,
      settings: { iterations: 8, seed: 5 },
      legs: [{ prior: named(first) }, { prior: named(inUse) }],
    });
  }
});

it.each<[string, (bench: Bench, runId: RunId) => Promise<void>]>([
  [
    'under other settings',
    async (bench, runId) => {
      await bench.reached(runId, 4);
      await bench.controller.resume(runId, completeSettings({ iterations: 8, strength: 0.1 }));
      await bench.finished(runId);
    },
  ],
  [
    'behind the end',
    async (bench, runId) => {
      await bench.finished(runId);
      await bench.controller.extend(runId, 3);
      await bench.until(() => bench.results.length === 2);
    },
  ],
])('names nothing that was done %s and went back behind', async (_, goOn) => {
  const bench = createBench();
  const runId = bench.start('whole');
  await goOn(bench, runId);
  const legsAfter = async (index: number) => {
    const known = bench.results.length;
    const settings = completeSettings({ iterations: 9, strength: 0.9, seed: index });
    await bench.controller.continueFrom(runId, index, settings);
    await bench.until(() => bench.results.length > known);
    const [facts] = repairsOf(bench.disk, bench.results.at(-1)!.layerId);
    expect(facts!.settings.seed).toBe(index);
    return facts!.legs?.map(({ fromIteration }) => fromIteration);
  };
  expect(await legsAfter(3)).toEqual([0, 3]);
  expect(await legsAfter(2)).toEqual([0, 2]);
  expect(await legsAfter(5)).toEqual([0, 2, 5]);
  expect(await legsAfter(0)).toBeUndefined();
});

it('names no leg in which nothing was done', async () => {
  const bench = createBench();
  const runId = bench.start('whole');
  await bench.reached(runId, 2);
  await bench.controller.pause(runId);
  const from = bench.progress.at(-1)!.keptIterations;
  for (const seed of [7, 8]) {
    await bench.controller.resume(runId, completeSettings({ iterations: 6, seed }));
    await bench.controller.pause(runId);
  }
  await bench.controller.resume(runId);
  await bench.finished(runId);
  const [facts] = repairsOf(bench.disk, bench.results[0]!.layerId);
  expect(facts!.legs!.map(({ fromIteration, settings }) => [fromIteration, settings.seed])).toEqual(
    [
      [0, 1],
      [from, 8],
    ],
  );
});

it('goes on in another process that has other weights, and names both', async () => {
  const [first, second] = [weightsOf('float16'), weightsOf('int8')];
  const bench = createBench(createDisk(), { loadPrior: () => Promise.resolve(first) });
  const runId = bench.start('whole');
  await bench.reached(runId, 3);
  const next = createBench(copyDisk(bench.disk), { loadPrior: () => Promise.resolve(second) });
  expect(await next.controller.recover(photoId, runId, false)).toBe(true);
  await next.finished(runId);
  const { legs } = repairsOf(next.disk, next.results[0]!.layerId)[0]!;
  expect(legs!.map(({ prior }) => prior)).toEqual([named(first), named(second)]);
  expect(legs![1]!.fromIteration).toBeGreaterThan(0);
  await bench.finished(runId);
});

it('shows what had ended in a process with other weights under the name of those that made it', async () => {
  const bench = createBench(createDisk(), { loadPrior: () => Promise.resolve(weightsOf('int8')) });
  const runId = bench.start('whole');
  await bench.finished(runId);
  const other = weightsOf('float16');
  const next = createBench(copyDisk(bench.disk), { loadPrior: () => Promise.resolve(other) });
  await next.controller.recover(photoId, runId, true);
  await next.finished(runId);
  expect(next.results[0]!.layerId).toBe(bench.results[0]!.layerId);
  const { layerId } = await next.controller.keepIteration(runId, 6);
  expect(repairsOf(next.disk, layerId)[0]!.priorSha256).toBe('int8'.padEnd(64, '0'));
  await next.controller.extend(runId, 2);
  await next.until(() => next.results.length === 2);
  const { legs } = repairsOf(next.disk, next.results[1]!.layerId)[0]!;
  expect(legs!.map(({ prior }) => prior?.precision)).toEqual(['int8', 'float16']);
});

it('legs that older versions have kept name no prior', () => {
  const leg = {
    settings: completeSettings({ iterations: 6 }),
    fromIteration: 0,
    extraIterations: 0,
  };
  expect(repairLegSchema.parse(leg)).toEqual(leg);
});
