import { setTimeout as wait } from 'node:timers/promises';
import type {
  AppFailure,
  AppResult,
  EngineClient,
  EngineContract,
  EngineReport,
  EngineStatus,
  InputOf,
  OutputOf,
  StudioEvents,
} from '../../../src-shared/contract';
import type { Sentence } from '../../../src-shared/messages';
import type { RunResult } from '../../../src-shared/model/run';
import { connectEngine, type EngineConnection } from '../../engine-host/client';
import type { FileWrites } from '../files/file-writes';
import { createCrashTally, maxCrashesAtOnePlace, type CrashSite } from './crash-tally';
import { DeviceRescue } from './device-rescue';
import type { EngineProcess } from './engine-process';
import { EndingRuns } from './ending-runs';
import { EngineStatusBoard } from './engine-status-board';
import { givenUp, lostDevice } from './engine-words';
import { watchHeartbeat } from './heartbeat-watch';
import { valueOf } from './passed-failure';
import { PriorChoice, type Device, type PriorChoiceOptions } from './prior-choice';
import { recoverRuns } from './run-recovery';
import { createRunTracker, type TrackedRun } from './run-tracker';

type RunName = InputOf<EngineContract['pauseRepair']>;
type OpenInput = InputOf<EngineContract['openPhoto']>;

/** What the supervisor needs of the application around it. */
export interface SupervisorOptions<Process extends EngineProcess> extends PriorChoiceOptions {
  readonly fork: () => Process;
  /** Puts a sentence into the person's language. */
  readonly say: (sentence: Sentence) => string;
  /** What has to be open in a new engine. */
  readonly openPhotos: () => readonly OpenInput[];
  /** A new engine serves the photos: the window needs a port to it. */
  readonly onServing: (process: Process) => void;
  readonly tell: <Name extends keyof StudioEvents>(name: Name, event: StudioEvents[Name]) => void;
  /** Files of the person's that no engine may be ended over. */
  readonly writes: Pick<FileWrites, 'settled'>;
}

/** What the rest of the application asks of the engine. */
export type EngineDesk = Pick<
  EngineSupervisor,
  'call' | 'ask' | 'engineStatus' | 'chooseDevice' | 'choosePrior'
>;

/**
 * How long a pause may take before the engine is ended by force: longer than a call of the prior on a slow computer, because
 * a new engine costs seconds, and what it must do again as well.
 */
const patienceMs = 2500;
/** How long the end of the program, whose window is closed by now, waits for a file that nobody was told of. */
const lastWriteMs = 60_000;
/** How long an end waits for the process to be gone, and the remains of a file that was cut off. */
const endingMs = 5000;
/** Before the first, second and third new process. */
const pausesMs = [0, 300, 1000] as const;

/**
 * Owns the engine process: starts it, watches it, ends it when it does not listen, and starts it again with the same
 * photos and runs.
 */
export class EngineSupervisor<Process extends EngineProcess = EngineProcess> {
  private readonly options: SupervisorOptions<Process>;
  private readonly runs = createRunTracker();
  private readonly ending = new EndingRuns();
  private readonly crashes = createCrashTally();
  private process: Process | undefined;
  private connection: EngineConnection | undefined;
  /** Resolves once the engine in use has every photo open again, and knows the runs of each. */
  private serving: Promise<void> = Promise.resolve();
  private readonly choice: PriorChoice;
  private readonly rescue: DeviceRescue;
  private readonly board: EngineStatusBoard;
  private isStopped = false;
  /** True where no process is running and none will be started before the next call. */
  private isGivenUp = false;

  constructor(options: SupervisorOptions<Process>) {
    this.options = options;
    this.choice = new PriorChoice(options);
    this.board = new EngineStatusBoard({
      say: options.say,
      choiceReasons: () => this.choice.reasons,
      tell: options.tell,
    });
    this.rescue = new DeviceRescue({
      isOnDevice: () => !this.board.report.isProcessor,
      leaveDevice: () => this.leaveDevice(),
      tell: (failure) => options.tell('deviceLost', { error: this.inWords(lostDevice(failure)) }),
      goOn: (runId, isStep) => this.goOn(runId as RunName['runId'], isStep),
    });
  }

  /** Starts the first engine process; its prior loads meanwhile. */
  start(): void {
    this.launch();
    void this.loadPrior();
  }

  engineStatus(): EngineStatus {
    return this.board.status();
  }

  /** The process in use, for a new window. */
  current(): Process | undefined {
    return this.process;
  }

  /** Asks the engine; waits while a new one takes over from a lost one. */
  async call<Name extends keyof EngineContract>(
    name: Name,
    input: InputOf<EngineContract[Name]>,
  ): Promise<AppResult<OutputOf<EngineContract[Name]>>> {
    this.rescue.note(name, input as Partial<TrackedRun>);
    const result = await this.carryOut(await this.ready(), name, input);
    if (result.ok) this.note(name, input);
    return result as AppResult<OutputOf<EngineContract[Name]>>;
  }

  private carryOut<Name extends keyof EngineContract>(
    engine: EngineClient,
    name: Name,
    input: InputOf<EngineContract[Name]>,
  ): Promise<AppResult<unknown>> {
    if (name === 'pauseRepair') return this.rest(engine, input as RunName);
    if (name === 'stopRepair') return this.end(engine, input as RunName);
    const ask = engine[name] as (given: typeof input) => Promise<AppResult<unknown>>;
    return ask(input);
  }

  /** As `call`, for whom a failure is an exception. @throws PassedFailure */
  async ask<Name extends keyof EngineContract>(
    name: Name,
    input: InputOf<EngineContract[Name]>,
  ): Promise<OutputOf<EngineContract[Name]>> {
    return valueOf(await this.call(name, input));
  }

  /** Another device, and a new chance for one that failed before. */
  async chooseDevice(device: Device): Promise<EngineStatus> {
    this.choice.chooseDevice(device);
    await this.ready();
    valueOf(this.board.takeLoaded(await this.choice.load(this.connection!.engine)));
    return this.engineStatus();
  }

  /** Another prior; the one before stays in use where it cannot be loaded. @throws PassedFailure */
  async choosePrior(prior: string | null): Promise<EngineStatus> {
    await this.ready();
    this.board.take(valueOf(await this.choice.change(this.connection!.engine, prior)));
    return this.engineStatus();
  }

  /** Calls the graphics processor by its name from now on. */
  nameCard(card: string | undefined): void {
    this.board.nameCard(card);
  }

  /**
   * Ends the engine for good, once it has written what it is writing; resolves when its process is gone.
   * @param isWaitedFor false: at once; what is cut off leaves no half of a file behind
   */
  async stop(isWaitedFor = true): Promise<void> {
    const { writes } = this.options;
    if (isWaitedFor) await Promise.race([writes.settled(), wait(lastWriteMs)]);
    this.isStopped = true;
    const { process } = this;
    const isGone = new Promise<void>((resolve) => {
      if (process) process.port.onClose(resolve);
      else resolve();
    });
    process?.kill();
    // Also for the process itself: Electron crashes now and then where it quits while one of its own is just ending.
    await Promise.race([Promise.all([isGone, writes.settled()]), wait(endingMs)]);
  }

  /** The engine to ask, as soon as there is one that knows every open photo and its runs. */
  private async ready(): Promise<EngineClient> {
    if (this.isGivenUp) this.restart();
    let awaited: Promise<void>;
    do {
      awaited = this.serving;
      await awaited;
    } while (awaited !== this.serving);
    return this.connection!.engine;
  }

  private note(name: keyof EngineContract, input: unknown): void {
    const ids = input as TrackedRun;
    if (name === 'startRepair') this.runs.start(ids);
    if (name === 'pauseRepair') this.runs.change(ids.runId, 'resting');
    if (name === 'stopRepair') this.runs.change(ids.runId, 'over');
    if (name === 'closePhoto') this.runs.forgetPhoto(ids.photoId);
  }

  /** Waits for a run to rest, but not for long: then a new engine takes it up, at rest. */
  private async rest(engine: EngineClient, run: RunName): Promise<AppResult<null>> {
    const resting = engine.pauseRepair(run);
    let inTime = await Promise.race([resting, wait(patienceMs, undefined)]);
    // A file that this engine is writing for the person is finished first.
    const written = this.options.writes.settled().then(() => undefined);
    inTime ??= await Promise.race([resting, written]);
    if (inTime) return inTime;
    this.runs.change(run.runId, 'resting');
    this.replace();
    await this.ready();
    return { ok: true, value: null };
  }

  /** Stopping makes a layer of what there is, which takes as long as it takes: only resting is hurried. */
  private async end(engine: EngineClient, run: RunName): Promise<AppResult<RunResult | null>> {
    await this.ending.during(run.runId, () => this.rest(engine, run));
    return (await this.ready()).stopRepair(run);
  }

  private launch(): void {
    this.isGivenUp = false;
    const process = this.options.fork();
    const connection = connectEngine(process.port);
    const heartbeat = watchHeartbeat(() => process.kill());
    this.process = process;
    this.connection = connection;
    connection.on('heartbeat', heartbeat.hear);
    connection.on('engineStatus', (report) => this.board.take(report));
    connection.on('runProgress', (progress) => {
      this.runs.progress(progress);
      this.options.tell('runProgress', this.ending.describe(progress));
    });
    connection.on('runFinished', (result) => {
      this.runs.change(result.runId, 'over');
      this.options.tell('runFinished', result);
    });
    connection.on('runFailed', (failure) => void this.failRun(failure));
    connection.on('draftFailed', ({ error }) =>
      this.options.tell('draftFailed', { error: this.inWords(error) }),
    );
    connection.on('damagePreview', (preview) => this.options.tell('damagePreview', preview));
    connection.onLost(() => {
      heartbeat.stop();
      if (this.process === process) this.recover();
    });
    this.serving = this.restore(connection.engine).then(() => {
      if (this.process === process) this.options.onServing(process);
    });
  }

  /** Runs are taken up before anybody can ask for them, or for a picture of theirs; their prior may come later. */
  private async restore(engine: EngineClient): Promise<void> {
    for (const photo of this.options.openPhotos()) await engine.openPhoto(photo);
    await recoverRuns(engine, this.runs, ({ photoId, runId }, why) => {
      const error = this.inWords(why);
      this.options.tell('runFailed', { runId, photoId, error });
    });
  }

  /** Ends the engine that does not listen, on purpose, and puts another in its place. */
  private replace(): void {
    const former = this.process;
    this.restart();
    former?.kill();
  }

  private restart(): void {
    this.launch();
    this.serving = this.serving.then(() => this.complete(undefined));
  }

  /** The engine is gone and nobody asked for it. */
  private recover(): void {
    this.process = undefined;
    if (this.isStopped) return;
    const attempt = this.crashes.note(this.crashSite());
    this.options.tell('engineLost', { attempt });
    this.avoidDevice();
    const inWork = this.runs.inWork();
    if (attempt >= maxCrashesAtOnePlace) {
      this.options.tell('engineGivenUp', { error: this.inWords(givenUp) });
      if (!inWork) {
        // Nothing is asked of it any more: the next call starts another one.
        this.isGivenUp = true;
        this.crashes.forget();
        this.board.takeFailure(givenUp);
        return;
      }
      this.runs.change(inWork.runId, 'resting');
    }
    this.serving = wait(pausesMs[Math.min(attempt, pausesMs.length) - 1]).then(() =>
      this.relaunch(),
    );
  }

  private async relaunch(): Promise<void> {
    const resumed = this.runs.inWork();
    this.launch();
    await this.serving;
    void this.complete(resumed);
  }

  /** The last that a new engine needs is its prior. */
  private async complete(resumed: TrackedRun | undefined): Promise<void> {
    const { process } = this;
    await this.loadPrior();
    if (this.process !== process) return;
    this.options.tell('engineRecovered', {
      resumedRunId: resumed?.runId,
      iteration: resumed?.iteration ?? 0,
    });
  }

  private crashSite(): CrashSite {
    const run = this.runs.inWork();
    if (run) return { place: `run ${run.runId}`, progress: run.iteration };
    return { place: this.choice.isLoading ? 'prior' : 'idle', progress: 0 };
  }

  /** A device that may have brought the engine down is not tried again unasked. */
  private avoidDevice(): void {
    const isSuspect =
      this.choice.isLoading || (this.runs.inWork() && !this.board.report.isProcessor);
    if (isSuspect) this.choice.giveUpDevice(this.board.report.device, 'stopped');
  }

  private async failRun(failure: StudioEvents['runFailed']): Promise<void> {
    this.runs.change(failure.runId, 'resting');
    if (await this.rescue.take(failure)) return;
    this.options.tell('runFailed', { ...failure, error: this.inWords(failure.error) });
  }

  private async goOn(runId: RunName['runId'], isStep: boolean): Promise<boolean> {
    const { engine } = this.connection!;
    return (await (isStep ? engine.stepRepair({ runId }) : engine.resumeRepair({ runId }))).ok;
  }

  private async leaveDevice(): Promise<boolean> {
    this.choice.giveUpDevice(this.board.report.device, 'failed');
    return (await this.loadPrior()).ok;
  }

  private async loadPrior(): Promise<AppResult<EngineReport>> {
    return this.board.takeLoaded(await this.choice.loadSomewhere(this.connection!.engine));
  }

  private inWords(failure: AppFailure): AppFailure {
    return { ...failure, message: this.options.say(failure) };
  }
}
