import type { AppFailure } from '../../../src-shared/contract';
import type { RunProgress, RunResult, RunState } from '../../../src-shared/model/run';
import type { RepairPlace, RepairProgress } from '../repair-session';
import type { IterationFigures } from './iteration-figures';
import type { Run } from './run';
import type { RunServices } from './run-services';

/** Between two reports of which neither completes an iteration or changes the state. */
const leastIntervalMs = 100;

/** What changes from step to step. */
type Counts = Omit<
  RunProgress,
  'photoId' | 'runId' | 'state' | 'keptIterations' | 'changedRegion' | 'elapsedMs'
>;

/** Tells how far a run is: every change of its state, every iteration, and in between a few times a second. */
export class ProgressReporter {
  private readonly run: Run;
  private readonly services: Pick<RunServices, 'clock' | 'listener'>;
  private counts: Counts;
  private nextMs = 0;
  private msPerIteration = 0;

  constructor(run: Run, services: Pick<RunServices, 'clock' | 'listener'>) {
    this.run = run;
    this.services = services;
    this.counts = {
      iteration: 0,
      iterations: 0,
      part: 1,
      parts: 1,
      doneFraction: 0,
      remainingMs: undefined,
      sigma: 0,
      dataResidual: 0,
      priorResidual: 0,
    };
  }

  /** The run has come into another state. */
  changeState(state: RunState): void {
    this.run.state = state;
    this.send(undefined);
  }

  /** A call of the prior has come back in the midst of an iteration. */
  reportStep(progress: RepairProgress): void {
    this.count(progress);
    if (this.services.clock() >= this.nextMs) this.send(undefined);
  }

  /** An iteration is complete, and its state is kept. */
  reportIteration(progress: RepairProgress, figures: IterationFigures): void {
    this.count(progress);
    const { changedRegion, ...residuals } = figures;
    this.counts = { ...this.counts, ...residuals };
    this.send(changedRegion);
  }

  tellResult(result: RunResult): void {
    this.services.listener.finished(result);
  }

  tellFailure(error: AppFailure): void {
    const { runId, photoId } = this.run.order;
    this.services.listener.failed({ runId, photoId, error });
  }

  /** Tells once more how the run stands, for a window that has not been there before. */
  repeat(): void {
    this.send(undefined);
    const { result, state } = this.run;
    if (result && (state === 'finished' || state === 'stopped')) this.tellResult(result);
  }

  /** The run stands where a kept state is, under a plan that is not made yet. */
  goTo(doneFraction: number, iteration: number): void {
    const iterations = Math.max(this.counts.iterations, iteration);
    this.counts = { ...this.counts, doneFraction, iteration, iterations, remainingMs: undefined };
  }

  /** The leg in work is planned: from here on its iterations are counted as they are. */
  takePlace({ runIteration, runIterations, part, parts, doneFraction }: RepairPlace): void {
    const iterations = runIterations + this.run.pendingIterations;
    this.counts = { ...this.counts, iteration: runIteration, iterations, part, parts };
    this.counts = { ...this.counts, doneFraction: this.fractionOf(doneFraction, runIterations) };
  }

  private count(progress: RepairProgress): void {
    const { pass, passes, part, parts, remainingMs } = progress;
    // Colour and black of a CMYK photo are repaired one after the other, by plans of one length.
    const runIteration = pass * progress.runIterations + progress.runIteration;
    const runIterations = passes * progress.runIterations;
    const pending = this.run.pendingIterations;
    const rest = runIterations - runIteration;
    if (remainingMs !== undefined && rest > 0) this.msPerIteration = remainingMs / rest;
    this.counts = {
      ...this.counts,
      iteration: runIteration,
      iterations: runIterations + pending,
      part,
      parts,
      doneFraction: this.fractionOf(progress.doneFraction, runIterations),
      remainingMs: remainingMs && remainingMs + pending * this.msPerIteration,
    };
  }

  /** Of the whole run, with what is to be added behind the leg's `runIterations`. */
  private fractionOf(legFraction: number, runIterations: number): number {
    const { pendingIterations } = this.run;
    const share = runIterations / (runIterations + pendingIterations);
    return this.run.fractionOf(legFraction) * share;
  }

  private send(changedRegion: RunProgress['changedRegion']): void {
    const { clock, listener } = this.services;
    const { order, state, states, workMs } = this.run;
    this.nextMs = clock() + leastIntervalMs;
    listener.progress({
      photoId: order.photoId,
      runId: order.runId,
      state,
      ...this.counts,
      elapsedMs: workMs,
      keptIterations: states.newest.index,
      changedRegion,
    });
  }
}
