import { describe, expect, it } from 'vitest';
import type { RepairOptions } from '../../../../src-main/engine/repair/repair-options';
import { planRepair, type RepairPlan } from '../../../../src-main/engine/repair/repair-plan';
import { RepairRun } from '../../../../src-main/engine/repair/repair-run';
import {
  createTensorSource,
  type RepairSource,
} from '../../../../src-main/engine/repair/repair-source';
import { planWindows } from '../../../../src-main/engine/repair/windows';
import { createImageTensor } from '../../../../src-main/engine/tensor/image-tensor';
import {
  growRegion,
  intersectRegions,
  type Region,
} from '../../../../src-main/engine/tensor/region';
import { createSmoothingPrior } from '../../../support/smoothing-prior';

const options: RepairOptions = {
  preset: 'photo',
  iterations: 3,
  seed: 3,
  strength: 0,
  weighting: 'linear',
  lambda: 1,
  optimizer: 'relaxed',
  grain: 0,
};
const smallWindows = { maxSidePx: 160 };

type IsDamaged = (x: number, y: number) => boolean;
const disc =
  (left: number, top: number, radius: number): IsDamaged =>
  (x, y) =>
    (x - left) ** 2 + (y - top) ** 2 < radius ** 2;

/** A picture with white damage; every region that is read of it is noted. */
function createScene(
  width: number,
  height: number,
  isDamaged: IsDamaged,
  valueAt = (x: number, y: number) => 0.6 * Math.sin(x / 30) * Math.cos(y / 40),
) {
  const image = createImageTensor({ channels: 3, height, width });
  const hole = new Uint8Array(width * height);
  for (let i = 0; i < image.data.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    if (isDamaged(x, y)) hole[y * width + x] = 1;
    image.data[i] = isDamaged(x, y) ? 1 : valueAt(x, y);
  }
  const scene = createTensorSource(image, hole);
  const regions: Region[] = [];
  const source: RepairSource = {
    ...scene,
    readWindow(region) {
      regions.push(region);
      return scene.readWindow(region);
    },
  };
  return { source, regions };
}

async function repair(plan: RepairPlan, change: Partial<RepairOptions> = {}) {
  const prior = createSmoothingPrior();
  const context = { prior, options: { ...options, ...change }, axis: { kind: 'colour' } } as const;
  const run = new RepairRun(plan, context);
  const levels: number[] = [];
  for await (const { level } of run.run()) levels.push(level);
  return { canvas: run.currentCanvas(), levels };
}

/** Every damaged pixel is solved, and within `tolerance` of `value`. */
async function expectConstant(plan: RepairPlan, value: number, tolerance: number): Promise<void> {
  const { canvas } = await repair(plan);
  expect(canvas.weights.every((weight) => Math.abs(weight - 1) < 1e-5)).toBe(true);
  for (const channel of canvas.values) {
    expect(channel.every((sample) => Math.abs(sample - value) < tolerance)).toBe(true);
  }
}

describe('what is read of a photo', () => {
  const width = 1400;
  const height = 1100;
  const isDamaged: IsDamaged = (x, y) =>
    disc(150, 150, 12)(x, y) || disc(width - 150, height - 150, 12)(x, y);

  it('is nothing while it is planned', () => {
    const { source, regions } = createScene(width, height, isDamaged);
    expect(planRepair(source, {}).levels.length).toBeGreaterThan(1);
    expect(regions).toEqual([]);
  });

  it('is the neighbourhood of its holes, coarse levels included', async () => {
    const { source, regions } = createScene(width, height, isDamaged);
    const { levels } = await repair(planRepair(source, {}));
    expect(new Set(levels).size).toBeGreaterThan(1);
    // A part of the coarse level, 128 px a side, on either side of one hole.
    const reach = 550;
    for (const { x, y, width: across, height: down } of regions) {
      const isNear = (left: number, top: number) =>
        Math.max(left - x, x + across - left, top - y, y + down - top) <= reach;
      expect(isNear(150, 150) || isNear(width - 150, height - 150)).toBe(true);
    }
  });
});

describe('a mask that leaves single pixels', () => {
  it.each([
    ['one pixel', (x: number, y: number) => !(x === 3 && y === 3)],
    ['dots at one side', (x: number, y: number) => !(x % 4 === 0 && y % 4 === 0 && x < 60)],
  ])('is repaired smoothly from %s', async (_, isDamaged) => {
    const { source } = createScene(330, 290, isDamaged, () => 0.3);
    await expectConstant(planRepair(source, smallWindows), 0.3, 1e-3);
  });

  it('is repaired from middle grey where a window has nothing else', async () => {
    const isDamaged: IsDamaged = (x, y) => x > 30 && y > 30 && x < 370 && y < 270;
    const { source } = createScene(400, 300, isDamaged, () => 0);
    const windows = planWindows(source.damage, smallWindows);
    expect(windows.some(({ widestRadiusPx }) => widestRadiusPx === Infinity)).toBe(true);
    await expectConstant({ levels: [{ level: 0, source, windows }] }, 0, 1e-3);
  });
});

describe('the context of a window', () => {
  it.each([48, 56, 96])('of %i px is as wide at half size', (contextPx) => {
    const { source } = createScene(1001, 987, disc(505, 490, 41));
    const levels = planRepair(source, { contextPx, maxSidePx: 480 }).levels.slice(-2);
    expect(levels.map(({ level }) => level)).toEqual([1, 0]);
    for (const { level, source: part, windows } of levels) {
      const [width, height] = [1001, 987].map((side) => Math.ceil(side / 2 ** level));
      for (const { region, targets } of windows) {
        for (const target of targets) {
          // In pixels of the whole level: what is cut out of it has no border there.
          const wanted = growRegion(moveBy(target, part.origin), contextPx);
          const inside = intersectRegions(wanted, { x: 0, y: 0, width: width!, height: height! });
          const seen = moveBy(region, part.origin);
          expect(intersectRegions(inside!, seen), `level ${level}`).toEqual(inside);
        }
      }
    }
  });
});

const moveBy = (region: Region, { x, y }: { readonly x: number; readonly y: number }): Region => ({
  ...region,
  x: region.x + x,
  y: region.y + y,
});

describe('the plan of the preset paper', () => {
  const paper = { preset: 'paper', optimizer: 'adam', lambda: 0.25, iterations: 6 } as const;

  it('has the full size alone, with the result that coarse levels lead to', async () => {
    const { source } = createScene(240, 220, disc(120, 110, 40));
    const plan = planRepair(source, {}, 'paper');
    const expected = await repair(planRepair(source, {}), paper);
    const actual = await repair(plan, paper);
    expect(plan.levels).toHaveLength(1);
    expect(new Set(expected.levels).size).toBeGreaterThan(1);
    expect(new Set(actual.levels)).toEqual(new Set([0]));
    expect(actual.canvas).toEqual(expected.canvas);
  });

  it('has all levels where a window is too blind to know its own contrast', () => {
    const isDamaged: IsDamaged = (x, y) => x > 30 && y > 30 && x < 370 && y < 270;
    const { source } = createScene(400, 300, isDamaged);
    const levelsOf = (plan: RepairPlan) => plan.levels.map(({ level }) => level);
    const plan = planRepair(source, smallWindows, 'paper');
    expect(levelsOf(plan)).toEqual(levelsOf(planRepair(source, smallWindows)));
    expect(plan.levels.length).toBeGreaterThan(1);
  });
});
