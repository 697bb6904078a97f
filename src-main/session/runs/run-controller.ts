import type { LayerId, PhotoId, RunId } from '../../../src-shared/model/ids';
import type { RunResult } from '../../../src-shared/model/run';
import type { RepairSettings } from '../../../src-shared/model/settings';
import { isUnreadable } from '../checkpoint-seal';
import { canvasesOf, type IterationPicture } from '../layers/iteration-picture';
import { RefusedError } from '../refused-error';
import type { RepairSession } from '../repair-session';
import { thinToFit } from './kept-states';
import { ProgressReporter } from './progress-reporter';
import { Run } from './run';
import type { RunOrder } from './run-order';
import { RunQueue } from './run-queue';
import { readRecordedRun, restoreCheckpoint, RunRecorder } from './run-recorder';
import { addResult, recallResult } from './run-result';
import type { RunServices } from './run-services';
import { workOnRun, type RunEntry } from './run-worker';

/**
 * All runs of all photos. One is in work at a time, others wait for their turn. Requests are answered at once, except those
 * that must wait for the call of the prior in hand.
 */
export class RunController {
  private readonly services: RunServices;
  private readonly entries = new Map<RunId, RunEntry>();
  private readonly queue: RunQueue<RunEntry>;

  constructor(services: RunServices) {
    this.services = services;
    this.queue = new RunQueue((turn) => workOnRun(turn, services, () => this.makeRoom()));
  }

  /** @throws RefusedError where the id is taken, or nothing or everything is marked */
  start(order: RunOrder): void {
    if (this.entries.has(order.runId)) {
      throw new RefusedError('failure.runStarted');
    }
    const run = new Run(order);
    const { shares, width, height } = run.damaged;
    if (shares.length === 0) {
      throw new RefusedError('failure.nothingMarked');
    }
    if (shares.length === width * height) {
      throw new RefusedError('failure.allMarked');
    }
    const entry = this.addEntry(run);
    void entry.recorder.recordOrder();
    this.goOn(entry);
  }

  /** Resolves when the run rests and is written down. */
  async pause(runId: RunId): Promise<void> {
    const entry = this.entryOf(runId);
    const { reporter, recorder } = entry;
    if (this.queue.remove(entry)) {
      reporter.changeState('paused');
      await recorder.recordCheckpoint();
      await recorder.recordState('paused');
    } else {
      await this.queue.interrupt(entry, 'pause', () => reporter.changeState('finishing'));
    }
  }

  /** @param settings others than before: goes on from the newest kept state under these, also where it is in work */
  async resume(runId: RunId, settings?: RepairSettings): Promise<void> {
    const entry = this.entryOf(runId);
    const { run } = entry;
    if (settings && isOther(settings, run)) {
      await this.resumeUnder(entry, settings);
      return;
    }
    await this.takeUp(entry);
    this.goOn(entry);
  }

  private async resumeUnder(entry: RunEntry, settings: RepairSettings): Promise<void> {
    const { run } = entry;
    const reason = this.queue.remove(entry) || (await this.queue.interrupt(entry, 'change'));
    // They came too late for a run that has ended meanwhile or was ended by somebody.
    if (run.hasEnded || reason === 'stop' || reason === 'close') return;
    await this.takeUp(entry, settings);
    // Paused meanwhile: it goes on under them when it is resumed.
    if (reason !== 'pause') this.goOn(entry);
  }

  /** One iteration of a run at rest. @param settings others than before */
  async step(runId: RunId, settings?: RepairSettings): Promise<void> {
    const entry = this.expectResting(runId);
    await this.takeUp(entry, settings);
    this.queue.add(entry, 'oneIteration');
  }

  /** @returns the layer of what is done so far; null where that is nothing */
  async stop(runId: RunId): Promise<RunResult | null> {
    const entry = this.entryOf(runId);
    entry.stopping ??= this.end(entry).finally(() => (entry.stopping = undefined));
    return entry.stopping;
  }

  private async end(entry: RunEntry): Promise<RunResult | null> {
    const { run, reporter, recorder } = entry;
    const tellEnding = () => reporter.changeState('finishing');
    if (!this.queue.remove(entry)) await this.queue.interrupt(entry, 'stop', tellEnding);
    if (run.state === 'finished' || run.state === 'stopped') return run.result ?? null;
    const { state } = run;
    if (state !== 'finishing') tellEnding();
    try {
      await this.keepNewest(entry);
    } catch (error) {
      // It can be gone on with, or stopped once more.
      if (!entry.stored) await recorder.recordState('paused');
      reporter.changeState(state === 'failed' ? state : 'paused');
      throw error;
    }
    // Whoever stops waits for the picture, not for the way back to it.
    void recorder.recordCheckpoint();
    await recorder.recordState('stopped');
    run.close();
    reporter.changeState('stopped');
    return run.result ?? null;
  }

  /** Has the result show the newest kept state. */
  private async keepNewest(entry: RunEntry): Promise<void> {
    const { run, photo } = entry;
    if (run.isToBeRestored) await this.openToStop(entry);
    await recallResult(run, photo);
    // What was finished and has gone on since without an iteration is still what it was, with its grain and its detail.
    if (run.isMadeOfNewest) return;
    run.forgetResult();
    const { index } = run.states.newest;
    if (index > 0) run.keepResult(await this.makeLayer(entry, index));
  }

  /**
   * More iterations behind the plan; a run at rest goes on.
   * @param settings others than before: for all that is left of a run at rest, for what is added to one in work
   */
  async extend(runId: RunId, iterations: number, settings?: RepairSettings): Promise<void> {
    const entry = this.entryOf(runId);
    const { run } = entry;
    if (entry.stopping) throw inWork();
    run.pendingIterations += iterations;
    if (this.queue.has(entry)) {
      entry.isExtended = true;
      if (settings && isOther(settings, run)) entry.nextSettings = settings;
      return;
    }
    if (run.hasEnded) run.extendLeg(settings);
    else await this.takeUp(entry, settings);
    this.goOn(entry);
  }

  /** Forgets the states after `index` and goes on from there. */
  async continueFrom(runId: RunId, index: number, settings: RepairSettings): Promise<void> {
    const entry = this.expectResting(runId);
    const { run, reporter } = entry;
    if (run.isToBeRestored) await this.openForReading(entry);
    this.expectResting(runId);
    run.pendingIterations = 0;
    entry.nextSettings = undefined;
    run.forgetResult();
    run.states.forgetAfter(index);
    const { newest } = run.states;
    run.beginLeg(newest, settings);
    reporter.goTo(newest.doneFraction, newest.index);
    this.goOn(entry);
  }

  /** A layer of what the run had made after an iteration. */
  async keepIteration(runId: RunId, index: number): Promise<RunResult> {
    return this.makeLayer(this.entryOf(runId), index);
  }

  /**
   * Goes on with a run of another process; one that rested there rests here. A run that is known already tells once more
   * how it stands.
   * @param rests it rests here in any case, until it is resumed
   * @returns false where nothing usable is left
   */
  async recover(photoId: PhotoId, runId: RunId, rests: boolean): Promise<boolean> {
    const known = this.entries.get(runId);
    if (known) {
      known.reporter.repeat();
      return true;
    }
    const photo = this.services.photoOf(photoId);
    const recorded = await readRecordedRun(photo.store, photo.samples, photoId, runId);
    if (!recorded) return false;
    const run = new Run(recorded.order);
    await restoreCheckpoint(run, recorded.stored, photo.store);
    const entry = this.addEntry(run);
    entry.stored = recorded.stored;
    const goesOn = recorded.stored.state === 'working' && !rests;
    // Should this process end as well, the next one does not go on unasked.
    if (recorded.stored.state === 'working' && rests) await entry.recorder.recordState('paused');
    entry.reporter.changeState('waiting');
    this.queue.add(entry, goesOn ? 'toTheEnd' : 'notAtAll');
    return true;
  }

  /**
   * The picture after a kept iteration and the layer that it lies over.
   * @throws RefusedError for unknown runs and those of another photo
   */
  pictureOf(
    photoId: PhotoId,
    runId: RunId,
    index: number,
  ): { baseLayerId: LayerId; picture: IterationPicture } {
    const { run } = this.entryOf(runId);
    if (run.order.photoId !== photoId) throw unknownRun();
    return { baseLayerId: run.order.baseLayerId, picture: run.states.at(index).picture };
  }

  /** Resolves when a run of another process has its pictures; undefined where there is nothing to wait for. */
  whenRestored(runId: RunId): Promise<void> | undefined {
    return this.entries.get(runId)?.run.whenRestored;
  }

  /** Forgets the runs of a photo that is closed; what is written down stays. */
  async closePhoto(photoId: PhotoId): Promise<void> {
    for (const entry of this.entriesOf(photoId)) {
      this.entries.delete(entry.run.order.runId);
      if (!this.queue.remove(entry)) await this.queue.interrupt(entry, 'close');
      await entry.recorder.settle();
    }
  }

  /** Forgets and deletes the runs of a photo that are over and whose result is none of these layers. @returns the others */
  async keepOnly(photoId: PhotoId, layerIds: ReadonlySet<LayerId>): Promise<ReadonlySet<RunId>> {
    const kept = new Set<RunId>();
    for (const entry of this.entriesOf(photoId)) {
      const { run } = entry;
      const isOver = !this.queue.has(entry) && (run.hasEnded || run.state === 'stopped');
      if (isOver && !(run.result && layerIds.has(run.result.layerId))) {
        this.entries.delete(run.order.runId);
        await entry.recorder.remove();
      } else {
        if (run.made && !layerIds.has(run.made.layerId)) run.forgetResult();
        kept.add(run.order.runId);
      }
    }
    return kept;
  }

  /** Nothing is in work while `action` is done, for example another prior loaded; what was goes on afterwards. */
  hold<Result>(action: () => Promise<Result>): Promise<Result> {
    return this.queue.hold(action);
  }

  /** Lets a run at rest go on from where it stands. @param settings others than before begin with its newest kept state */
  private async takeUp(entry: RunEntry, settings?: RepairSettings): Promise<void> {
    const { run } = entry;
    const isChanged = settings !== undefined && isOther(settings, run);
    if (isChanged && run.isToBeRestored) await this.openForReading(entry);
    this.expectResting(run.order.runId);
    expectUnfinished(run);
    if (isChanged) {
      entry.nextSettings = undefined;
      run.goOnUnder(settings);
    } else if (run.state === 'stopped') {
      // What was stopped has let go of its momentum: it goes on from what was kept of it.
      run.goOnUnder(run.settings);
    }
  }

  private goOn(entry: RunEntry): void {
    const { reporter, recorder } = entry;
    reporter.changeState('waiting');
    void recorder.recordState('working');
    this.queue.add(entry, 'toTheEnd');
  }

  private openForReading({ run, photo }: RunEntry): Promise<RepairSession> {
    const { clock, loadPrior } = this.services;
    return run.openForReading(photo, loadPrior, clock);
  }

  /** Who stops a run whose picture cannot be opened ends it all the same. */
  private async openToStop(entry: RunEntry): Promise<void> {
    try {
      await this.openForReading(entry);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      entry.run.giveUpRestoring();
    }
  }

  private async makeLayer(entry: RunEntry, index: number): Promise<RunResult> {
    const { run, photo } = entry;
    const state = run.states.at(index);
    if (state.index === 0) {
      throw new RefusedError('failure.nothingRepaired');
    }
    const session = await this.openForReading(entry);
    const layer = await session.layerOf(canvasesOf(state.picture), this.services.breathe);
    return addResult(run, photo, layer, state, this.services);
  }

  private addEntry(run: Run): RunEntry {
    const photo = this.services.photoOf(run.order.photoId);
    const reporter = new ProgressReporter(run, this.services);
    const recorder = new RunRecorder(run, photo.store, this.services);
    const entry: RunEntry = {
      run,
      photo,
      reporter,
      recorder,
      stored: undefined,
      isExtended: false,
      nextSettings: undefined,
      stopping: undefined,
    };
    this.entries.set(run.order.runId, entry);
    return entry;
  }

  private entryOf(runId: RunId): RunEntry {
    const entry = this.entries.get(runId);
    if (entry) return entry;
    throw unknownRun();
  }

  private entriesOf(photoId: PhotoId): readonly RunEntry[] {
    return [...this.entries.values()].filter(({ run }) => run.order.photoId === photoId);
  }

  private expectResting(runId: RunId): RunEntry {
    const entry = this.entryOf(runId);
    if (!this.queue.has(entry) && !entry.stopping) return entry;
    throw inWork();
  }

  private makeRoom(): void {
    const all = [...this.entries.values()].map(({ run }) => run.states);
    thinToFit(all, this.services.keptByteBudget);
  }
}

function isOther(settings: RepairSettings, run: Run): boolean {
  return JSON.stringify(settings) !== JSON.stringify(run.settings);
}

function unknownRun(): RefusedError {
  return new RefusedError('failure.runUnknown');
}

function inWork(): RefusedError {
  return new RefusedError('failure.runInWork');
}

function expectUnfinished({ hasEnded }: Run): void {
  if (!hasEnded) return;
  throw new RefusedError('failure.runFinished');
}
