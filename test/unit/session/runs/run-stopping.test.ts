import { describe, expect, it } from 'vitest';
import type { RunId } from '../../../../src-shared/model/ids';
import { completeSettings } from '../../../../src-shared/model/settings';
import { copyDisk, createBench, photoId } from './run-bench';

type Bench = ReturnType<typeof createBench>;

/** A finished run that is to go on behind its end, and has not asked the prior again. */
async function extended() {
  const bench = createBench();
  const runId = bench.start('whole');
  await bench.finished(runId);
  await bench.controller.extend(runId, 20);
  return { bench, runId, finished: bench.results[0]! };
}

describe('a finished run that is stopped before the first iteration behind its end is whole', () => {
  const stopping: [string, (bench: Bench, runId: RunId) => Promise<unknown>][] = [
    ['at once', () => Promise.resolve()],
    ['while it is paused', ({ controller }, runId) => controller.pause(runId)],
    [
      'under other settings',
      async ({ controller }, runId) => {
        await controller.pause(runId);
        await controller.resume(runId, completeSettings({ iterations: 6, strength: 0.1 }));
      },
    ],
  ];

  it.each(stopping)('%s keeps the picture that it was finished with', async (_, comeToIt) => {
    const { bench, runId, finished } = await extended();
    await comeToIt(bench, runId);
    expect(await bench.controller.stop(runId)).toEqual(finished);
    expect(bench.stateOf(runId)).toBe('stopped');
    expect(bench.disk.layers.size).toBe(2);
  });

  it.each([
    ['rests', true],
    ['goes on', false],
  ])('keeps it in another process as well, where it %s', async (_, rests) => {
    const { bench, runId, finished } = await extended();
    if (rests) await bench.controller.pause(runId);
    const isWhileTakenUp = [true, false];
    for (const isAtOnce of isWhileTakenUp) {
      const next = createBench(copyDisk(bench.disk));
      await next.controller.recover(photoId, runId, rests);
      if (!isAtOnce)
        await next.until(() => !['waiting', 'preparing'].includes(next.stateOf(runId)!));
      const { layerId, doneFraction } = (await next.controller.stop(runId))!;
      expect({ layerId, doneFraction }).toEqual({ layerId: finished.layerId, doneFraction: 1 });
      expect(next.disk.layers.size).toBe(2);
      const third = createBench(copyDisk(next.disk));
      await third.controller.recover(photoId, runId, true);
      await third.until(() => third.results.length > 0);
      expect(third.results[0]!.layerId).toBe(finished.layerId);
    }
    await bench.controller.stop(runId);
  });

  it('makes another one where its layer has been thrown away', async () => {
    const { bench, runId, finished } = await extended();
    await bench.controller.pause(runId);
    const left = copyDisk(bench.disk);
    await bench.controller.keepOnly(photoId, new Set());
    expect((await bench.controller.stop(runId))!.layerId).not.toBe(finished.layerId);
    left.layers.delete(finished.layerId);
    const next = createBench(left);
    await next.controller.recover(photoId, runId, true);
    await next.until(() => next.stateOf(runId) === 'paused');
    expect(await next.controller.stop(runId)).toMatchObject({ runId });
    expect(next.disk.layers.size).toBe(2);
  });
});

it('a finished run that is stopped behind a further iteration shows that one', async () => {
  const { bench, runId, finished } = await extended();
  await bench.reached(runId, 7);
  const stopped = (await bench.controller.stop(runId))!;
  expect(stopped.layerId).not.toBe(finished.layerId);
  expect(stopped.doneFraction).toBeLessThan(1);
});
