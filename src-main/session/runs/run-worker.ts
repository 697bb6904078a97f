import type { AppFailure } from '../../../src-shared/contract';
import { sentenceOf } from '../../../src-shared/messages';
import type { RunResult } from '../../../src-shared/model/run';
import type { RepairSettings } from '../../../src-shared/model/settings';
import { EngineError } from '../../engine/errors';
import type { RepairSession } from '../repair-session';
import { iterateRun } from './iterate-run';
import type { ProgressReporter } from './progress-reporter';
import type { Run } from './run';
import type { StoredRun } from './run-order';
import type { Extent, Turn, TurnEnd } from './run-queue';
import type { RunRecorder } from './run-recorder';
import { addResult, readResult, recallResult } from './run-result';
import type { RunPhoto, RunServices } from './run-services';

/** A run with what tells and records its progress. */
export interface RunEntry {
  readonly run: Run;
  readonly photo: RunPhoto;
  readonly reporter: ProgressReporter;
  readonly recorder: RunRecorder;
  /** What another process has left of it, until it is taken up. */
  stored: StoredRun | undefined;
  /** More was asked of it while it waited or was in work: it does not rest as it did in the other process. */
  isExtended: boolean;
  /** Asked for with that: for what is added behind the leg in work, or for what is left of a run that rested. */
  nextSettings: RepairSettings | undefined;
  /** While it is being stopped: what that comes to. */
  stopping: Promise<RunResult | null> | undefined;
}

/** After these the last steps are worth nothing; the run can only go on from a state before. */
const unstableKinds = new Set(['not-finite', 'diverged', 'constant-output']);

/** Works on a run until its end, its turn's extent or interruption; a failure leaves it at rest, with all kept states. */
export async function workOnRun(
  turn: Turn<RunEntry>,
  services: RunServices,
  makeRoom: () => void,
): Promise<TurnEnd> {
  const { entry, extent } = turn;
  const { run, photo, reporter, recorder } = entry;
  try {
    reporter.changeState('preparing');
    // What was painted or asked meanwhile is answered before the windows are planned.
    await services.breathe();
    // From the first call on another process could go on with it.
    await recorder.settle();
    // A prior that is long in coming keeps nobody from pausing or stopping.
    const prior = await Promise.race([services.loadPrior(), turn.whenAborted]);
    if (!prior) return await comeToRest(turn);
    const openSession = async () => {
      const opened = await run.open(photo, prior, services.clock);
      reporter.takePlace(opened.place);
      return opened;
    };
    let session = await openSession();
    if (entry.stored) {
      const end = await takeUpStored(entry, entry.stored, extent);
      if (end && !entry.isExtended) return end;
      if (end) {
        end.announce();
        void recorder.recordState('working');
        goOnFromRest(entry);
        session = await openSession();
      }
    }
    reporter.changeState(turn.signal.aborted ? 'finishing' : 'running');
    const companions = { reporter, checkpoints: recorder.checkpoints, services, makeRoom };
    while (await iterateRun(run, session, companions, turn.signal, extent === 'oneIteration')) {
      if (!run.wantsMore()) {
        const end = await finish(entry, session, services);
        if (!run.wantsMore()) return end;
        // More was asked for while the result was made.
        end.announce();
      } else {
        run.endLeg();
      }
      run.extendLeg(takeNextSettings(entry));
      session = await openSession();
      reporter.changeState('running');
    }
    return await comeToRest(turn);
  } catch (error) {
    return await fail(entry, error, services);
  }
}

function takeNextSettings(entry: RunEntry): RepairSettings | undefined {
  const { nextSettings } = entry;
  entry.nextSettings = undefined;
  return nextSettings;
}

/** Begins what was asked of a run while it was still to come to rest. */
function goOnFromRest(entry: RunEntry): void {
  const { run } = entry;
  const settings = takeNextSettings(entry);
  if (run.hasEnded) run.extendLeg(settings);
  else if (settings) run.goOnUnder(settings);
}

/** @returns the end of the turn where the run rests as it did in the other process */
async function takeUpStored(
  entry: RunEntry,
  stored: StoredRun,
  extent: Extent,
): Promise<TurnEnd | undefined> {
  const { run, photo, reporter, recorder } = entry;
  entry.stored = undefined;
  if (extent !== 'notAtAll') {
    await recallResult(run, photo);
    return undefined;
  }
  const { layerId } = stored;
  if (stored.state === 'finished' && layerId) {
    const result = await readResult(run, photo, layerId, 1);
    run.keepResult(result);
    run.endLeg();
    return announceResult(entry, result, 'finished');
  }
  if (stored.state === 'stopped' && layerId) {
    const result = await readResult(run, photo, layerId, run.states.newest.doneFraction);
    run.keepResult(result);
    return announceResult(entry, result, 'stopped');
  }
  await recallResult(run, photo);
  const state = stored.state === 'stopped' ? 'stopped' : 'paused';
  await recorder.recordState(state);
  return { isInterrupted: false, announce: () => reporter.changeState(state) };
}

async function finish(
  entry: RunEntry,
  session: RepairSession,
  services: RunServices,
): Promise<TurnEnd> {
  const { run, photo, recorder } = entry;
  const layer = await session.resultLayer(services.breathe);
  const end = { index: run.states.newest.index, doneFraction: 1 };
  const result = await addResult(run, photo, layer, end, services);
  run.keepResult(result);
  await recorder.recordCheckpoint();
  await recorder.recordState('finished');
  run.endLeg();
  return announceResult(entry, result, 'finished');
}

function announceResult(
  { reporter }: RunEntry,
  result: RunResult,
  state: 'finished' | 'stopped',
): TurnEnd {
  return {
    isInterrupted: false,
    announce() {
      reporter.changeState(state);
      reporter.tellResult(result);
    },
  };
}

async function comeToRest({ entry, signal, interruption }: Turn<RunEntry>): Promise<TurnEnd> {
  const { reporter, recorder } = entry;
  const isInterrupted = signal.aborted;
  // Whoever stops or closes a run goes on from here.
  if (interruption === 'stop' || interruption === 'close') {
    return { isInterrupted, announce: () => undefined };
  }
  if (interruption === 'hold' || interruption === 'change') {
    return { isInterrupted, announce: () => reporter.changeState('waiting') };
  }
  await recorder.recordCheckpoint();
  await recorder.recordState('paused');
  return { isInterrupted, announce: () => reporter.changeState('paused') };
}

async function fail(
  { run, reporter, recorder }: RunEntry,
  error: unknown,
  { explain }: RunServices,
): Promise<TurnEnd> {
  const { newest } = run.states;
  const isUnstable = error instanceof EngineError && unstableKinds.has(error.kind);
  if (isUnstable) {
    run.goOnUnder(run.settings);
    reporter.goTo(newest.doneFraction, newest.index);
  }
  const failure: AppFailure =
    isUnstable && newest.index > 0
      ? { code: 'repair', ...sentenceOf('error.unstable', { iteration: newest.index }) }
      : explain(error);
  await recorder.recordCheckpoint();
  await recorder.recordState('failed');
  return {
    isInterrupted: false,
    announce() {
      reporter.changeState('failed');
      reporter.tellFailure(failure);
    },
  };
}
