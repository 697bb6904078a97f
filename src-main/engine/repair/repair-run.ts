import type { CancelSignal } from '../prior/prior';
import { createGaussianField } from '../random/gaussian-field';
import {
  createRedDiffWorkspace,
  iterateRedDiff,
  type RedDiffStep,
  type RedDiffWorkspace,
} from '../red-diff/red-diff';
import type { RedDiffState } from '../red-diff/state';
import { regionArea } from '../tensor/region';
import { readCoarserPart } from './coarser-part';
import { addToCanvas, createDamageCanvas, type DamageCanvas } from './damage-canvas';
import type { RepairLevel, RepairPlan } from './repair-plan';
import { planWindowIterations } from './repair-presets';
import type { TensorSource } from './repair-source';
import { targetWeights } from './target-weights';
import { createWindowTask, type TaskContext, type WindowTask } from './window-task';
import { coarseRadiusPx } from './window-geometry';
import type { RepairWindow } from './windows';

/** Windows are iterated together up to this many pixels, so that memory does not follow the damage without end. */
const groupPixelBudget = 1_000_000;

/** Where a run stands: all before it is done. */
export interface RunPosition {
  /** Index into the plan's levels (coarsest first). */
  readonly levelIndex: number;
  readonly groupIndex: number;
}

/** Everything that a run must be given to go on where another one stopped. */
export interface RunSnapshot {
  readonly position: RunPosition;
  /** What each level has painted so far, by level index. */
  readonly canvases: readonly DamageCanvas[];
  /** States of the windows of the group in work; empty before its first iteration. */
  readonly states: readonly RedDiffState[];
}

/** What one call of the prior achieved. */
export interface RepairStep extends Omit<RedDiffStep, 'denoised'> {
  /** Pyramid level, 0 = full size. */
  readonly level: number;
  readonly window: RepairWindow;
  /** Iterations that this window's plan holds. */
  readonly iterations: number;
  /** True for the last window of its group: the whole group has then done this iteration. */
  readonly completesIteration: boolean;
  /** Pixels given to the prior so far, and in all: progress and time left follow from them. */
  readonly pixelsDone: number;
  readonly pixelsTotal: number;
}

/** What a run works with; `axis` and the prior are those of the whole photo. */
export type RunContext = Omit<TaskContext, 'noise'>;

/**
 * Repairs a photo by its plan, level by level and group by group; the windows of a group advance together, iteration by
 * iteration. Pausing is not pulling; a snapshot taken between two steps lets another run end with the same bits.
 */
export class RepairRun {
  private readonly plan: RepairPlan;
  private readonly context: RunContext;
  private readonly canvases: DamageCanvas[];
  private readonly groups: readonly (readonly (readonly RepairWindow[])[])[];
  private readonly workspaces = new Map<string, RedDiffWorkspace>();
  private readonly pixelsTotal: number;
  private position: RunPosition;
  private tasks: WindowTask[] = [];
  private pendingStates: readonly RedDiffState[];

  constructor(plan: RepairPlan, context: RunContext, snapshot?: RunSnapshot) {
    this.plan = plan;
    this.context = context;
    this.groups = plan.levels.map(({ windows }) => groupWindows(windows));
    this.position = snapshot?.position ?? { levelIndex: 0, groupIndex: 0 };
    this.canvases = plan.levels.map(
      ({ source }, index) => snapshot?.canvases[index] ?? createDamageCanvas(source.damage),
    );
    this.pendingStates = snapshot?.states ?? [];
    this.pixelsTotal = plan.levels.reduce(
      (sum, level) =>
        sum + level.windows.reduce((part, window) => part + this.cost(level, window), 0),
      0,
    );
  }

  /** Runs to the end or until `signal`; yields after every call of the prior. */
  async *run(signal?: CancelSignal): AsyncGenerator<RepairStep, void, void> {
    let pixelsDone = this.pixelsBefore();
    while (this.position.levelIndex < this.plan.levels.length) {
      const { levelIndex, groupIndex } = this.position;
      const level = this.plan.levels[levelIndex]!;
      const windows = this.groups[levelIndex]![groupIndex];
      if (!windows) {
        this.position = { levelIndex: levelIndex + 1, groupIndex: 0 };
        continue;
      }
      this.openGroup(level, levelIndex, windows);
      pixelsDone += this.tasks.reduce(
        (sum, { state, window }) => sum + state.iteration * regionArea(window.region),
        0,
      );
      for await (const step of this.iterateGroup(level, signal)) {
        pixelsDone += regionArea(step.window.region);
        yield { ...step, pixelsDone, pixelsTotal: this.pixelsTotal };
      }
      if (signal?.aborted) return;
      this.closeGroup(levelIndex);
    }
  }

  /** Where the run stands; the arrays inside are the run's own: encode them before it goes on. */
  snapshot(): RunSnapshot {
    return {
      position: this.position,
      canvases: this.canvases,
      states: this.tasks.map(({ state }) => state),
    };
  }

  /** The photo's damaged pixels as far as they are solved: finished groups, and the group in work as it stands. */
  currentCanvas(): DamageCanvas {
    const last = this.plan.levels.length - 1;
    const canvas = this.canvases[last]!;
    if (this.position.levelIndex !== last || this.tasks.length === 0) return canvas;
    const preview = {
      ...canvas,
      values: canvas.values.map((values) => values.slice()),
      weights: canvas.weights.slice(),
    };
    this.paint(preview);
    return preview;
  }

  private cost(level: RepairLevel, window: RepairWindow): number {
    return this.iterationsOf(level, window) * regionArea(window.region);
  }

  private iterationsOf({ level }: RepairLevel, window: RepairWindow): number {
    return planWindowIterations(this.context.options, {
      level,
      widestRadiusPx: window.widestRadiusPx,
      startsFromCoarser: window.widestRadiusPx > coarseRadiusPx,
      sigmaRange: this.context.prior.sigmaRange,
    }).length;
  }

  private pixelsBefore(): number {
    let pixels = 0;
    this.groups.forEach((groups, levelIndex) =>
      groups.forEach((windows, groupIndex) => {
        const isDone =
          levelIndex < this.position.levelIndex ||
          (levelIndex === this.position.levelIndex && groupIndex < this.position.groupIndex);
        if (!isDone) return;
        for (const window of windows) pixels += this.cost(this.plan.levels[levelIndex]!, window);
      }),
    );
    return pixels;
  }

  private openGroup(
    level: RepairLevel,
    levelIndex: number,
    windows: readonly RepairWindow[],
  ): void {
    if (this.tasks.length > 0) return;
    // Levels draw different noise: their addresses overlap, their pictures do not.
    const noise = createGaussianField(this.context.options.seed + level.level * 2 ** 32);
    this.tasks = windows.map((window, index) =>
      createWindowTask(
        level,
        window,
        this.coarserAround(levelIndex, window),
        { ...this.context, noise },
        this.pendingStates[index],
      ),
    );
    this.pendingStates = [];
  }

  private coarserAround(levelIndex: number, { region }: RepairWindow): TensorSource | undefined {
    if (levelIndex === 0) return undefined;
    const fine = this.plan.levels[levelIndex]!.source;
    const coarse = this.plan.levels[levelIndex - 1]!.source;
    return readCoarserPart(coarse, this.canvases[levelIndex - 1]!, fine.origin, region);
  }

  private async *iterateGroup(level: RepairLevel, signal?: CancelSignal) {
    const longest = Math.max(...this.tasks.map(({ plan }) => plan.length));
    // Windows that were ahead when a snapshot was taken wait for the others.
    const first = Math.min(...this.tasks.map(({ state }) => state.iteration));
    for (let iteration = first; iteration < longest; iteration++) {
      const due = this.tasks.filter(
        ({ state, plan }) => state.iteration === iteration && iteration < plan.length,
      );
      for (const task of due) {
        const step = await iterateRedDiff(
          task.problem,
          task.state,
          task.plan[iteration]!,
          this.workspaceFor(task),
          signal,
        );
        if (!step) return;
        yield {
          iteration: step.iteration,
          sigma: step.sigma,
          dataResidual: step.dataResidual,
          priorResidual: step.priorResidual,
          stepNorm: step.stepNorm,
          level: level.level,
          window: task.window,
          iterations: task.plan.length,
          completesIteration: task === due.at(-1),
        };
      }
    }
  }

  private workspaceFor({ problem, window }: WindowTask): RedDiffWorkspace {
    const key = `${window.region.width}x${window.region.height}`;
    const workspace = this.workspaces.get(key) ?? createRedDiffWorkspace(problem);
    this.workspaces.set(key, workspace);
    return workspace;
  }

  private closeGroup(levelIndex: number): void {
    this.paint(this.canvases[levelIndex]!);
    this.tasks = [];
    this.workspaces.clear();
    this.position = { levelIndex, groupIndex: this.position.groupIndex + 1 };
  }

  private paint(canvas: DamageCanvas): void {
    for (const task of this.tasks) {
      addToCanvas(canvas, task.window.region, task.readPicture(), targetWeights(task.window));
    }
  }
}

/** Windows in their order, cut into groups of at most groupPixelBudget pixels. */
function groupWindows(windows: readonly RepairWindow[]): RepairWindow[][] {
  const groups: RepairWindow[][] = [];
  let pixels = Infinity;
  for (const window of windows) {
    const area = regionArea(window.region);
    if (pixels + area > groupPixelBudget) {
      groups.push([]);
      pixels = 0;
    }
    groups.at(-1)!.push(window);
    pixels += area;
  }
  return groups;
}
