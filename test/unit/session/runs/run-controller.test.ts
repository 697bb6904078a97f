import { describe, expect, it } from 'vitest';
import { originalLayerId, type RunId } from '../../../../src-shared/model/ids';
import { completeSettings } from '../../../../src-shared/model/settings';
import { EngineError } from '../../../../src-main/engine/errors';
import { RefusedError } from '../../../../src-main/session/refused-error';
import { createBench, createDisk, photoId, scratchMask, undisturbed } from './run-bench';

describe('a run', () => {
  it('goes through its states to a layer in which only the mask has changed', async () => {
    const { progress, results, disk, controller } = await undisturbed();
    expect([...new Set(progress.map(({ state }) => state))]).toEqual([
      'waiting',
      'preparing',
      'running',
      'finished',
    ]);
    const completed = progress.filter(({ changedRegion }) => changedRegion);
    expect(completed.map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(completed.map(({ keptIterations }) => keptIterations)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(completed.at(-1)).toMatchObject({ iterations: 6, doneFraction: 1, part: 1, parts: 1 });
    expect(completed.every(({ priorResidual }) => priorResidual > 0)).toBe(true);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({ changedOutside: 0, doneFraction: 1 });
    expect(results[0]!.reconstructedFraction).toBeCloseTo(2 / 96, 10);
    const { repairs } = disk.layers.get(results[0]!.layerId)!;
    expect(repairs).toEqual([
      {
        priorId: 'smoothing',
        priorSha256: 'ab'.repeat(32),
        settings: completeSettings({ iterations: 6 }),
        damageMaskSha256: 'cd'.repeat(32),
        repairedFraction: 1,
      },
    ]);
    expect(controller.pictureOf(photoId, 'whole' as RunId, 3).picture.triples).toHaveLength(1);
    expect(controller.pictureOf(photoId, 'whole' as RunId, 0).picture.triples).toEqual([]);
  });

  it('paused and resumed anywhere ends with the same bits', async () => {
    const expected = await undisturbed();
    for (const iteration of [1, 3, 5]) {
      const bench = createBench();
      const runId = bench.start('whole');
      await bench.reached(runId, iteration);
      await bench.controller.pause(runId);
      expect(bench.stateOf(runId)).toBe('paused');
      expect(bench.progress.some(({ state }) => state === 'finishing')).toBe(true);
      const calls = bench.prior.calls;
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(bench.prior.calls).toBe(calls);
      await bench.controller.resume(runId);
      await bench.finished(runId);
      expect(bench.samplesOf(bench.results[0])).toEqual(expected.samplesOf(expected.results[0]));
    }
  });

  it('steps one iteration at a time', async () => {
    const bench = createBench();
    const runId = bench.start('whole');
    await bench.reached(runId, 1);
    await bench.controller.pause(runId);
    const before = bench.progress.at(-1)!.keptIterations;
    await bench.controller.step(runId);
    await bench.until(() => bench.progress.at(-1)!.keptIterations === before + 1);
    await bench.until(() => bench.stateOf(runId) === 'paused');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(bench.progress.at(-1)!.keptIterations).toBe(before + 1);
    await bench.controller.resume(runId);
    await bench.finished(runId);
    const expected = await undisturbed();
    expect(bench.samplesOf(bench.results[0])).toEqual(expected.samplesOf(expected.results[0]));
  });

  it('stopped keeps what was shown last as a layer, and can be gone on with', async () => {
    const bench = createBench();
    const runId = bench.start('whole');
    await bench.reached(runId, 2);
    const result = await bench.controller.stop(runId);
    expect(bench.stateOf(runId)).toBe('stopped');
    expect(result).toMatchObject({ changedOutside: 0 });
    expect(result!.doneFraction).toBeLessThan(1);
    const { keptIterations } = bench.progress.at(-1)!;
    const kept = await bench.controller.keepIteration(runId, keptIterations);
    expect(bench.samplesOf(kept)).toEqual(bench.samplesOf(result!));
    const [facts] = bench.disk.layers.get(result!.layerId)!.repairs;
    expect(facts!.repairedFraction).toBe(result!.doneFraction);
    await bench.controller.extend(runId, 2);
    await bench.finished(runId);
    expect(bench.progress.at(-1)!.keptIterations).toBe(8);
  });

  it('stopped before its first iteration leaves nothing', async () => {
    const bench = createBench();
    const runId = bench.start('whole');
    expect(await bench.controller.stop(runId)).toBeNull();
    expect(bench.disk.layers.size).toBe(1);
  });

  it('is extended when finished, again and again, and while it is paused', async () => {
    const bench = createBench();
    const runId = bench.start('whole');
    await bench.finished(runId);
    for (const total of [9, 12]) {
      await bench.controller.extend(runId, 3);
      await bench.finished(runId);
      expect(bench.progress.at(-1)).toMatchObject({
        iteration: total,
        iterations: total,
        keptIterations: total,
      });
    }
    expect(bench.results).toHaveLength(3);
    expect(new Set(bench.results.map(({ layerId }) => layerId)).size).toBe(3);
    const { repairs } = bench.disk.layers.get(bench.results[2]!.layerId)!;
    expect(repairs[0]!.legs!.map(({ extraIterations }) => extraIterations)).toEqual([0, 3, 3]);

    const paused = createBench();
    paused.start('whole');
    await paused.reached(runId, 2);
    await paused.controller.pause(runId);
    await paused.controller.extend(runId, 3);
    await paused.finished(runId);
    expect(paused.progress.at(-1)).toMatchObject({ iteration: 9, keptIterations: 9 });
    expect(paused.samplesOf(paused.results[0])).toEqual(bench.samplesOf(bench.results[1]));
  });

  it('goes on from a kept iteration under other settings and forgets the later ones', async () => {
    const bench = createBench();
    const runId = bench.start('whole', { strength: 0.2 });
    await bench.finished(runId);
    const third = bench.controller.pictureOf(photoId, runId, 3).picture;
    const fourth = bench.controller.pictureOf(photoId, runId, 4).picture;
    await bench.controller.continueFrom(runId, 3, completeSettings({ iterations: 8, strength: 1 }));
    expect(bench.progress.at(-1)).toMatchObject({ state: 'preparing', keptIterations: 3 });
    await bench.until(() => bench.results.length === 2);
    expect(bench.progress.at(-1)).toMatchObject({ iteration: 8, keptIterations: 8 });
    expect(bench.controller.pictureOf(photoId, runId, 3).picture).toBe(third);
    expect(bench.controller.pictureOf(photoId, runId, 4).picture).not.toEqual(fourth);
    const [facts] = bench.disk.layers.get(bench.results[1]!.layerId)!.repairs;
    expect(facts!.settings.strength).toBe(1);
    expect(facts!.legs!.map(({ fromIteration }) => fromIteration)).toEqual([0, 3]);
  });

  it('takes other settings when it is resumed', async () => {
    const bench = createBench();
    const runId = bench.start('whole');
    await bench.reached(runId, 2);
    await bench.controller.pause(runId);
    const { keptIterations } = bench.progress.at(-1)!;
    await bench.controller.resume(runId, completeSettings({ iterations: 10, seed: 77 }));
    await bench.finished(runId);
    expect(bench.progress.at(-1)!.keptIterations).toBe(10);
    const [facts] = bench.disk.layers.get(bench.results[0]!.layerId)!.repairs;
    expect(facts).toMatchObject({
      settings: { seed: 77 },
      legs: [{ fromIteration: 0 }, { fromIteration: keptIterations }],
    });
  });

  it('lets states go when they take too much room, but never the first and the newest', async () => {
    // Room for about four states of 160 pixels.
    const bench = createBench(createDisk(), { keptByteBudget: 4 * 160 * 6 });
    const runId = bench.start('whole', { iterations: 20 });
    await bench.finished(runId);
    expect(bench.progress.at(-1)!.keptIterations).toBe(20);
    const pictures = new Set(
      Array.from(
        { length: 21 },
        (_, index) => bench.controller.pictureOf(photoId, runId, index).picture,
      ),
    );
    expect(pictures.size).toBeLessThanOrEqual(5);
    expect(pictures.size).toBeGreaterThan(2);
    expect(bench.controller.pictureOf(photoId, runId, 0).picture.triples).toEqual([]);
  });
});

describe('a run that fails', () => {
  it('goes back to the newest good state when it becomes unstable, and may go on', async () => {
    const bench = createBench();
    const denoise = bench.prior.denoise.bind(bench.prior);
    let calls = 0;
    bench.prior.denoise = async (x, sigma, out) => {
      await denoise(x, sigma, out);
      if (++calls === 4) out.data.fill(NaN);
    };
    const runId = bench.start('whole');
    await bench.until(() => bench.failures.length === 1);
    expect(bench.failures[0]).toBe(
      'The last steps became unstable, so the picture went back to iteration 3, the best so far; lower Strength or save this state.',
    );
    expect(bench.progress.at(-1)).toMatchObject({ state: 'failed', keptIterations: 3 });
    expect((await bench.controller.keepIteration(runId, 3)).changedOutside).toBe(0);
    await bench.controller.resume(runId);
    await bench.finished(runId);
    expect(bench.progress.at(-1)!.keptIterations).toBe(6);
  });

  it('goes on exactly where another kind of failure has stopped it', async () => {
    const expected = await undisturbed();
    const bench = createBench();
    const denoise = bench.prior.denoise.bind(bench.prior);
    let calls = 0;
    bench.prior.denoise = async (x, sigma, out) => {
      if (++calls === 4) throw new EngineError('prior', 'The device went away.');
      await denoise(x, sigma, out);
    };
    const runId = bench.start('whole');
    await bench.until(() => bench.failures.length === 1);
    expect(bench.failures).toEqual(['The device went away.']);
    await bench.controller.resume(runId);
    await bench.finished(runId);
    expect(bench.samplesOf(bench.results[0])).toEqual(expected.samplesOf(expected.results[0]));
  });
});

describe('several runs', () => {
  it('are worked on one after the other', async () => {
    const bench = createBench();
    const first = bench.start('first');
    const second = bench.start('second', { seed: 9 });
    await bench.finished(second);
    expect(bench.results.map(({ runId }) => runId)).toEqual([first, second]);
    const order = bench.progress.filter(({ state }) => state === 'running').map((p) => p.runId);
    expect(order.lastIndexOf(first)).toBeLessThan(order.indexOf(second));
  });

  it('may be paused while they wait, and give way to others when they are paused in work', async () => {
    const bench = createBench();
    const first = bench.start('first');
    const second = bench.start('second');
    const third = bench.start('third');
    await bench.controller.pause(second);
    expect(bench.stateOf(second)).toBe('paused');
    await bench.controller.pause(first);
    await bench.finished(third);
    expect(bench.results.map(({ runId }) => runId)).toEqual([third]);
  });

  it('rest while something is done, and go on with the same bits', async () => {
    const expected = await undisturbed();
    const bench = createBench();
    const runId = bench.start('whole');
    await bench.reached(runId, 2);
    await bench.controller.hold(async () => {
      const calls = bench.prior.calls;
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(bench.prior.calls).toBe(calls);
    });
    await bench.finished(runId);
    expect(bench.samplesOf(bench.results[0])).toEqual(expected.samplesOf(expected.results[0]));
  });

  it('end with their photo', async () => {
    const bench = createBench();
    const runId = bench.start('first');
    bench.start('second');
    await bench.reached(runId, 1);
    await bench.controller.closePhoto(photoId);
    const calls = bench.prior.calls;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(bench.prior.calls).toBe(calls);
    expect(() => bench.controller.pictureOf(photoId, runId, 0)).toThrow(RefusedError);
  });

  it('are forgotten when they are over and none of the kept layers is theirs', async () => {
    const bench = createBench();
    const first = bench.start('first');
    const second = bench.start('second');
    await bench.finished(second);
    const kept = await bench.controller.keepOnly(photoId, new Set([bench.results[1]!.layerId]));
    expect([...kept]).toEqual([second]);
    expect([...bench.disk.files.keys()].every((name) => name.startsWith(second))).toBe(true);
    await expect(bench.controller.step(first)).rejects.toThrow(RefusedError);
  });
});

describe('requests that make no sense', () => {
  it('are refused in one sentence', async () => {
    const bench = createBench();
    const runId = bench.start('whole');
    expect(() => bench.start('whole')).toThrow(/started already/);
    await expect(bench.controller.step(runId)).rejects.toThrow(/pause it first/);
    await expect(bench.controller.resume(runId)).rejects.toThrow(/pause it first/);
    await expect(bench.controller.continueFrom(runId, 0, completeSettings({}))).rejects.toThrow(
      /pause it first/,
    );
    await bench.finished(runId);
    await expect(bench.controller.step(runId)).rejects.toThrow(/finished/);
    await expect(bench.controller.resume(runId)).rejects.toThrow(/finished/);
    await expect(bench.controller.keepIteration(runId, 0)).rejects.toThrow(/Nothing has been/);
    await expect(bench.controller.pause('none' as RunId)).rejects.toThrow(/not known/);
    const none = { ...scratchMask(), data: new Uint8Array(96 * 80) };
    expect(() => bench.start('empty', {}, none)).toThrow(/Nothing is marked/);
    const all = { ...none, data: new Uint8Array(96 * 80).fill(255) };
    expect(() => bench.start('full', {}, all)).toThrow(/whole picture is marked/);
    expect(bench.disk.layers.has(originalLayerId)).toBe(true);
  });
});
