import {
  extraIterations,
  settingsBehindEnd,
  type RepairSettings,
} from '../../src-shared/model/settings';
import type { RunNote, RunRecord } from '../document/document-change';
import type { RunView } from '../state/app-state';
import { announceStart } from './announce-run';
import { effectiveMask } from './effective-mask';
import { giveMask } from './give-mask';
import { knownDamage } from './known-damage';
import { layersInWork } from './layer-turns';
import { changePreferences } from './view';
import { forgetRun, onRunFinished } from './run-events';
import { newMaskId, newRunId, update, valueOf, type AppContext } from './context';

/** Repairs exactly what the overlay shows: what is painted, and marks that are proposed or accepted. */
export async function startRepair(context: AppContext, only?: ReadonlySet<string>): Promise<void> {
  const { store, workspace } = context;
  if (!workspace || isBusy(context)) return;
  const { document } = workspace;
  const inWork = document.mask.isEditing ? document.mask.whenIdle() : layersInWork(document);
  if (inWork) {
    // It begins with what is on the screen then; a stroke in hand is put down first.
    await inWork;
    return startRepair(context, only);
  }
  const { settings } = store.getState();
  const { tiles, markCount, markIds } = effectiveMask(workspace.document, only);
  if (tiles.length === 0) return;
  const record: RunRecord = {
    runId: newRunId(),
    maskId: newMaskId(),
    baseLayerId: workspace.document.snapshot.layerId,
    settings,
  };
  workspace.damageAtStart = knownDamage(workspace.document);
  const note: RunNote = {
    record,
    purpose: 'repair',
    tiles,
    markIds,
    markCount,
    result: undefined,
  };
  await begin(context, note);
}

/** Pauses a running repair after the call in hand, or goes on with one that rests or has failed. */
export async function pauseOrResume(context: AppContext): Promise<void> {
  const run = context.store.getState().run;
  const state = run?.progress?.state;
  if (!run || !state) return;
  const { runId } = run.record;
  if (isAtRest(run)) {
    await resumeWith(context, run, run.nextSettings);
  } else if (state === 'running' || state === 'preparing' || state === 'waiting') {
    await valueOf(context, context.api.pauseRepair({ runId }));
  }
}

/** Lets a repair in work take over the settings that were changed meanwhile. */
export async function applyNextSettings(context: AppContext): Promise<void> {
  const { run } = context.store.getState();
  if (!run?.nextSettings || !isRunning(run) || isAtRest(run)) return;
  await resumeWith(context, run, run.nextSettings);
}

async function resumeWith(
  context: AppContext,
  run: RunView,
  settings: RepairSettings | undefined,
): Promise<void> {
  const { runId } = run.record;
  const answer = context.api.resumeRepair({ runId, ...(settings && { settings }) });
  if ((await valueOf(context, answer)) === undefined) return;
  if (settings) noteSettings(context, run, settings);
}

/**
 * The engine has taken settings over for a run; not for one that has ended meanwhile, whose end they wait behind.
 * @param inUse what it made of them
 */
function noteSettings(
  context: AppContext,
  { record: { runId }, result }: RunView,
  taken: RepairSettings,
  inUse = taken,
): void {
  const { run } = context.store.getState();
  if (run?.record.runId !== runId || run.result !== result) return;
  const { record, nextSettings } = run;
  changeRun(context, {
    record: { ...record, settings: inUse },
    // What was changed while the engine answered waits for its own turn.
    nextSettings: nextSettings === taken ? undefined : nextSettings,
  });
}

/** One iteration more of a repair that rests. */
export async function takeOneStep(context: AppContext): Promise<void> {
  const run = context.store.getState().run;
  if (!run || !isAtRest(run)) return;
  const { runId } = run.record;
  const settings = run.nextSettings;
  const answer = context.api.stepRepair({ runId, ...(settings && { settings }) });
  if ((await valueOf(context, answer)) === undefined) return;
  if (settings) noteSettings(context, run, settings);
}

/** Ends the repair in work and waiting variants; what they have made so far is kept. */
export async function stopAndKeep(context: AppContext): Promise<void> {
  update(context, { joinedRunId: undefined });
  const { run, variants } = context.store.getState();
  const waiting = variants.filter(({ result }) => !result).map(({ runId }) => runId);
  const runIds = isRunning(run) ? [run.record.runId, ...waiting] : waiting;
  for (const runId of runIds) {
    const result = await valueOf(context, context.api.stopRepair({ runId }));
    if (result) onRunFinished(context, result);
    else if (result === null) forgetRun(context, runId);
  }
}

/** More iterations from where the last repair stands. */
export async function refine(context: AppContext): Promise<void> {
  const { run } = context.store.getState();
  if (!run) return;
  const { runId, settings: before } = run.record;
  const settings = run.nextSettings;
  const request = { runId, iterations: extraIterations, ...(settings && { settings }) };
  if ((await valueOf(context, context.api.extendRepair(request))) === undefined) return;
  if (settings) {
    const inUse = run.result ? settingsBehindEnd(before, settings) : settings;
    noteSettings(context, run, settings, inUse);
  }
  changeRun(context, {
    result: undefined,
    shownIndex: undefined,
    purpose: 'refine',
    fromIteration: run.progress?.keptIterations ?? 0,
  });
}

/** Gives up the states after the one that is looked at and iterates on from it, under the settings of the panel. */
export async function goOnFromHere(context: AppContext): Promise<void> {
  const { run, settings } = context.store.getState();
  if (run?.shownIndex === undefined) return;
  const { runId } = run.record;
  const index = run.shownIndex;
  const answer = context.api.continueRepair({ runId, index, settings });
  if ((await valueOf(context, answer)) === undefined) return;
  changeRun(context, {
    record: { ...run.record, settings },
    points: run.points.slice(0, index),
    result: undefined,
    shownIndex: undefined,
    nextSettings: undefined,
    purpose: 'goOn',
    fromIteration: index,
  });
}

/** Shows a kept state of the last repair; undefined = the newest. */
export function showIteration(context: AppContext, index: number | undefined): void {
  const { run } = context.store.getState();
  if (!run) return;
  const newest = run.progress?.keptIterations ?? 0;
  const isNewest = index === undefined || index >= newest;
  changeRun(context, { shownIndex: isNewest ? undefined : Math.max(0, index) });
}

/** True while a repair or a variant is on its way. */
export function isBusy({ store }: AppContext): boolean {
  const { run, variants } = store.getState();
  return isRunning(run) || variants.some(({ result }) => !result);
}

/** True where a repair waits for the person to go on with it. */
export function isAtRest({ result, progress }: Pick<RunView, 'result' | 'progress'>): boolean {
  return !result && (progress?.state === 'paused' || progress?.state === 'failed');
}

/** True until a repair has its result; one that failed may go on. */
export function isRunning(run: RunView | undefined): run is RunView {
  return run !== undefined && run.result === undefined;
}

async function begin(context: AppContext, note: RunNote): Promise<void> {
  const { document } = context.workspace!;
  const { photoId } = document.photo;
  update(context, {
    run: { ...viewOfRun(note), expectedMs: context.store.getState().estimate?.durationMs },
    variants: [],
    compare: 'off',
    saved: undefined,
    error: undefined,
  });
  const { preferences } = context.store.getState();
  if (!preferences.firstMinuteDone && !preferences.openPanels.includes('iterations')) {
    void changePreferences(context, { openPanels: [...preferences.openPanels, 'iterations'] });
  }
  const { runId, maskId, baseLayerId, settings } = note.record;
  if (!(await giveMask(context, photoId, note.tiles, maskId))) {
    // Without its mask it would be about to begin for ever.
    forgetRun(context, runId);
    return;
  }
  document.noteRun(note);
  announceStart(context, context.store.getState().run!);
  const answer = context.api.startRepair({ photoId, runId, maskId, baseLayerId, settings });
  if ((await valueOf(context, answer)) === undefined) forgetRun(context, runId);
}

/** What the window shows of a run of which nothing was told yet. */
export function viewOfRun({ record, purpose, fromIteration, markCount, result }: RunNote): RunView {
  return {
    record,
    progress: undefined,
    points: [],
    shownIndex: undefined,
    nextSettings: undefined,
    expectedMs: undefined,
    result,
    purpose,
    fromIteration,
    markCount,
  };
}

/** Changes what is shown of the run; what a later window must know of it goes into the draft. */
export function changeRun(context: AppContext, part: Partial<RunView>): void {
  const { run: before } = context.store.getState();
  if (!before) return;
  const run = { ...before, ...part };
  update(context, { run });
  const document = context.workspace?.document;
  const { lastRun } = document?.snapshot ?? {};
  if (!lastRun || !('record' in part || 'result' in part)) return;
  const { record, purpose, fromIteration, result } = run;
  const from = fromIteration === undefined ? {} : { fromIteration };
  document?.noteRun({ ...lastRun, record, purpose, ...from, result });
}

/** Takes over a setting: for the next repair, for the one in work from its next iteration, for a finished one when it goes on. */
export function changeSettings(context: AppContext, part: Partial<RepairSettings>): void {
  const { settings: before, run } = context.store.getState();
  const settings = { ...before, ...part };
  update(context, { settings });
  if (run) changeRun(context, { nextSettings: settings });
}
