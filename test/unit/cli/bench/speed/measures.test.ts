import { expect, test } from 'vitest';
import { measureOverhead } from '../../../../../src-main/cli/bench/speed/overhead';
import { makeScan } from '../../../../../src-main/cli/bench/speed/paint-scan';
import { measureRepeatability } from '../../../../../src-main/cli/bench/speed/repeatability';
import { speedTable } from '../../../../../src-main/cli/bench/speed/run-speed';
import type { Figure } from '../../../../../src-main/cli/bench/speed/measures';
import type { Prior } from '../../../../../src-main/engine/prior/prior';
import { createGaussianPrior } from '../../../../support/gaussian-prior';

const quiet = { signal: { aborted: false }, report: () => undefined };
const gaussian: Prior = {
  ...createGaussianPrior({ mean: 0, variance: 0.1 }),
  sigmaRange: { min: 0.01, max: 5 },
  sizeMultiple: 16,
};
/** Two specks so far apart that each has a window of its own. */
const smallScan = makeScan(240, 32, [
  { from: [10, 16], to: [10, 16], radiusPx: 4 },
  { from: [230, 16], to: [230, 16], radiusPx: 4 },
]);

test('overhead is the time around the network calls, without the first iteration', async () => {
  // A clock that only the prior and an iteration move: a call takes 100 ms, what surrounds it 5 ms.
  let nowMs = 0;
  let calls = 0;
  const prior = {
    ...gaussian,
    get statistics() {
      return { calls, totalMs: calls * 100, lastMs: 100 };
    },
    denoise: async (...args: Parameters<Prior['denoise']>) => {
      calls++;
      nowMs += 105;
      await gaussian.denoise(...args);
    },
  };
  const figure = await measureOverhead({ ...quiet, prior, iterations: 4, clock: () => nowMs }, 112);
  expect(calls).toBe(3 * 4);
  expect(figure.details['networkMs']).toBe(3 * 3 * 100);
  expect(figure.measured).toBe('1.050');
  expect(figure.isMet).toBe(true);
});

test.each([0, 64])('a repeatable engine of halo %i differs nowhere', async (haloPx) => {
  const figure = await measureRepeatability(
    { ...quiet, prior: { ...gaussian, haloPx }, clock: () => 0 },
    smallScan,
  );
  expect(figure).toMatchObject({ measured: '0', isMet: true });
  expect(figure.details['repaired']).toBeGreaterThan(100);
});

test('a prior that answers by its mood is found out', async () => {
  let calls = 0;
  const prior: Prior = {
    ...gaussian,
    async denoise(x, sigma, out) {
      await gaussian.denoise(x, sigma, out);
      calls++;
      for (let i = 0; i < out.data.length; i++) out.data[i]! += 0.001 * calls;
    },
  };
  const figure = await measureRepeatability({ ...quiet, prior, clock: () => 0 }, smallScan);
  expect(figure.isMet).toBe(false);
  expect(figure.details['again']).toBeGreaterThan(0);
});

test('the table names target, figure and verdict', () => {
  const figure: Figure = {
    measure: 'size',
    what: 'a | b',
    target: 'at most 1.3',
    measured: '1.40',
    isMet: false,
    details: {},
  };
  const [head, , row] = speedTable([figure]).split('\n');
  expect(head).toBe('| measure | target | measured | verdict |');
  expect(row).toBe('| a \\| b | at most 1.3 | 1.40 | MISSED |');
});
