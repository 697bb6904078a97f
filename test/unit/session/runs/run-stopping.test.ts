import { describe, expect, it } from 'vitest';
import type { RunId } from '../../../../src-shared/model/ids';
import { completeSettings } from '../../../../src-shared/model/settings';
import { copyDisk, createBench, createDisk, photoId } from './run-bench';

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

describe.each(['in work', 'paused'] as const)(
  'a run that was %s, while it is stopped',
  (standing) => {
    /** What it has told since, and how to have its layer made. */
    async function stopping() {
      let add: () => void = () => undefined;
      let refuse: () => void = () => undefined;
      const added = new Promise<void>((resolve, reject) => {
        add = resolve;
        refuse = () => reject(new Error('No room.'));
      });
      let tellAsked: () => void = () => undefined;
      const asked = new Promise<void>((resolve) => (tellAsked = resolve));
      const addingLayer = () => {
        tellAsked();
        return added;
      };
      const bench = createBench({ ...createDisk(), addingLayer });
      const runId = bench.start('whole', { iterations: 40 });
      await bench.reached(runId, 3);
      if (standing === 'paused') await bench.controller.pause(runId);
      const told = bench.progress.length;
      const stopped = bench.controller.stop(runId);
      const statesSince = () => bench.progress.slice(told).map(({ state }) => state);
      return { bench, runId, stopped, asked, add, refuse, statesSince };
    }

    it.each(['at once', 'later'])('gives one layer to who stops it again %s', async (when) => {
      const { bench, runId, stopped, asked, add } = await stopping();
      if (when === 'later') await asked;
      const again = bench.controller.stop(runId);
      await asked;
      add();
      expect(await again).toEqual(await stopped);
      expect((await bench.controller.stop(runId))!.layerId).toBe((await stopped)!.layerId);
      expect(bench.disk.layers.size).toBe(2);
    });

    it('cannot be gone on with, and asks nothing of its prior', async () => {
      const { bench, runId, stopped, asked, add } = await stopping();
      await asked;
      const { calls } = bench.prior;
      const settings = completeSettings({ iterations: 40, strength: 0.1 });
      const { controller } = bench;
      for (const goOn of [
        () => controller.resume(runId),
        () => controller.resume(runId, settings),
        () => controller.step(runId),
        () => controller.extend(runId, 5),
        () => controller.continueFrom(runId, 1, settings),
      ]) {
        await expect(goOn()).rejects.toThrow('The repair is in work');
      }
      add();
      await stopped;
      expect(bench.stateOf(runId)).toBe('stopped');
      expect(bench.prior.calls).toBe(calls);
      await controller.resume(runId);
      await bench.finished(runId);
      expect(bench.progress.at(-1)!.keptIterations).toBe(40);
    });

    it('says that it is finishing until its layer is there', async () => {
      const { bench, runId, stopped, asked, add, statesSince } = await stopping();
      await asked;
      await bench.controller.pause(runId);
      expect(bench.stateOf(runId)).toBe('finishing');
      add();
      await stopped;
      expect(new Set(statesSince())).toEqual(new Set(['finishing', 'stopped']));
    });

    it('rests where its layer cannot be made, and can be gone on with', async () => {
      const { bench, runId, stopped, asked, refuse } = await stopping();
      await asked;
      refuse();
      await expect(stopped).rejects.toThrow('No room.');
      expect(bench.stateOf(runId)).toBe('paused');
      const next = createBench(copyDisk(bench.disk));
      await next.controller.recover(photoId, runId, false);
      await next.until(() => next.stateOf(runId) === 'paused');
      const { keptIterations } = bench.progress.at(-1)!;
      await bench.controller.step(runId);
      await bench.until(() => bench.progress.at(-1)!.keptIterations > keptIterations);
    });
  },
);
