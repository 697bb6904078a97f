import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../../src-main/engine/errors';
import { collectDamagedPixels } from '../../../../src-main/session/layers/damaged-pixels';
import {
  decodeRunCheckpoint,
  encodeRunCheckpoint,
  type RunCheckpoint,
} from '../../../../src-main/session/runs/run-checkpoint';
import type { RunPrior } from '../../../../src-main/session/runs/run-services';
import type { RunId } from '../../../../src-shared/model/ids';
import { createSmoothingPrior } from '../../../support/smoothing-prior';
import { copyDisk, createBench, createDisk, photoId, scratchMask, type Disk } from './run-bench';

type Bench = ReturnType<typeof createBench>;

const weights = (id: string, haloPx = 1): RunPrior => ({
  prior: { ...createSmoothingPrior(), haloPx },
  id,
  sha256: id.padEnd(64, '0'),
});
const benchWith = (prior: RunPrior, disk = createDisk()) =>
  createBench(disk, { loadPrior: () => Promise.resolve(prior) });
const legsOf = ({ disk, results }: Bench) =>
  disk.layers.get(results.at(-1)!.layerId)!.repairs[0]!.legs;
const damaged = collectDamagedPixels(scratchMask());
const checkpointOf = ({ files }: Disk, runId: RunId) =>
  decodeRunCheckpoint(files.get(`${runId}/checkpoint`)!, damaged);
function changeCheckpoint(disk: Disk, runId: RunId, change: Partial<RunCheckpoint>): void {
  const changed = { ...checkpointOf(disk, runId), ...change };
  disk.files.set(`${runId}/checkpoint`, encodeRunCheckpoint(changed));
}

/** Ways for a run to rest before the first call of its prior has come back. */
const restings: [string, (bench: Bench, prior: RunPrior, goOn: () => unknown) => Promise<void>][] =
  [
    [
      'paused',
      async (bench, _, goOn) => {
        const told = bench.progress.length;
        await goOn();
        await bench.until(() =>
          bench.progress.slice(told).some(({ state }) => state === 'running'),
        );
        await bench.controller.pause('whole' as RunId);
      },
    ],
    [
      'failed',
      async (bench, { prior }, goOn) => {
        prior.denoise = () => Promise.reject(new EngineError('prior', 'The device went away.'));
        await goOn();
        await bench.until(() => bench.failures.length === 1);
      },
    ],
  ];

describe.each(restings)('a run that has %s before its prior was asked', (_, rest) => {
  describe.each([
    ['other weights', 1],
    ['weights that cut other windows', 40],
  ])('in a process with %s', (__, haloPx) => {
    async function left() {
      const first = weights('first');
      const bench = benchWith(first);
      let runId = 'whole' as RunId;
      await rest(bench, first, () => (runId = bench.start('whole')));
      const { session, legs } = checkpointOf(bench.disk, runId);
      expect(session.length).toBeGreaterThan(0);
      expect(legs).toMatchObject([{ fromIteration: 0 }]);
      expect(legs[0]!.prior).toBeUndefined();
      const next = benchWith(weights('second', haloPx), copyDisk(bench.disk));
      await next.controller.recover(photoId, runId, true);
      await next.until(() => ['paused', 'failed'].includes(next.stateOf(runId) ?? ''));
      expect(next.stateOf(runId)).toBe('paused');
      return { next, runId };
    }

    it('is repaired with them', async () => {
      const { next, runId } = await left();
      await next.controller.resume(runId);
      await next.until(() => next.results.length + next.failures.length > 0);
      expect(next.failures).toEqual([]);
      expect(next.progress.at(-1)!.keptIterations).toBe(6);
      const [facts] = next.disk.layers.get(next.results[0]!.layerId)!.repairs;
      expect(facts!.priorId).toBe('second');
    });

    it('is stopped with nothing', async () => {
      const { next, runId } = await left();
      expect(await next.controller.stop(runId)).toBeNull();
      expect(next.stateOf(runId)).toBe('stopped');
    });

    it('goes on behind the end of what the others have done', async () => {
      const first = weights('first');
      const bench = benchWith(first);
      const runId = bench.start('whole');
      await bench.finished(runId);
      await rest(bench, first, () => bench.controller.extend(runId, 2));
      const next = benchWith(weights('second', haloPx), copyDisk(bench.disk));
      await next.controller.recover(photoId, runId, true);
      await next.until(() => ['paused', 'failed'].includes(next.stateOf(runId) ?? ''));
      await next.controller.resume(runId);
      await next.until(() => next.results.length + next.failures.length > 0);
      expect(next.failures).toEqual([]);
      expect(next.progress.at(-1)!.keptIterations).toBe(8);
      expect(legsOf(next)!.map(({ prior }) => prior!.id)).toEqual(['first', 'second']);
    });
  });
});

describe.each([
  ['paused', true],
  ['cut off', false],
])('a run %s in the midst of its first iteration behind the end', (_, isPaused) => {
  it('names the weights of another process that did the iterations', async () => {
    const size = { width: 1400, height: 48 };
    const data = new Uint8Array(size.width * size.height);
    for (let y = 8; y < 40; y++) for (const x of [40, 700, 1350]) data[y * 1400 + x] = 255;
    const [first, second] = [weights('first'), weights('second')];
    const using = (prior: RunPrior) => ({
      loadPrior: () => Promise.resolve(prior),
      clock: () => 0,
    });
    const bench = createBench(createDisk(), using(first), size);
    const runId = bench.start('whole', {}, { ...size, data });
    await bench.finished(runId);
    const denoise = first.prior.denoise.bind(first.prior);
    let asked = 0;
    let left: Disk | undefined;
    let pausing: Promise<void> | undefined;
    first.prior.denoise = (...given) => {
      if (++asked === 2) {
        left = copyDisk(bench.disk);
        if (isPaused) pausing = bench.controller.pause(runId);
      }
      return denoise(...given);
    };
    await bench.controller.extend(runId, 5);
    await bench.until(() => asked > 1);
    await pausing;
    if (isPaused) left = copyDisk(bench.disk);
    const index = collectDamagedPixels({ ...size, data });
    const { newestIndex, legs } = decodeRunCheckpoint(
      left!.files.get(`${runId}/checkpoint`)!,
      index,
    );
    expect({ newestIndex, asked: legs.map(({ prior }) => prior?.id) }).toEqual({
      newestIndex: 6,
      asked: ['first', 'first'],
    });
    const next = createBench(left, using(second), size);
    await next.controller.recover(photoId, runId, isPaused);
    if (isPaused) {
      await next.until(() => next.stateOf(runId) === 'paused');
      await next.controller.resume(runId);
    }
    await next.until(() => next.results.length + next.failures.length > 0);
    expect(next.failures).toEqual([]);
    expect(next.progress.at(-1)!.keptIterations).toBe(11);
    expect(legsOf(next)!.map(({ prior }) => prior!.id)).toEqual(['first', 'second']);
    const [facts] = next.disk.layers.get(next.results[0]!.layerId)!.repairs;
    expect(facts!.priorId).toBe('second');
    if (!isPaused) await bench.until(() => bench.results.length === 2);
  });
});

it('what an older version has done of a run without naming its weights is done again', async () => {
  const bench = benchWith(weights('first'));
  const runId = bench.start('whole');
  await bench.reached(runId, 3);
  await bench.controller.pause(runId);
  const disk = copyDisk(bench.disk);
  const [{ prior: _prior, ...leg }] = checkpointOf(disk, runId).legs as [
    RunCheckpoint['legs'][number],
  ];
  changeCheckpoint(disk, runId, { legs: [leg] });
  const next = benchWith(weights('second'), disk);
  await next.controller.recover(photoId, runId, true);
  await next.until(() => ['paused', 'failed'].includes(next.stateOf(runId) ?? ''));
  await next.controller.resume(runId);
  await next.until(() => next.results.length + next.failures.length > 0);
  expect(next.failures).toEqual([]);
  expect(next.progress.at(-1)!.keptIterations).toBe(6);
  const expected = benchWith(weights('second'));
  await expected.finished(expected.start('whole'));
  expect(next.samplesOf(next.results[0])).toEqual(expected.samplesOf(expected.results[0]));
});

it('a run whose picture cannot be opened is stopped with nothing', async () => {
  const bench = benchWith(weights('first'));
  const runId = bench.start('whole');
  await bench.reached(runId, 3);
  await bench.controller.pause(runId);
  const disk = copyDisk(bench.disk);
  changeCheckpoint(disk, runId, { session: new Uint8Array(40) });
  const next = benchWith(weights('first'), disk);
  await next.controller.recover(photoId, runId, true);
  await next.until(() => next.failures.length === 1);
  expect(await next.controller.stop(runId)).toBeNull();
  expect(next.stateOf(runId)).toBe('stopped');
  await next.controller.resume(runId);
  await next.finished(runId);
  expect(next.progress.at(-1)!.keptIterations).toBe(6);
});
