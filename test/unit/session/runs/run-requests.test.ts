import { describe, expect, it } from 'vitest';
import type { RunId } from '../../../../src-shared/model/ids';
import { completeSettings } from '../../../../src-shared/model/settings';
import { createSmoothingPrior } from '../../../support/smoothing-prior';
import { copyDisk, createBench, createDisk, photoId, wideMask } from './run-bench';

const settings = completeSettings({ iterations: 12, seed: 9 });
const aWhile = () => new Promise<void>((resolve) => setTimeout(resolve, 30));

/** A run in work, of which another prior is loaded while a request is under way. */
async function heldAt(iteration: number, request: 'before' | 'after', ask: Ask) {
  const bench = createBench();
  const runId = bench.start('whole', { iterations: 12 });
  await bench.reached(runId, iteration);
  const asked = request === 'before' ? ask(bench, runId) : undefined;
  const held = bench.controller.hold(aWhile);
  const answered = asked ?? ask(bench, runId);
  await Promise.all([held, answered]);
  await aWhile();
  return { bench, runId, answer: await answered };
}

type Ask = (bench: ReturnType<typeof createBench>, runId: RunId) => Promise<unknown>;

describe.each(['before', 'after'] as const)('asked %s something else holds the run', (order) => {
  it('to pause, it rests until it is resumed', async () => {
    const { bench, runId } = await heldAt(2, order, ({ controller }, id) => controller.pause(id));
    expect(bench.stateOf(runId)).toBe('paused');
    const { calls } = bench.prior;
    expect(calls).toBeLessThan(6);
    await bench.controller.resume(runId);
    await bench.finished(runId);
    expect(bench.prior.calls).toBe(12);
  });

  it('to stop, it ends with what it has', async () => {
    const { bench, runId, answer } = await heldAt(2, order, ({ controller }, id) =>
      controller.stop(id),
    );
    expect(bench.stateOf(runId)).toBe('stopped');
    expect(bench.prior.calls).toBeLessThan(6);
    expect(answer).toMatchObject({ runId });
    expect(bench.results).toEqual([]);
  });

  it('to go on under other settings, it does so once', async () => {
    const { bench, runId } = await heldAt(2, order, ({ controller }, id) =>
      controller.resume(id, settings),
    );
    await bench.finished(runId);
    await aWhile();
    expect(bench.results).toHaveLength(1);
    expect(bench.prior.calls).toBeLessThan(14);
  });

  it('to close its photo, it neither asks the prior again nor makes a layer', async () => {
    const { bench } = await heldAt(2, order, ({ controller }) => controller.closePhoto(photoId));
    expect(bench.prior.calls).toBeLessThan(6);
    expect(bench.disk.layers.size).toBe(1);
    expect(bench.failures).toEqual([]);
  });
});

describe('while a run is brought to other settings', () => {
  it('a pause lets it rest, and it goes on under them', async () => {
    const bench = createBench();
    const runId = bench.start('whole', { iterations: 12 });
    await bench.reached(runId, 2);
    const changed = bench.controller.resume(runId, settings);
    await Promise.all([changed, bench.controller.pause(runId)]);
    await aWhile();
    expect(bench.stateOf(runId)).toBe('paused');
    await bench.controller.resume(runId);
    await bench.finished(runId);
    const { repairs } = bench.disk.layers.get(bench.results[0]!.layerId)!;
    expect(repairs[0]!.legs!.at(-1)!.settings.seed).toBe(9);
  });
});

describe('a run that another process has left', () => {
  async function leftBehind() {
    const disk = createDisk();
    const first = createBench(disk);
    const runId = first.start('whole', { iterations: 12 });
    await first.reached(runId, 8);
    await first.controller.pause(runId);
    const prior = createSmoothingPrior();
    const loadPrior = async () => {
      await aWhile();
      return { prior, id: 'smoothing', sha256: 'ab'.repeat(32) };
    };
    const second = createBench(copyDisk(disk), { loadPrior });
    return { second, runId, prior, done: first.prior.calls };
  }

  it('goes on from where it was under other settings that come while the prior is loaded', async () => {
    const { second, runId, prior, done } = await leftBehind();
    await second.controller.recover(photoId, runId, true);
    await second.controller.resume(runId, settings);
    await second.finished(runId);
    expect(prior.calls).toBe(12 - done);
    expect(second.progress.at(-1)!.keptIterations).toBe(12);
  });
});

it('what is stopped before its first iteration anew gives nothing, whatever it gave before', async () => {
  const bench = createBench();
  const runId = bench.start('whole');
  await bench.finished(runId);
  await bench.controller.continueFrom(runId, 0, settings);
  expect(await bench.controller.stop(runId)).toBeNull();
  expect(bench.stateOf(runId)).toBe('stopped');
});

describe('while a wide hole is still solved at smaller sizes', () => {
  type Bench = ReturnType<typeof createBench>;
  const stopped = async ({ controller }: Bench, runId: RunId) => {
    await controller.stop(runId);
    await controller.resume(runId, settings);
  };
  const gone = async ({ controller }: Bench, runId: RunId) => {
    await controller.pause(runId);
    await controller.continueFrom(runId, 1, settings);
  };

  it.each([
    ['other settings', ({ controller }: Bench, runId: RunId) => controller.resume(runId, settings)],
    ['stopping and going on', stopped],
    ['going back', gone],
  ])('%s costs nothing of what these sizes find', async (_, ask) => {
    const undisturbed = createBench();
    const whole = undisturbed.start('whole', settings, wideMask());
    await undisturbed.finished(whole);
    const bench = createBench();
    const runId = bench.start('whole', { iterations: 12 }, wideMask());
    await bench.reached(runId, 2);
    await ask(bench, runId);
    const asked = bench.progress.length;
    await bench.finished(runId);
    expect(bench.samplesOf(bench.results[0])).toEqual(
      undisturbed.samplesOf(undisturbed.results[0]),
    );
    const indexes = bench.progress.slice(asked).map(({ keptIterations }) => keptIterations);
    expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
  });
});
