import { expect, it } from 'vitest';
import { completeSettings } from '../../../../src-shared/model/settings';
import { createBench } from './run-bench';

it('a run at rest takes other settings over with a step, and with more iterations', async () => {
  const smooth = completeSettings({ iterations: 6, strength: 0.1 });
  const legsOf = (bench: ReturnType<typeof createBench>) =>
    bench.disk.layers.get(bench.results.at(-1)!.layerId)!.repairs[0]!.legs!;
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
