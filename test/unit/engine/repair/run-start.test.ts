import { describe, expect, it } from 'vitest';
import type { DamageCanvas } from '../../../../src-main/engine/repair/damage-canvas';
import type { RepairOptions } from '../../../../src-main/engine/repair/repair-options';
import { planRepair, type RepairPlan } from '../../../../src-main/engine/repair/repair-plan';
import { RepairRun } from '../../../../src-main/engine/repair/repair-run';
import type { RepairStep } from '../../../../src-main/engine/repair/repair-step';
import { createTensorSource } from '../../../../src-main/engine/repair/repair-source';
import { planFrom, type RunStart } from '../../../../src-main/engine/repair/run-start';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';
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

type IsDamaged = (x: number, y: number) => boolean;

/** The plan of a smooth slope with damage in white; `truth` is the slope. */
function createScene(width: number, height: number, isDamaged: IsDamaged) {
  const truth = createImageTensor({ channels: 3, height, width });
  const hole = new Uint8Array(width * height);
  for (let i = 0; i < truth.data.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    truth.data[i] = 0.6 * Math.sin(x / 60) * Math.cos(y / 70);
    if (isDamaged(x, y)) hole[y * width + x] = 1;
  }
  const damaged = createImageTensor(truth, truth.data.slice());
  damaged.data.forEach((_, i) => {
    if (hole[i % hole.length]) damaged.data[i] = 1;
  });
  return { truth, hole, plan: planRepair(createTensorSource(damaged, hole), {}) };
}

function createRun(plan: RepairPlan, start?: RunStart, change: Partial<RepairOptions> = {}) {
  const prior = createSmoothingPrior();
  const context = { prior, options: { ...options, ...change }, axis: { kind: 'colour' } } as const;
  return new RepairRun(planFrom(plan, start), context, undefined, start);
}

async function collect(run: RepairRun, stopAfter = Infinity): Promise<RepairStep[]> {
  const steps: RepairStep[] = [];
  for await (const step of run.run()) if (steps.push(step) === stopAfter) break;
  return steps;
}

/** From where another run goes on with what this one has made. */
function startFrom(run: RepairRun, ...extensions: number[]): RunStart {
  const { standing } = run;
  const longer = [...standing.extensions, ...extensions];
  return { ...standing, canvas: run.currentCanvas(), extensions: longer };
}

function largestDifference(a: DamageCanvas, b: DamageCanvas): number {
  let largest = 0;
  a.values.forEach((values, channel) =>
    values.forEach((value, slot) => {
      largest = Math.max(largest, Math.abs(value - b.values[channel]![slot]!));
    }),
  );
  return largest;
}

const scratch: IsDamaged = (x, y) => Math.abs(x - y - 20) < 2;
const blot: IsDamaged = (x, y) => (x - 80) ** 2 + (y - 70) ** 2 < 26 ** 2;
/** So much that two groups are needed. */
const lattice: IsDamaged = (x, y) => x % 48 === 20 && y % 48 < 3;

describe('a run that goes on from another one', () => {
  it('has nothing to do and the same colours when the other one is finished', async () => {
    const { plan } = createScene(160, 144, scratch);
    const first = createRun(plan);
    await collect(first);
    const next = createRun(plan, startFrom(first));
    expect(await collect(next)).toEqual([]);
    expect(largestDifference(next.currentCanvas(), first.currentCanvas())).toBeLessThan(1e-6);
    expect(next.currentCanvas().weights.every((weight) => Math.abs(weight - 1) < 1e-5)).toBe(true);
  });

  it('takes nothing for repaired that the other one has not painted', async () => {
    const { plan } = createScene(160, 144, scratch);
    const first = createRun(plan);
    await collect(first);
    const start = startFrom(first);
    start.canvas.weights[3] = 0;
    const next = createRun(plan, start);
    await collect(next);
    const unpainted = [...next.currentCanvas().weights.entries()].filter(
      ([, weight]) => weight === 0,
    );
    expect(unpainted).toEqual([[3, 0]]);
  });

  it('makes the extra iterations and counts on from the plan', async () => {
    const { plan } = createScene(160, 144, scratch);
    const windows = plan.levels.at(-1)!.windows.length;
    const first = createRun(plan);
    await collect(first);
    const steps = await collect(createRun(plan, startFrom(first, 3)));
    expect(steps).toHaveLength(3 * windows);
    expect(steps.map(({ runIteration }) => runIteration)).toEqual([6, 7, 8]);
    expect(steps.every(({ runIterations }) => runIterations === 8)).toBe(true);
    expect(steps.at(-1)!.pixelsDone).toBe(steps.at(-1)!.pixelsTotal);
    expect(steps[0]!.pixelsDone).toBe((steps[0]!.pixelsTotal * 6) / 8);
  });

  it('can be extended again and again, each time through the last noise levels', async () => {
    const { plan } = createScene(160, 144, scratch);
    const iterations = { iterations: 14 };
    const first = createRun(plan, undefined, iterations);
    await collect(first);
    const second = createRun(plan, startFrom(first, 12), iterations);
    const secondSteps = await collect(second);
    const third = await collect(createRun(plan, startFrom(second, 3), iterations));
    expect(third.map(({ runIteration }) => runIteration)).toEqual([27, 28, 29]);
    expect(third.every(({ runIterations }) => runIterations === 29)).toBe(true);
    expect(third[0]!.sigma).toBeGreaterThan(secondSteps.at(-1)!.sigma);
  });

  it('takes up the plan where the other one was stopped, noise levels included', async () => {
    const { plan } = createScene(160, 144, scratch);
    const whole = await collect(createRun(plan));
    const first = createRun(plan);
    await collect(first, 2);
    const before = first.currentCanvas();
    const next = createRun(plan, startFrom(first));
    expect(largestDifference(next.currentCanvas(), before)).toBeLessThan(1e-6);
    const rest = await collect(next);
    expect(rest.map(({ iteration, sigma }) => [iteration, sigma])).toEqual(
      whole.slice(2).map(({ iteration, sigma }) => [iteration, sigma]),
    );
  });

  it('follows its own settings', async () => {
    const { plan } = createScene(160, 144, scratch);
    const first = createRun(plan);
    await collect(first, 2);
    const start = startFrom(first);
    const steps = await collect(createRun(plan, start, { iterations: 9 }));
    expect(steps.map(({ runIteration }) => runIteration)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(await collect(createRun(plan, start, { iterations: 1 }))).toEqual([]);
  });

  it('does without coarser levels, but counts those that have run', async () => {
    const { plan } = createScene(160, 144, blot);
    const whole = await collect(createRun(plan));
    expect(plan.levels).toHaveLength(3);
    const first = createRun(plan);
    // Two coarse levels of three iterations each, and one at full size.
    await collect(first, 7);
    const next = createRun(plan, startFrom(first));
    const steps = await collect(next);
    expect(whole.map(({ runIteration }) => runIteration)).toEqual(
      Array.from({ length: 11 }, (_, index) => index + 1),
    );
    expect(steps.map(({ runIteration, runIterations }) => [runIteration, runIterations])).toEqual([
      [8, 11],
      [9, 11],
      [10, 11],
      [11, 11],
    ]);
    expect(next.currentCanvas().values[0]!.every((value) => Math.abs(value) < 1)).toBe(true);
  });

  it('solves the coarser levels again where the other one had not left them', async () => {
    const { plan } = createScene(160, 144, (x, y) => blot(x, y) || scratch(x, y));
    const whole = createRun(plan);
    const wholeSteps = await collect(whole);
    const coarse = wholeSteps.filter(({ level }) => level > 0).length;
    for (let stop = 1; stop <= coarse; stop++) {
      const first = createRun(plan, undefined, { seed: 9 });
      const { runIteration } = (await collect(first, stop)).at(-1)!;
      const before = first.currentCanvas();
      const next = createRun(plan, startFrom(first));
      expect(largestDifference(next.currentCanvas(), before)).toBeLessThan(1e-6);
      const steps = await collect(next);
      expect(steps).toHaveLength(wholeSteps.length);
      expect(steps[0]!.runIteration).toBeGreaterThan(runIteration - 1);
      expect(next.currentCanvas()).toEqual(whole.currentCanvas());
    }
  });

  it('in the middle of several parts: done ones stay, the one in work goes on, others begin', async () => {
    const { plan } = createScene(1024, 1000, lattice);
    const first = createRun(plan, undefined, { iterations: 2 });
    const steps: RepairStep[] = [];
    for await (const step of first.run()) {
      steps.push(step);
      if (step.part === 2 && step.completesIteration) break;
    }
    expect(steps.at(-1)).toMatchObject({ parts: 2, runIteration: 1, runIterations: 2 });
    const next = createRun(plan, startFrom(first), { iterations: 2 });
    const rest = await collect(next);
    expect(new Set(rest.map(({ part }) => part))).toEqual(new Set([2]));
    expect(rest.every(({ runIteration }) => runIteration === 2)).toBe(true);
    expect(next.currentCanvas().weights.every((weight) => Math.abs(weight - 1) < 1e-5)).toBe(true);

    const again = createRun(plan, startFrom(next, 1), { iterations: 2 });
    const extra = await collect(again);
    expect(extra.map(({ runIteration }) => runIteration).every((index) => index === 3)).toBe(true);
    expect(new Set(extra.map(({ part }) => part))).toEqual(new Set([1, 2]));
  });
});

describe('the picture of a run in work', () => {
  it('shows what coarse levels have solved before the full size begins', async () => {
    const { plan, truth, hole } = createScene(160, 144, blot);
    const run = createRun(plan, undefined, { strength: 0 });
    expect(run.currentCanvas().weights.every((weight) => weight === 0)).toBe(true);
    await collect(run, 5);
    const { values, weights } = run.currentCanvas();
    expect(weights.every((weight) => weight === 1)).toBe(true);
    const expected = [...truth.data.subarray(0, hole.length)].filter((_, index) => hole[index]);
    values[0]!.forEach((value, slot) =>
      expect(Math.abs(value - expected[slot]!)).toBeLessThan(0.2),
    );
  });

  it('does not change when it is looked at twice', async () => {
    const { plan } = createScene(160, 144, (x, y) => blot(x, y) || scratch(x, y));
    const run = createRun(plan);
    await collect(run, 4);
    expect(run.currentCanvas()).toEqual(run.currentCanvas());
  });

  it('of one colour stays of it where a window waits for one of a later part', async () => {
    const [width, height] = [5200, 260];
    const image = createImageTensor({ channels: 3, height, width });
    image.data.fill(0.8);
    const hole = Uint8Array.from({ length: width * height }, (_, index) => {
      const [x, y] = [index % width, Math.floor(index / width)];
      const isNear = (middle: number) => Math.abs(y - middle) < 3;
      return isNear(130) || (x % 2 === 0 && (isNear(60) || isNear(200))) ? 1 : 0;
    });
    const plan = planRepair(createTensorSource(image, hole), {});
    const run = createRun(plan, undefined, { iterations: 1, strength: 0 });
    let parts = 0;
    for await (const step of run.run()) {
      parts = step.parts;
      if (step.part === 1 && step.completesIteration) break;
    }
    expect(parts).toBeGreaterThan(1);
    const { values, weights } = run.currentCanvas();
    expect(weights.includes(0)).toBe(true);
    for (const channel of values) {
      const painted = channel.filter((_, slot) => weights[slot] !== 0);
      expect(painted.every((value) => Math.abs(value - 0.8) < 1e-3)).toBe(true);
    }
  });
});
