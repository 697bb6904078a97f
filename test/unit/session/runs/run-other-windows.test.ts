import { describe, expect, it } from 'vitest';
import { collectDamagedPixels } from '../../../../src-main/session/layers/damaged-pixels';
import {
  decodeRunCheckpoint,
  encodeRunCheckpoint,
} from '../../../../src-main/session/runs/run-checkpoint';
import type { RunPrior } from '../../../../src-main/session/runs/run-services';
import type { DamageMask } from '../../../../src-shared/model/photo';
import { createSmoothingPrior } from '../../../support/smoothing-prior';
import { copyDisk, createBench, createDisk, photoId, scratchMask } from './run-bench';

/** Other weights that cut other windows. */
const priorWith = (haloPx: number, sizeMultiple: number) => ({
  prior: { ...createSmoothingPrior(sizeMultiple), haloPx },
  id: 'smoothing',
  sha256: `${haloPx}-${sizeMultiple}`.padEnd(64, '0'),
});
const using = (runPrior: RunPrior) => ({ loadPrior: () => Promise.resolve(runPrior) });

const large = { width: 1200, height: 900 };

/** Specks so far apart that each has a window of its own; with the context of a far-sighted prior they need two groups. */
function specks(): DamageMask {
  const data = new Uint8Array(large.width * large.height);
  for (let y = 150; y < large.height; y += 300) {
    for (let x = 150; x < large.width; x += 300)
      data.fill(255, y * large.width + x, y * large.width + x + 3);
  }
  return { ...large, data };
}

describe('where the prior changes to one with other windows', () => {
  it('what the first one had not come to is repaired, and not taken for done', async () => {
    const change = { iterations: 2 };
    const near = priorWith(1, 16);
    const expected = createBench(createDisk(), using(near), large);
    await expected.finished(expected.start('whole', change, specks()));
    let inUse = priorWith(128, 16);
    const loadPrior = () => Promise.resolve(inUse);
    const bench = createBench(createDisk(), { loadPrior }, large);
    const runId = bench.start('whole', change, specks());
    await bench.reached(runId, 2);
    expect(bench.progress.at(-1)!.parts).toBe(2);
    await bench.controller.pause(runId);
    inUse = priorWith(1, 16);
    await bench.controller.resume(runId);
    await bench.finished(runId);
    expect(bench.progress.at(-1)!.parts).toBe(1);
    expect(inUse.prior.calls).toBe(12 * 2);
    expect(bench.samplesOf(bench.results[0])).toEqual(expected.samplesOf(expected.results[0]));
  });

  it('nothing is done again where all of the damage was equally far', async () => {
    let inUse = priorWith(1, 16);
    const bench = createBench(createDisk(), { loadPrior: () => Promise.resolve(inUse) });
    const runId = bench.start('whole');
    await bench.reached(runId, 3);
    await bench.controller.pause(runId);
    const { keptIterations } = bench.progress.at(-1)!;
    inUse = priorWith(40, 8);
    await bench.controller.resume(runId);
    await bench.finished(runId);
    expect(inUse.prior.calls).toBe(6 - keptIterations);
  });
});

describe.each([
  [40, 16],
  [1, 8],
])('in another process with a prior of halo %i and multiple %i', (haloPx, sizeMultiple) => {
  const other = () => using(priorWith(haloPx, sizeMultiple));

  it('what had ended is shown, and can be looked back at and extended', async () => {
    const bench = createBench(createDisk(), using(priorWith(1, 16)));
    const runId = bench.start('whole');
    await bench.finished(runId);
    const next = createBench(copyDisk(bench.disk), other());
    await next.controller.recover(photoId, runId, true);
    await next.until(() => next.results.length + next.failures.length > 0);
    expect(next.failures).toEqual([]);
    expect(next.results[0]!.layerId).toBe(bench.results[0]!.layerId);
    const [then, now] = [bench, next].map(
      ({ controller }) => controller.pictureOf(photoId, runId, 6).picture,
    );
    expect(now).toEqual(then);
    await next.controller.extend(runId, 2);
    await next.until(() => next.results.length + next.failures.length === 2);
    expect(next.progress.at(-1)).toMatchObject({ state: 'finished', keptIterations: 8 });
  });

  it('what was under way goes on from its newest state', async () => {
    const bench = createBench(createDisk(), using(priorWith(1, 16)));
    const runId = bench.start('whole');
    await bench.reached(runId, 3);
    const next = createBench(copyDisk(bench.disk), other());
    await next.controller.recover(photoId, runId, false);
    await next.until(() => next.results.length + next.failures.length > 0);
    expect(next.failures).toEqual([]);
    expect(next.progress.at(-1)!.keptIterations).toBe(6);
    const [facts] = next.disk.layers.get(next.results[0]!.layerId)!.repairs;
    expect(facts!.legs!.at(-1)!.fromIteration).toBeGreaterThan(0);
    await bench.finished(runId);
  });

  it('what was under way begins anew where nobody knows how its windows were cut', async () => {
    const bench = createBench(createDisk(), using(priorWith(1, 16)));
    const runId = bench.start('whole');
    await bench.reached(runId, 3);
    const left = copyDisk(bench.disk);
    const name = `${runId}/checkpoint`;
    const damaged = collectDamagedPixels(scratchMask());
    const { windows: _windows, ...rest } = decodeRunCheckpoint(left.files.get(name)!, damaged);
    left.files.set(name, encodeRunCheckpoint(rest));
    const next = createBench(left, other());
    await next.controller.recover(photoId, runId, false);
    await next.until(() => next.results.length + next.failures.length > 0);
    expect(next.failures).toEqual([]);
    expect(next.progress.at(-1)!.keptIterations).toBe(6);
    const [facts] = next.disk.layers.get(next.results[0]!.layerId)!.repairs;
    expect(facts!.legs).toBeUndefined();
    await bench.finished(runId);
  });
});
