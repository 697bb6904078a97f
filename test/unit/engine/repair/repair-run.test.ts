import { beforeAll, describe, expect, it } from 'vitest';
import { ByteReader } from '../../../../src-main/engine/bytes/byte-reader';
import { checksumOf } from '../../../../src-main/engine/bytes/checksum';
import { ByteWriter } from '../../../../src-main/engine/bytes/byte-writer';
import { encodeCheckpoint } from '../../../../src-main/engine/red-diff/checkpoint';
import type { RedDiffState } from '../../../../src-main/engine/red-diff/state';
import {
  createDamageCanvas,
  type DamageCanvas,
} from '../../../../src-main/engine/repair/damage-canvas';
import type { RepairOptions } from '../../../../src-main/engine/repair/repair-options';
import { planRepair, type RepairPlan } from '../../../../src-main/engine/repair/repair-plan';
import { RepairRun } from '../../../../src-main/engine/repair/repair-run';
import { planWindowIterations } from '../../../../src-main/engine/repair/repair-presets';
import { createTensorSource } from '../../../../src-main/engine/repair/repair-source';
import { readSnapshot, writeSnapshot } from '../../../../src-main/engine/repair/run-snapshot';
import type { RepairWindow } from '../../../../src-main/engine/repair/windows';
import {
  createImageTensor,
  type ImageTensor,
} from '../../../../src-main/engine/tensor/image-tensor';
import { dot, norm } from '../../../../src-main/engine/tensor/ops';
import { intersectRegions, type Region } from '../../../../src-main/engine/tensor/region';
import { defaultSettings } from '../../../../src-shared/model/settings';
import { createSmoothingPrior } from '../../../support/smoothing-prior';

const options: RepairOptions = {
  preset: 'photo',
  iterations: 5,
  seed: 3,
  strength: 0.5,
  weighting: 'linear',
  lambda: 1,
  optimizer: 'relaxed',
  grain: 0,
};

/** Windows so small that a little scene needs several. */
const smallWindows = { maxSidePx: 160 };

/** A smooth colour slope with damage painted on it in white. */
function createScene(width: number, height: number, isDamaged: (x: number, y: number) => boolean) {
  const truth = createImageTensor({ channels: 3, height, width });
  const hole = new Uint8Array(width * height);
  for (let i = 0; i < truth.data.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    truth.data[i] = 0.8 * Math.sin(x / 40 + Math.floor(i / hole.length)) * Math.cos(y / 50);
    if (isDamaged(x, y)) hole[y * width + x] = 1;
  }
  const damaged = createImageTensor(truth, truth.data.slice());
  damaged.data.forEach((_, i) => {
    if (hole[i % hole.length]) damaged.data[i] = 1;
  });
  return { truth, source: createTensorSource(damaged, hole) };
}

const scratch = (x: number, y: number) => Math.abs(x - y - 20) < 2;
const blot = (x: number, y: number) => (x - 80) ** 2 + (y - 70) ** 2 < 26 ** 2;

function createRun(plan: RepairPlan, change: Partial<RepairOptions> = {}) {
  const prior = createSmoothingPrior();
  const context = { prior, options: { ...options, ...change }, axis: { kind: 'colour' } } as const;
  return { prior, context, run: new RepairRun(plan, context) };
}

async function finish(run: RepairRun): Promise<DamageCanvas> {
  for await (const step of run.run()) expect(step.pixelsDone).toBeLessThanOrEqual(step.pixelsTotal);
  return run.currentCanvas();
}

function largestError({ values, runs, slotOfRun }: DamageCanvas, truth: ImageTensor): number {
  let largest = 0;
  for (let run = 0; run < runs.count; run++) {
    for (let x = runs.startX[run]!; x < runs.endX[run]!; x++) {
      values.forEach((channel, c) => {
        const expected = truth.data[(c * truth.height + runs.y[run]!) * truth.width + x]!;
        const slot = slotOfRun[run]! + x - runs.startX[run]!;
        largest = Math.max(largest, Math.abs(channel[slot]! - expected));
      });
    }
  }
  return largest;
}

/** The part of a window's noise that lies in `part`, 3 channels. */
function cutNoise(noise: Float32Array, region: Region, part: Region): Float32Array {
  const cut = new Float32Array(3 * part.height * part.width);
  for (let row = 0; row < 3 * part.height; row++) {
    const channel = Math.floor(row / part.height);
    const y = part.y - region.y + (row % part.height);
    const start = (channel * region.height + y) * region.width + part.x - region.x;
    cut.set(noise.subarray(start, start + part.width), row * part.width);
  }
  return cut;
}

/** Checksums of all that the states hold: as good as the states, and short where they differ. */
const checksumsOf = (states: readonly RedDiffState[]) =>
  states.map((state) => checksumOf(encodeCheckpoint(state)));

const correlate = (a: Float32Array, b: Float32Array) => dot(a, b) / (norm(a) * norm(b));

describe('RepairRun', () => {
  it('repairs a scratch that takes several windows', async () => {
    const { truth, source } = createScene(300, 290, scratch);
    const plan = planRepair(source, smallWindows);
    expect(plan.levels.at(-1)!.windows.length).toBeGreaterThan(1);
    const canvas = await finish(createRun(plan, { strength: 0 }).run);
    expect(canvas.weights.every((weight) => Math.abs(weight - 1) < 1e-5)).toBe(true);
    expect(largestError(canvas, truth)).toBeLessThan(0.03);
  });

  it('solves a wide blot at smaller sizes first', async () => {
    const { truth, source } = createScene(160, 144, blot);
    const plan = planRepair(source, {});
    expect(plan.levels.length).toBe(3);
    const levels: number[] = [];
    const { run } = createRun(plan, { strength: 0 });
    for await (const { level } of run.run()) levels.push(level);
    expect(levels).toEqual([...levels].sort((a, b) => b - a));
    expect(largestError(run.currentCanvas(), truth)).toBeLessThan(0.25);
  });

  it('counts its calls: progress ends at exactly the announced total', async () => {
    const { source } = createScene(160, 144, (x, y) => blot(x, y) || scratch(x, y));
    const { run } = createRun(planRepair(source, {}));
    let last = { pixelsDone: 0, pixelsTotal: -1 };
    for await (const step of run.run()) {
      expect(step.pixelsDone).toBeGreaterThan(last.pixelsDone);
      last = step;
    }
    expect(last.pixelsDone).toBe(last.pixelsTotal);
  });

  it('ends with the same bits when it is stored and continued wherever it was stopped', async () => {
    const { source } = createScene(160, 144, (x, y) => blot(x, y) || scratch(x, y));
    const plan = planRepair(source, {});
    const undisturbed = createRun(plan);
    const expected = await finish(undisturbed.run);
    for (let stopAfter = 1; stopAfter < undisturbed.prior.calls; stopAfter += 3) {
      const first = createRun(plan).run;
      let steps = 0;
      for await (const _step of first.run()) if (++steps === stopAfter) break;
      const writer = new ByteWriter();
      writeSnapshot(writer, first.snapshot());
      const empty = plan.levels.map((level) => createDamageCanvas(level.source.damage));
      const snapshot = readSnapshot(new ByteReader(writer.written().slice()), empty);
      const { context } = createRun(plan);
      const canvas = await finish(new RepairRun(plan, context, snapshot));
      expect(canvas.values, `stopped after ${stopAfter}`).toEqual(expected.values);
    }
  });

  describe('over a scratch that widens, in windows that overlap', () => {
    const widening = (x: number, y: number) =>
      Math.abs(x - y - 20) < 2 + Math.max(0, Math.min(6, (x - 100) / 20));
    const { source } = createScene(300, 290, widening);
    const plan = planRepair(source, smallWindows);
    const lively = { iterations: 14 };

    /** Runs until every window has made its last step, while the run still holds their states. */
    async function lastStates(run: RepairRun, windows: readonly RepairWindow[]) {
      for await (const step of run.run()) if (step.pixelsDone === step.pixelsTotal) break;
      return run.snapshot().states.map((state, index) => ({ ...state, window: windows[index]! }));
    }

    const { windows } = plan.levels[0]!;
    let expected: Awaited<ReturnType<typeof lastStates>>;
    beforeAll(async () => {
      expected = await lastStates(createRun(plan, lively).run, windows);
    });

    it('all add nearly the same noise, though they begin to at different iterations', () => {
      expect(plan.levels).toHaveLength(1);
      const begins = windows.map(({ widestRadiusPx }) =>
        planWindowIterations(
          { ...options, ...lively },
          { level: 0, widestRadiusPx, startsFromCoarser: false, sigmaRange: { min: 0, max: 80 } },
        ).findIndex(({ noiseFraction }) => noiseFraction > 0),
      );
      expect(new Set(begins).size).toBeGreaterThan(2);
      let pairs = 0;
      for (const one of expected) {
        for (const other of expected) {
          const both = intersectRegions(one.window.region, other.window.region);
          if (one === other || !both) continue;
          pairs++;
          const [a, b] = [one, other].map(({ window: { region }, lastNoise }) =>
            cutNoise(lastNoise!, region, both),
          );
          expect(correlate(a!, b!)).toBeGreaterThan(0.95);
        }
      }
      expect(pairs).toBeGreaterThan(2);
    });

    it('end with the same bits in any order', async () => {
      const reversed = [...windows].reverse();
      const { run } = createRun({ levels: [{ ...plan.levels[0]!, windows: reversed }] }, lively);
      const states = await lastStates(run, reversed);
      expect(checksumsOf(states.reverse())).toEqual(checksumsOf(expected));
    });

    it('end with the same bits when they are stored before, and while, noise is added', async () => {
      for (const stopAt of [7, 9, 12]) {
        const first = createRun(plan, lively).run;
        for await (const step of first.run()) {
          if (step.iteration === stopAt && !step.completesIteration) break;
        }
        const writer = new ByteWriter();
        writeSnapshot(writer, first.snapshot());
        const empty = plan.levels.map((level) => createDamageCanvas(level.source.damage));
        const snapshot = readSnapshot(new ByteReader(writer.written().slice()), empty);
        const run = new RepairRun(plan, createRun(plan, lively).context, snapshot);
        const states = await lastStates(run, windows);
        expect(checksumsOf(states), `stopped at ${stopAt}`).toEqual(checksumsOf(expected));
      }
    });

    it('begin a run that goes on from another one with the noise of the beginning', async () => {
      const first = createRun(plan, lively).run;
      for await (const step of first.run()) {
        if (step.iteration === 10 && step.completesIteration) break;
      }
      const start = { ...first.standing, canvas: first.currentCanvas() };
      const { context } = createRun(plan, lively);
      const next = new RepairRun(plan, context, undefined, start);
      next.open();
      const before = first.snapshot().states;
      next.snapshot().states.forEach(({ lastNoise }, index) => {
        expect(correlate(lastNoise!, before[index]!.lastNoise!)).toBeGreaterThan(0.8);
      });
    });
  });

  it('leaves nothing to repair from an all-white mask, and says so', () => {
    const { source } = createScene(64, 64, () => true);
    expect(() => planRepair(source, {})).toThrow(/whole picture/);
  });

  it.each([
    [1, 300],
    [300, 1],
    [17, 17],
    [5, 7],
  ])('takes a picture of %i x %i', async (width, height) => {
    const { source } = createScene(width, height, (x, y) => (x + y) % 9 === 4);
    const canvas = await finish(createRun(planRepair(source, {})).run);
    expect(canvas.values.every((channel) => channel.every(Number.isFinite))).toBe(true);
    expect(canvas.weights.every((weight) => Math.abs(weight - 1) < 1e-5)).toBe(true);
  });

  it('repairs a hole so wide that windows inside it see no observed pixel', async () => {
    const { source } = createScene(400, 300, (x, y) => x > 30 && y > 30 && x < 370 && y < 270);
    const canvas = await finish(createRun(planRepair(source, smallWindows), { iterations: 2 }).run);
    expect(canvas.values.every((channel) => channel.every((v) => Math.abs(v) <= 1.2))).toBe(true);
  });

  it.each([
    ['paper', 'adam', 100],
    ['paper', 'relaxed', 100],
    ['photo', 'adam', 5],
    ['photo', 'relaxed', 5],
  ] as const)('repairs under the preset %s with %s', async (preset, optimizer, iterations) => {
    const { truth, source } = createScene(96, 80, scratch);
    const { lambda } = defaultSettings[preset];
    // More noise than that this prior does not take away.
    const change = { preset, optimizer, iterations, lambda, noiseStart: 0.1 };
    const canvas = await finish(createRun(planRepair(source, {}), change).run);
    expect(largestError(canvas, truth)).toBeLessThan(0.3);
  });
});
