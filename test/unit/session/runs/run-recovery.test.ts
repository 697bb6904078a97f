import { describe, expect, it } from 'vitest';
import { completeSettings } from '../../../../src-shared/model/settings';
import { createBench, createDisk, photoId, undisturbed } from './run-bench';

describe('a run in another process', () => {
  it.each([1, 3, 5])('goes on from iteration %i with the same bits', async (iteration) => {
    const expected = await undisturbed();
    const disk = createDisk();
    const first = createBench(disk);
    const runId = first.start('whole');
    await first.reached(runId, iteration);
    // What lies on the disk now is what a killed process would leave.
    const second = createBench({ files: new Map(disk.files), layers: new Map(disk.layers) });
    expect(await second.controller.recover(photoId, runId)).toBe(true);
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
    await second.controller.recover(photoId, runId);
    await second.until(() => second.stateOf(runId) === 'paused');
    expect(second.progress.at(-1)!.keptIterations).toBe(keptIterations);
    expect(second.controller.pictureOf(photoId, runId, keptIterations).picture).toEqual(
      first.controller.pictureOf(photoId, runId, keptIterations).picture,
    );
    second.controller.resume(runId);
    await second.finished(runId);
    const expected = await undisturbed();
    expect(second.samplesOf(second.results[0])).toEqual(expected.samplesOf(expected.results[0]));
  });

  it('tells its result again when it had finished, and can be extended to the same bits', async () => {
    const disk = createDisk();
    const first = createBench(disk);
    const runId = first.start('whole');
    await first.finished(runId);
    const second = createBench({ files: new Map(disk.files), layers: new Map(disk.layers) });
    await second.controller.recover(photoId, runId);
    await second.finished(runId);
    expect(second.results[0]).toMatchObject({ layerId: first.results[0]!.layerId });
    for (const bench of [first, second]) {
      bench.controller.extend(runId, 4);
      await bench.until(() => bench.results.length === 2);
    }
    expect(second.samplesOf(second.results[1])).toEqual(first.samplesOf(first.results[1]));
  });

  it('goes on in a later leg as well', async () => {
    const settings = completeSettings({ iterations: 9, seed: 5 });
    const disk = createDisk();
    const first = createBench(disk);
    const runId = first.start('whole');
    await first.finished(runId);
    first.controller.continueFrom(runId, 2, settings);
    await first.reached(runId, 7);
    const second = createBench({ files: new Map(disk.files), layers: new Map(disk.layers) });
    await second.controller.recover(photoId, runId);
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
    expect(await createBench().controller.recover(photoId, runId)).toBe(false);
    const torn = (part: string) => {
      const files = new Map(disk.files);
      const bytes = files.get(`${runId}/${part}`)!.slice();
      bytes[bytes.length >> 1]! ^= 0xff;
      files.set(`${runId}/${part}`, bytes);
      return createBench({ files, layers: new Map(disk.layers) });
    };
    expect(await torn('mask').controller.recover(photoId, runId)).toBe(false);
    expect(await torn('run.json').controller.recover(photoId, runId)).toBe(false);
    const anew = torn('checkpoint');
    expect(await anew.controller.recover(photoId, runId)).toBe(true);
    await anew.until(() => anew.stateOf(runId) === 'paused');
    expect(anew.progress.at(-1)!.keptIterations).toBe(0);
  });
});
