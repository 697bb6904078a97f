import { expect, it } from 'vitest';
import { createSmoothingPrior } from '../../../support/smoothing-prior';
import { createBench, createDisk } from './run-bench';

it('a run names the prior that computed it, whichever is in use when an iteration is kept', async () => {
  const prior = createSmoothingPrior();
  let id = 'first';
  const bench = createBench(createDisk(), {
    loadPrior: () => Promise.resolve({ prior, id, sha256: id.padEnd(64, '0') }),
  });
  const runId = bench.start('whole');
  await bench.finished(runId);
  id = 'second';
  for (const iteration of [3, 6]) {
    const kept = await bench.controller.keepIteration(runId, iteration);
    expect(bench.disk.layers.get(kept.layerId)!.repairs[0]).toMatchObject({
      priorId: 'first',
      priorSha256: 'first'.padEnd(64, '0'),
    });
  }
  bench.controller.extend(runId, 1);
  await bench.until(() => bench.results.length === 2);
  expect(bench.disk.layers.get(bench.results[1]!.layerId)!.repairs[0]!.priorId).toBe('second');
});
