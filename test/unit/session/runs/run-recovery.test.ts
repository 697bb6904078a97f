import { describe, expect, it } from 'vitest';
import { completeSettings } from '../../../../src-shared/model/settings';
import {
  copyDisk,
  createBench,
  createDisk,
  photoId,
  undisturbed,
  wideMask,
  type Disk,
} from './run-bench';

describe('a run in another process', () => {
  it.each([1, 3, 5])('goes on from iteration %i with the same bits', async (iteration) => {
    const expected = await undisturbed();
    const disk = createDisk();
    const first = createBench(disk);
    const runId = first.start('whole');
    await first.reached(runId, iteration);
    const second = createBench(copyDisk(disk));
    expect(await second.controller.recover(photoId, runId, false)).toBe(true);
    await second.finished(runId);
    if (iteration > 1) expect(second.prior.calls).toBeLessThan(6);
    expect(second.samplesOf(second.results[0])).toEqual(expected.samplesOf(expected.results[0]));
    await first.finished(runId);
  });

  it('rests where it rested, with the picture it had', async () => {
    const disk = createDisk();
    const first = createBench(disk);
    const runId = first.start('whole');
    await first.reached(runId, 2);
    await first.controller.pause(runId);
    const { keptIterations } = first.progress.at(-1)!;
    const second = createBench(disk);
    await second.controller.recover(photoId, runId, false);
    await second.controller.whenRestored(runId);
    expect(second.controller.whenRestored(runId)).toBeUndefined();
    const { triples } = second.controller.pictureOf(photoId, runId, keptIterations).picture;
    expect(triples).toHaveLength(1);
    await second.until(() => second.stateOf(runId) === 'paused');
    expect(second.progress.at(-1)!.keptIterations).toBe(keptIterations);
    expect(second.controller.pictureOf(photoId, runId, keptIterations).picture).toEqual(
      first.controller.pictureOf(photoId, runId, keptIterations).picture,
    );
    await second.controller.resume(runId);
    await second.finished(runId);
    const expected = await undisturbed();
    expect(second.samplesOf(second.results[0])).toEqual(expected.samplesOf(expected.results[0]));
  });

  it('tells its result again when it had finished, and can be extended to the same bits', async () => {
    const disk = createDisk();
    const first = createBench(disk);
    const runId = first.start('whole');
    await first.finished(runId);
    const second = createBench(copyDisk(disk));
    await second.controller.recover(photoId, runId, false);
    await second.finished(runId);
    expect(second.results[0]).toMatchObject({ layerId: first.results[0]!.layerId });
    for (const bench of [first, second]) {
      await bench.controller.extend(runId, 4);
      await bench.until(() => bench.results.length === 2);
    }
    expect(second.samplesOf(second.results[1])).toEqual(first.samplesOf(first.results[1]));
  });

  describe.each(['finished', 'paused', 'stopped'] as const)('that was %s', (state) => {
    it('goes on where more is asked of it while it is taken up', async () => {
      const disk = createDisk();
      const first = createBench(disk);
      const runId = first.start('whole');
      if (state === 'finished') await first.finished(runId);
      else await first.reached(runId, 3);
      if (state === 'paused') await first.controller.pause(runId);
      if (state === 'stopped') await first.controller.stop(runId);
      const second = createBench(copyDisk(disk));
      await second.controller.recover(photoId, runId, true);
      await second.controller.extend(runId, 4);
      await second.until(() => second.progress.at(-1)!.keptIterations === 10);
      await second.finished(runId);
      expect(second.results.at(-1)!.doneFraction).toBe(1);
      if (state !== 'finished') return;
      expect(second.results[0]!.layerId).toBe(first.results[0]!.layerId);
      await first.controller.extend(runId, 4);
      await first.until(() => first.results.length === 2);
      expect(second.samplesOf(second.results[1])).toEqual(first.samplesOf(first.results[1]));
    });
  });

  it('goes on in a later leg as well', async () => {
    const settings = completeSettings({ iterations: 9, seed: 5 });
    const disk = createDisk();
    const first = createBench(disk);
    const runId = first.start('whole');
    await first.finished(runId);
    await first.controller.continueFrom(runId, 2, settings);
    await first.reached(runId, 7);
    const second = createBench(copyDisk(disk));
    await second.controller.recover(photoId, runId, false);
    await second.finished(runId);
    await first.until(() => first.results.length === 2);
    expect(second.samplesOf(second.results[0])).toEqual(first.samplesOf(first.results[1]));
  });

  it('is not found, or begins anew, where its files are damaged', async () => {
    const disk = createDisk();
    const first = createBench(disk);
    const runId = first.start('whole');
    await first.reached(runId, 3);
    await first.controller.pause(runId);
    expect(await createBench().controller.recover(photoId, runId, false)).toBe(false);
    const torn = (part: string) => {
      const files = new Map(disk.files);
      const bytes = files.get(`${runId}/${part}`)!.slice();
      bytes[bytes.length >> 1]! ^= 0xff;
      files.set(`${runId}/${part}`, bytes);
      return createBench({ files, layers: new Map(disk.layers) });
    };
    expect(await torn('mask').controller.recover(photoId, runId, false)).toBe(false);
    expect(await torn('run.json').controller.recover(photoId, runId, false)).toBe(false);
    const anew = torn('checkpoint');
    expect(await anew.controller.recover(photoId, runId, false)).toBe(true);
    await anew.until(() => anew.stateOf(runId) === 'paused');
    expect(anew.progress.at(-1)!.keptIterations).toBe(0);
  });

  it('rests, when it is to, and goes on to the same bits from whatever write was the last', async () => {
    const mask = wideMask();
    const expected = createBench();
    await expected.finished(expected.start('whole', {}, mask));
    const wanted = expected.samplesOf(expected.results[0]);
    const disks: Disk[] = [];
    const disk: Disk = { ...createDisk(), written: () => disks.push(copyDisk(disk)) };
    const first = createBench(disk);
    const runId = first.start('whole', {}, mask);
    await first.finished(runId);
    let rested = 0;
    for (const left of disks) {
      const next = createBench(left);
      // Before the order is complete nothing was begun.
      if (!(await next.controller.recover(photoId, runId, true))) continue;
      await next.until(() => ['paused', 'finished'].includes(next.stateOf(runId) ?? ''));
      const { state, iteration, iterations, keptIterations } = next.progress.at(-1)!;
      expect(iterations).toBe(first.progress.at(-1)!.iterations);
      expect(iteration).toBe(keptIterations);
      if (state === 'paused') {
        rested++;
        expect(next.prior.calls).toBe(0);
        await next.controller.resume(runId);
        await next.finished(runId);
      }
      expect(next.samplesOf(next.results[0])).toEqual(wanted);
    }
    expect(rested).toBeGreaterThan(6);
  });

  it('does not go on unasked where the process ends again while it rests', async () => {
    const disk = createDisk();
    const first = createBench(disk);
    const runId = first.start('whole');
    await first.reached(runId, 2);
    const left = copyDisk(disk);
    await createBench(left).controller.recover(photoId, runId, true);
    const third = createBench(left);
    await third.controller.recover(photoId, runId, false);
    await third.until(() => third.stateOf(runId) === 'paused');
    await first.finished(runId);
  });

  it('tells what it was stopped with', async () => {
    const disk = createDisk();
    const first = createBench(disk);
    const runId = first.start('whole');
    await first.reached(runId, 3);
    const stopped = await first.controller.stop(runId);
    const second = createBench(disk);
    await second.controller.recover(photoId, runId, true);
    await second.until(() => second.results.length > 0);
    expect(second.results).toEqual([stopped]);
  });

  it('tells a window that was not there how it stands, and does nothing else', async () => {
    const bench = createBench();
    const runId = bench.start('whole');
    await bench.reached(runId, 2);
    await bench.controller.pause(runId);
    const { length } = bench.progress;
    await bench.controller.recover(photoId, runId, true);
    expect(bench.progress.slice(length)).toEqual([bench.progress[length - 1]]);
    await bench.controller.resume(runId);
    await bench.finished(runId);
    await bench.controller.recover(photoId, runId, true);
    expect(bench.results).toEqual([bench.results[0], bench.results[0]]);
  });
});
