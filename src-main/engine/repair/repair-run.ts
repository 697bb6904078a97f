import type { CancelSignal } from '../prior/prior';
import { createGaussianField } from '../random/gaussian-field';
import {
  createRedDiffWorkspace,
  iterateRedDiff,
  type RedDiffWorkspace,
} from '../red-diff/red-diff';
import type { RedDiffState } from '../red-diff/state';
import { regionArea } from '../tensor/region';
import { readCoarserPart } from './coarser-part';
import {
  addToCanvas,
  completeShares,
  copyCanvas,
  createCanvasOver,
  createDamageCanvas,
  forEachDamagedPixel,
  readFromCanvas,
  type DamageCanvas,
} from './damage-canvas';
import type { RepairStep, RunPlace, WindowStep } from './repair-step';
import { atFullSize, type RepairLevel, type RepairPlan } from './repair-plan';
import { paintCoarseSolution } from './coarse-preview';
import type { TensorSource } from './repair-source';
import { scheduleRun, type RunPosition, type RunSchedule } from './run-schedule';
import {
  completeCanvas,
  endsAmongCoarseLevels,
  type RunStanding,
  type RunStart,
} from './run-start';
import { targetWeights } from './target-weights';
import { createWindowTask, type TaskContext, type WindowTask } from './window-task';
import { coarseRadiusPx } from './window-geometry';
import type { RepairWindow } from './windows';

/** Everything that a run must be given to go on where another one stopped. */
export interface RunSnapshot {
  readonly position: RunPosition;
  /** What each level has painted so far, by level index. */
  readonly canvases: readonly DamageCanvas[];
  /** States of the windows of the group in work; empty before its first iteration. */
  readonly states: readonly RedDiffState[];
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
  private readonly start: RunStart | undefined;
  private readonly canvases: DamageCanvas[];
  private readonly schedule: RunSchedule;
  private readonly workspaces = new Map<string, RedDiffWorkspace>();
  private position: RunPosition;
  private tasks: WindowTask[] = [];
  private pendingStates: readonly RedDiffState[];
  /** What the levels before the one in work have solved, at full size. */
  private coarsePicture: { readonly levelIndex: number; readonly canvas: DamageCanvas } | undefined;

  /**
   * @param snapshot of a run over the same plan, context and start: goes on from there
   * @param start goes on from another run's picture; the plan is then what planFrom leaves of it
   */
  constructor(plan: RepairPlan, context: RunContext, snapshot?: RunSnapshot, start?: RunStart) {
    this.plan = plan;
    this.context = context;
    this.start = start;
    this.schedule = scheduleRun(plan, context, start);
    this.position = snapshot?.position ?? { levelIndex: 0, groupIndex: 0 };
    this.canvases = plan.levels.map(
      ({ source }, index) => snapshot?.canvases[index] ?? createDamageCanvas(source.damage),
    );
    this.pendingStates = snapshot?.states ?? [];
  }

  /** Runs to the end or until `signal`; yields after every call of the prior. */
  async *run(signal?: CancelSignal): AsyncGenerator<RepairStep, void, void> {
    const { groups, pixelsTotal } = this.schedule;
    while (this.position.levelIndex < this.plan.levels.length) {
      const { levelIndex, groupIndex } = this.position;
      const level = this.plan.levels[levelIndex]!;
      const windows = groups[levelIndex]![groupIndex];
      if (!windows) {
        this.position = { levelIndex: levelIndex + 1, groupIndex: 0 };
        continue;
      }
      if (this.schedule.isBehind(this.position)) {
        this.takeOver(level, windows);
        continue;
      }
      this.openGroup(level, levelIndex, windows);
      let { pixelsDone } = this.place;
      for await (const step of this.iterateGroup(level, signal)) {
        pixelsDone += regionArea(step.window.region);
        yield { ...step, ...this.countStep(level, step), pixelsDone, pixelsTotal };
      }
      if (signal?.aborted) return;
      this.closeGroup(levelIndex);
    }
  }

  /** Reads the windows in work where a snapshot has left them, so that there is a picture before the first step. */
  open(): void {
    const { levelIndex, groupIndex } = this.position;
    const windows = this.schedule.groups[levelIndex]?.[groupIndex];
    if (!windows || this.schedule.isBehind(this.position)) return;
    this.openGroup(this.plan.levels[levelIndex]!, levelIndex, windows);
  }

  /** Where the run stands; the arrays inside are the run's own: encode them before it goes on. */
  snapshot(): RunSnapshot {
    return {
      position: this.position,
      canvases: this.canvases,
      states: this.tasks.length > 0 ? this.tasks.map(({ state }) => state) : this.pendingStates,
    };
  }

  /**
   * The photo's damaged pixels as far as they are solved: finished groups, the group in work as it stands, and for the rest
   * what coarser levels, or the run that is continued, have made of it; a window that waits for its neighbour shows its own
   * colours at the seam. The arrays may be the run's own.
   */
  currentCanvas(): DamageCanvas {
    const last = this.plan.levels.length - 1;
    const canvas = this.canvases[last]!;
    if (this.position.levelIndex > last) return canvas;
    const preview = copyCanvas(canvas);
    if (this.position.levelIndex === last) this.paint(preview);
    if (last > 0) completeCanvas(this.coarseSolution(), preview);
    if (this.start) completeCanvas(this.start.canvas, preview);
    completeShares(preview);
    return preview;
  }

  /** How far the run is, also before its first step and between two. */
  get place(): RunPlace {
    const { schedule } = this;
    const { iterations: runIterations, pixelsTotal } = schedule;
    const last = this.plan.levels.length - 1;
    if (this.position.levelIndex > last) {
      const parts = schedule.groups[last]!.length;
      const whole = { runIteration: runIterations, part: parts, parts, pixelsDone: pixelsTotal };
      return { ...whole, runIterations, pixelsTotal };
    }
    const { levelIndex, groupIndex } = this.position;
    const parts = schedule.groups[levelIndex]!;
    const windows = parts[groupIndex] ?? [];
    const behind = schedule.iterationsBehind(this.position);
    const states = this.snapshot().states;
    const iterations = windows.map((_, index) => states[index]?.iteration ?? behind);
    return {
      runIteration:
        schedule.iterationsBefore(levelIndex) +
        Math.min(schedule.iterationsOf(levelIndex), ...iterations),
      runIterations,
      part: Math.min(groupIndex + 1, parts.length),
      parts: parts.length,
      pixelsDone:
        schedule.pixelsBefore(this.position) +
        windows.reduce(
          (sum, { region }, index) => sum + iterations[index]! * regionArea(region),
          0,
        ),
      pixelsTotal,
    };
  }

  /** How far another run need not go that starts from this one's picture. */
  get standing(): RunStanding {
    const last = this.plan.levels.length - 1;
    const { levelIndex, groupIndex } = this.position;
    const inWork = this.tasks.map(({ state }) => state.iteration);
    const iterationsOf = (group: number) => {
      const isDone = levelIndex > last || (levelIndex === last && group < groupIndex);
      if (isDone) return this.schedule.iterationsOf(last);
      const isInWork = levelIndex === last && group === groupIndex && inWork.length > 0;
      return isInWork
        ? Math.min(...inWork)
        : this.schedule.iterationsBehind({ levelIndex: last, groupIndex: group });
    };
    return {
      iterations: this.schedule.groups[last]!.map((_, group) => iterationsOf(group)),
      coarseIterations:
        levelIndex < last ? this.place.runIteration : this.schedule.iterationsBefore(last),
      extensions: this.start?.extensions ?? [],
    };
  }

  /** The same for the end of the run. */
  get finalStanding(): RunStanding {
    const last = this.plan.levels.length - 1;
    const iterations = this.schedule.groups[last]!.map(() => this.schedule.iterationsOf(last));
    return { ...this.standing, iterations };
  }

  private countStep(level: RepairLevel, { iteration, window }: WindowStep) {
    const { levelIndex, groupIndex } = this.position;
    return {
      runIteration: this.schedule.iterationsBefore(levelIndex) + iteration + 1,
      runIterations: this.schedule.iterations,
      part: groupIndex + 1,
      parts: this.schedule.groups[levelIndex]!.length,
      changedRegion: atFullSize(level, window.region, this.plan.levels.at(-1)!.source.damage),
    };
  }

  /** What the coarser levels know, the finer over the coarser; only wide holes ask them. */
  private coarseSolution(): DamageCanvas {
    const last = this.plan.levels.length - 1;
    const levelIndex = Math.min(this.position.levelIndex, last);
    const wide = this.plan.levels[last]!.windows.filter(
      ({ widestRadiusPx }) => widestRadiusPx > coarseRadiusPx,
    );
    if (this.coarsePicture?.levelIndex !== levelIndex) {
      const canvas = createCanvasOver(this.canvases[last]!);
      for (let index = 0; index < levelIndex; index++) {
        paintCoarseSolution(this.plan.levels[index]!, this.canvases[index]!, wide, canvas);
      }
      this.coarsePicture = { levelIndex, canvas };
    }
    if (levelIndex === last) return this.coarsePicture.canvas;
    const preview = copyCanvas(this.coarsePicture.canvas);
    const solved = copyCanvas(this.canvases[levelIndex]!);
    this.paint(solved);
    paintCoarseSolution(this.plan.levels[levelIndex]!, solved, wide, preview);
    return preview;
  }

  private openGroup(
    level: RepairLevel,
    levelIndex: number,
    windows: readonly RepairWindow[],
  ): void {
    if (this.tasks.length > 0) return;
    // Levels draw different noise: their addresses overlap, their pictures do not.
    const noise = createGaussianField(this.context.options.seed + level.level * 2 ** 32);
    const iteration = this.schedule.iterationsBehind(this.position);
    const { start } = this;
    const isTakenUp = start !== undefined && !endsAmongCoarseLevels(start);
    this.tasks = windows.map((window, index) =>
      createWindowTask(
        level,
        window,
        {
          coarser: this.coarserAround(levelIndex, window),
          start: isTakenUp ? { run: start, iteration } : undefined,
          state: this.pendingStates[index],
        },
        { ...this.context, noise },
      ),
    );
    this.pendingStates = [];
  }

  /**
   * A group for which there is nothing left to do is painted as the run that is continued had it; what that one has not painted
   * is damage, and no repair of it.
   */
  private takeOver({ source }: RepairLevel, windows: readonly RepairWindow[]): void {
    const { levelIndex, groupIndex } = this.position;
    const { canvas } = this.start!;
    for (const window of windows) {
      const picture = source.readWindow(window.region);
      readFromCanvas(canvas, window.region, picture);
      const weights = targetWeights(window);
      forEachDamagedPixel(canvas, window.region, (slot, index) => {
        if (canvas.weights[slot] === 0) weights[index] = 0;
      });
      addToCanvas(this.canvases[levelIndex]!, window.region, picture, weights);
    }
    this.position = { levelIndex, groupIndex: groupIndex + 1 };
  }

  private coarserAround(levelIndex: number, { region }: RepairWindow): TensorSource | undefined {
    if (levelIndex === 0) return undefined;
    const fine = this.plan.levels[levelIndex]!.source;
    const coarse = this.plan.levels[levelIndex - 1]!.source;
    return readCoarserPart(coarse, this.canvases[levelIndex - 1]!, fine.origin, region);
  }

  private async *iterateGroup(
    level: RepairLevel,
    signal?: CancelSignal,
  ): AsyncGenerator<WindowStep, void, void> {
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
