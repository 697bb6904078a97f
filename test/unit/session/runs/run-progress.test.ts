import { describe, expect, it } from 'vitest';
import { completeSettings } from '../../../../src-shared/model/settings';
import { createBench, wideMask } from './run-bench';

describe('a run in work', () => {
  it('counts all its iterations from the beginning, and its bar never falls', async () => {
    const bench = createBench();
    const runId = bench.start('whole', {}, wideMask());
    await bench.reached(runId, 8);
    await bench.controller.pause(runId);
    await bench.controller.resume(runId, completeSettings({ iterations: 6, strength: 0.9 }));
    await bench.finished(runId);
    const planned = bench.progress.filter(({ iterations }) => iterations > 0);
    expect(planned[0]).toMatchObject({ state: 'running', iteration: 0, doneFraction: 0 });
    const totals = new Set(planned.map(({ iterations }) => iterations));
    // 6 at full size, 4 at half of it.
    expect([...totals]).toEqual([10]);
    const fractions = planned.map(({ doneFraction }) => doneFraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    const completed = planned.filter(({ changedRegion }) => changedRegion);
    expect(completed.map(({ iteration }) => iteration)).toEqual(
      completed.map(({ keptIterations }) => keptIterations),
    );
  });

  it('takes other settings from its next iteration on while it is in work', async () => {
    const bench = createBench();
    const runId = bench.start('whole');
    await bench.reached(runId, 2);
    const settings = completeSettings({ iterations: 6, seed: 9 });
    await bench.controller.resume(runId, settings);
    await bench.finished(runId);
    const { repairs } = bench.disk.layers.get(bench.results[0]!.layerId)!;
    expect(repairs[0]).toMatchObject({ settings, legs: [{ fromIteration: 0 }, { settings }] });
    expect(repairs[0]!.legs![1]!.fromIteration).toBeGreaterThanOrEqual(2);
    // The same as if it had been paused for it.
    const paused = createBench();
    paused.start('whole');
    await paused.reached(runId, repairs[0]!.legs![1]!.fromIteration);
    await paused.controller.pause(runId);
    await paused.controller.continueFrom(runId, repairs[0]!.legs![1]!.fromIteration, settings);
    await paused.finished(runId);
    expect(bench.samplesOf(bench.results[0])).toEqual(paused.samplesOf(paused.results[0]));
  });
});
