import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../../src-main/engine/errors';
import type { RunId } from '../../../../src-shared/model/ids';
import { completeSettings } from '../../../../src-shared/model/settings';
import { copyDisk, createBench, photoId } from './run-bench';

type Bench = ReturnType<typeof createBench>;

const keptOf = ({ progress }: Bench) => progress.at(-1)!.keptIterations;
const legsOf = ({ disk, results }: Bench) =>
  disk.layers.get(results.at(-1)!.layerId)!.repairs[0]!.legs!;

it('a run at rest takes other settings over with a step, and with more iterations', async () => {
  const smooth = completeSettings({ iterations: 6, strength: 0.1 });
  for (const goOn of ['step', 'extend'] as const) {
    const bench = createBench();
    const runId = bench.start('whole');
    await bench.reached(runId, 2);
    await bench.controller.pause(runId);
    const before = bench.progress.at(-1)!.keptIterations;
    if (goOn === 'step') {
      await bench.controller.step(runId, smooth);
      await bench.until(() => bench.progress.at(-1)!.keptIterations === before + 1);
      await bench.until(() => bench.stateOf(runId) === 'paused');
      await bench.controller.resume(runId);
    } else await bench.controller.extend(runId, 2, smooth);
    await bench.finished(runId);
    expect(bench.progress.at(-1)!.keptIterations).toBe(goOn === 'step' ? 6 : 8);
    const [first, second] = legsOf(bench);
    expect(first!.settings.strength).toBe(completeSettings({}).strength);
    expect(second).toMatchObject({ settings: { strength: 0.1 }, fromIteration: before });
  }
  const bench = createBench();
  const runId = bench.start('whole');
  await bench.finished(runId);
  // Where a finished run ends is its own: what would change its course waits for the next one.
  const other = { ...smooth, iterations: 30, optimizer: 'adam' as const, windowSide: 256 };
  await bench.controller.extend(runId, 2, other);
  await bench.finished(runId);
  expect(bench.progress.at(-1)!.keptIterations).toBe(8);
  expect(legsOf(bench)[1]).toMatchObject({ settings: smooth, extraIterations: 2 });
});

describe('other settings before the first iteration behind an end is whole', () => {
  const lively = completeSettings({ iterations: 30, strength: 0.9, optimizer: 'adam' });

  it.each<[string, (bench: Bench, runId: RunId) => Promise<void>]>([
    ['in work', ({ controller }, runId) => controller.resume(runId, lively)],
    [
      'at rest',
      async ({ controller }, runId) => {
        await controller.pause(runId);
        await controller.resume(runId, lively);
      },
    ],
    [
      'stopped',
      async ({ controller }, runId) => {
        await controller.stop(runId);
        await controller.resume(runId, lively);
      },
    ],
    [
      'with a step',
      async (bench, runId) => {
        await bench.controller.pause(runId);
        await bench.controller.step(runId, lively);
        await bench.until(() => bench.stateOf(runId) === 'paused' && keptOf(bench) === 7);
        await bench.controller.resume(runId);
      },
    ],
  ])('%s leave the iterations to be done', async (_, change) => {
    const bench = createBench();
    const runId = bench.start('whole');
    await bench.finished(runId);
    await bench.controller.extend(runId, 20);
    await change(bench, runId);
    await bench.until(() => bench.results.length === 2);
    expect(keptOf(bench)).toBe(26);
    const legs = legsOf(bench);
    expect(legs.at(-1)).toMatchObject({
      fromIteration: 6,
      extraIterations: 20,
      settings: { strength: 0.9, iterations: 6, optimizer: 'relaxed' },
    });
    const expected = createBench();
    expected.start('whole');
    await expected.finished(runId);
    await expected.controller.extend(runId, 20, lively);
    await expected.until(() => expected.results.length === 2);
    expect(bench.samplesOf(bench.results[1])).toEqual(expected.samplesOf(expected.results[1]));
  });

  it('in another process leave them as well', async () => {
    const bench = createBench();
    const runId = bench.start('whole');
    await bench.finished(runId);
    await bench.controller.extend(runId, 20);
    await bench.controller.pause(runId);
    const next = createBench(copyDisk(bench.disk));
    await next.controller.recover(photoId, runId, true);
    await next.controller.resume(runId, lively);
    await next.finished(runId);
    expect(keptOf(next)).toBe(26);
    expect(legsOf(next).at(-1)).toMatchObject({ extraIterations: 20, settings: { strength: 0.9 } });
  });
});

it('what becomes unstable behind an end still has all of its iterations to do', async () => {
  const bench = createBench();
  const runId = bench.start('whole');
  await bench.finished(runId);
  const denoise = bench.prior.denoise.bind(bench.prior);
  bench.prior.denoise = () => Promise.reject(new EngineError('diverged', 'It became unstable.'));
  await bench.controller.extend(runId, 20);
  await bench.until(() => bench.failures.length === 1);
  bench.prior.denoise = denoise;
  await bench.controller.resume(runId);
  await bench.until(() => bench.results.length === 2);
  expect(keptOf(bench)).toBe(26);
});

describe('more iterations under other settings', () => {
  const lively = completeSettings({ iterations: 6, strength: 0.9 });

  it.each(['finished', 'paused', 'stopped'] as const)(
    'of a run that was %s in another process and waits for its prior are done under them',
    async (state) => {
      const bench = createBench();
      const runId = bench.start('whole');
      if (state === 'finished') await bench.finished(runId);
      else await bench.reached(runId, 3);
      if (state === 'paused') await bench.controller.pause(runId);
      if (state === 'stopped') await bench.controller.stop(runId);
      const kept = keptOf(bench);
      let give: () => void = () => undefined;
      const given = new Promise<void>((resolve) => (give = resolve));
      const prior = { prior: bench.prior, id: 'smoothing', sha256: 'ab'.repeat(32) };
      const next = createBench(copyDisk(bench.disk), { loadPrior: () => given.then(() => prior) });
      await next.controller.recover(photoId, runId, true);
      await next.controller.extend(runId, 2, lively);
      give();
      await next.until(() => keptOf(next) === 8 && next.stateOf(runId) === 'finished');
      expect(legsOf(next)).toMatchObject([
        { fromIteration: 0, settings: { strength: 0.5 } },
        { fromIteration: kept, settings: { strength: 0.9 } },
        ...(state === 'finished' ? [] : [{ fromIteration: 6, settings: { strength: 0.9 } }]),
      ]);
    },
  );

  it('of a run in work are done under them, and the rest of it as before', async () => {
    const bench = createBench();
    const runId = bench.start('whole');
    await bench.reached(runId, 2);
    await bench.controller.extend(runId, 2, lively);
    await bench.finished(runId);
    expect(keptOf(bench)).toBe(8);
    expect(legsOf(bench)).toMatchObject([
      { fromIteration: 0, settings: { strength: 0.5 } },
      { fromIteration: 6, extraIterations: 2, settings: { strength: 0.9 } },
    ]);
  });

  it('give way to settings that come later', async () => {
    const bench = createBench();
    const runId = bench.start('whole');
    await bench.reached(runId, 2);
    await bench.controller.extend(runId, 2, lively);
    await bench.controller.resume(runId, { ...lively, strength: 0.3 });
    await bench.finished(runId);
    expect(legsOf(bench).map(({ settings }) => settings.strength)).toEqual([0.5, 0.3, 0.3]);
  });
});
