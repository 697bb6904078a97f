import { describe, expect, it } from 'vitest';
import { originalLayerId, type PhotoId, type RunId } from '../../../../src-shared/model/ids';
import type { RunProgress } from '../../../../src-shared/model/run';
import { completeSettings } from '../../../../src-shared/model/settings';
import { maskToTiles } from '../../../../src-main/session/layers/mask-tiles';
import type { RepairProgress } from '../../../../src-main/session/repair-session';
import { ProgressReporter } from '../../../../src-main/session/runs/progress-reporter';
import { Run } from '../../../../src-main/session/runs/run';
import { height, scratchMask, width } from './run-bench';

/** A reporter over a clock that goes on by 10 ms at every look. */
function createReporter() {
  const run = new Run({
    photoId: 'photo-1' as PhotoId,
    runId: 'run-1' as RunId,
    baseLayerId: originalLayerId,
    settings: completeSettings({ iterations: 4 }),
    mask: { width, height, tiles: maskToTiles(scratchMask()) },
  });
  let nowMs = 0;
  const told: RunProgress[] = [];
  const reporter = new ProgressReporter(run, {
    clock: () => (nowMs += 10),
    listener: {
      progress: (progress) => told.push(progress),
      finished: () => undefined,
      failed: () => undefined,
    },
  });
  return { run, told, reporter };
}

const step = {
  pass: 0,
  passes: 1,
  runIteration: 2,
  runIterations: 4,
  part: 1,
  parts: 2,
  doneFraction: 0.5,
  remainingMs: 200,
} as RepairProgress;
const region = { x: 1, y: 2, width: 3, height: 4 };
const figures = { sigma: 0.2, dataResidual: 0.1, priorResidual: 0.3, changedRegion: region };

describe('ProgressReporter', () => {
  it('tells steps a few times a second, and iterations and states always', () => {
    const { told, reporter } = createReporter();
    for (let count = 0; count < 50; count++) reporter.reportStep(step);
    expect(told.length).toBeGreaterThan(3);
    expect(told.length).toBeLessThan(8);
    told.length = 0;
    for (let count = 0; count < 5; count++) reporter.reportIteration(step, figures);
    reporter.changeState('paused');
    expect(told.map(({ state }) => state)).toEqual([...Array<string>(5).fill('waiting'), 'paused']);
    expect(told[0]).toMatchObject({ sigma: 0.2, part: 1, parts: 2, changedRegion: region });
    expect(told[5]).toMatchObject({ sigma: 0.2, iteration: 2, changedRegion: undefined });
  });

  it('counts iterations in that are still to be added', () => {
    const { run, told, reporter } = createReporter();
    run.pendingIterations = 4;
    reporter.reportIteration(step, figures);
    expect(told[0]).toMatchObject({ iteration: 2, iterations: 8, doneFraction: 0.25 });
    expect(told[0]!.remainingMs).toBe(200 + 4 * 100);
  });

  it('counts colour and black of a CMYK photo together', () => {
    const { told, reporter } = createReporter();
    reporter.reportIteration({ ...step, pass: 1, passes: 2, doneFraction: 0.75 }, figures);
    expect(told[0]).toMatchObject({ iteration: 6, iterations: 8, doneFraction: 0.75 });
  });

  it('says how many iterations there are before the first, and nothing before it knows', () => {
    const { told, reporter } = createReporter();
    reporter.changeState('preparing');
    reporter.takePlace({
      runIteration: 0,
      runIterations: 34,
      part: 1,
      parts: 1,
      doneFraction: 0,
    });
    reporter.changeState('running');
    expect(told[0]).toMatchObject({ iteration: 0, iterations: 0 });
    expect(told[1]).toMatchObject({ iteration: 0, iterations: 34, doneFraction: 0 });
  });
});
