import type { RunId } from '../../src-shared/model/ids';
import type { RunProgress, RunResult } from '../../src-shared/model/run';
import type { StudioEvents } from '../../src-shared/contract/studio-contract';
import type { MarkState } from '../../src-shared/model/mark';
import { makeKeyWords } from '../i18n/key-words';
import type { RunView } from '../state/app-state';
import { announceProgress } from './announce-run';
import { changePreferences } from './view';
import { clearRepaired } from './edit-mask';
import { showFailure, refreshPicture, update, type AppContext } from './context';

/** Takes over how far a run is, and lets the picture load what it changed. */
export function onRunProgress(context: AppContext, progress: RunProgress): void {
  const listener = context.runListeners.get(progress.runId);
  if (listener) {
    listener.progress(progress);
    return;
  }
  const { run, variants } = context.store.getState();
  if (run?.record.runId === progress.runId) {
    update(context, { run: { ...run, progress, points: withPoint(run, progress) } });
    announceProgress(context, run.progress, progress);
    if (progress.changedRegion && run.shownIndex === undefined) {
      refreshPicture(context, progress.changedRegion);
    }
    return;
  }
  if (variants.some(({ runId }) => runId === progress.runId)) {
    update(context, {
      variants: variants.map((variant) =>
        variant.runId === progress.runId ? { ...variant, progress } : variant,
      ),
    });
  }
}

/** Makes a finished repair the picture: one step that takes back picture and marks together. */
export function onRunFinished(context: AppContext, result: RunResult): void {
  const listener = context.runListeners.get(result.runId);
  if (listener) {
    listener.finished(result);
    return;
  }
  const { run, variants } = context.store.getState();
  if (run?.record.runId === result.runId) {
    const mask = context.workspace?.document.mask;
    // A stroke in hand is put down first: what is painted and the result change the same mask.
    if (mask?.isEditing) void mask.whenIdle().then(() => onRunFinished(context, result));
    // The answer to Stop and the event may both bring it.
    else if (!run.result) finishRun(context, run, result);
    return;
  }
  update(context, {
    variants: variants.map((variant) =>
      variant.runId === result.runId ? { ...variant, result } : variant,
    ),
  });
}

/** A run that was ended before it had made anything leaves nothing behind. */
export function forgetRun(context: AppContext, runId: string): void {
  const { run, variants } = context.store.getState();
  if (run?.record.runId === runId) {
    dropRun(context);
  }
  update(context, { variants: variants.filter((variant) => variant.runId !== runId) });
}

/** A run that failed is paused with its states; the person decides. */
export function onRunFailed(
  context: AppContext,
  { runId, error }: StudioEvents['runFailed'],
): void {
  const listener = context.runListeners.get(runId as RunId);
  if (listener) {
    listener.failed(error.message);
    return;
  }
  const { run, variants } = context.store.getState();
  if (run?.record.runId === runId && run.progress) {
    update(context, { run: { ...run, progress: { ...run.progress, state: 'failed' } } });
  } else if (run?.record.runId === runId) {
    dropRun(context);
  }
  if (variants.some((variant) => variant.runId === runId)) {
    update(context, { variants: variants.filter((variant) => variant.runId !== runId) });
  }
  showFailure(context, error);
}

function dropRun(context: AppContext): void {
  update(context, { run: undefined });
  const { workspace } = context;
  if (!workspace) return;
  workspace.damageAtStart = undefined;
  workspace.document.noteRun(undefined);
}

function finishRun(context: AppContext, run: RunView, result: RunResult): void {
  const { workspace } = context;
  update(context, { run: { ...run, result, shownIndex: undefined } });
  if (!workspace) return;
  workspace.damageAtStart = undefined;
  const { document } = workspace;
  const { layerId, run: before, markStates, lastRun } = document.snapshot;
  if (lastRun) document.noteRun({ ...lastRun, result });
  // It was a step of the history already when the program ended.
  if (layerId === result.layerId) return;
  const mask = lastRun && clearRepaired(document.mask, lastRun.tiles);
  document.commit({
    kind: run.purpose,
    count: run.fromIteration ?? run.markCount,
    layerId: { before: layerId, after: result.layerId },
    run: { before, after: run.record },
    ...(mask && { mask }),
    ...(lastRun && {
      markStates: { before: markStates, after: withRepaired(markStates, lastRun.markIds) },
    }),
  });
  refreshPicture(context, undefined);
  tellOfResult(context, result);
}

/** Says that a repair is done, where the person is: in the window, to the screen reader, or beside another program. */
function tellOfResult(context: AppContext, result: RunResult): void {
  const { store, translate, api } = context;
  const { isSample, preferences, photo } = store.getState();
  update(context, { announcement: finishedText(context) });
  if (isSample && !preferences.firstMinuteDone) {
    // This once the comparison opens by itself.
    update(context, { compare: 'divider', dividerFraction: 0.5 });
    void changePreferences(context, { firstMinuteDone: true });
  }
  if (result.durationMs > longRunMs) {
    const body = photo?.name ?? '';
    void api.notify({ title: translate('notify.finishedTitle'), body });
  }
}

/** Names the keys that go on from here, unless one of them was taken away. */
function finishedText({ store, translate }: AppContext): string {
  const { start, preferences } = store.getState();
  const { keyOf } = makeKeyWords(translate, { platform: start.platform, keys: preferences });
  const compareKey = keyOf('compareWithDivider');
  const saveKey = keyOf('saveCopy');
  if (compareKey === undefined || saveKey === undefined) return translate('spoken.finishedOnly');
  return translate('spoken.finished', { compareKey, saveKey });
}

/** Shorter repairs are waited for, and need no message. */
const longRunMs = 15_000;

function withRepaired(
  states: ReadonlyMap<string, MarkState>,
  ids: readonly string[],
): ReadonlyMap<string, MarkState> {
  return new Map([...states, ...ids.map((id) => [id, 'repaired'] as const)]);
}

/** A point for every kept iteration; the chart has the axis of the scrubber. */
function withPoint({ points }: RunView, progress: RunProgress): RunView['points'] {
  const { sigma, dataResidual, priorResidual, keptIterations, changedRegion } = progress;
  if (!changedRegion || keptIterations === 0) return points;
  const earlier = points.filter(({ iteration }) => iteration < keptIterations);
  return [...earlier, { iteration: keptIterations, sigma, dataResidual, priorResidual }];
}
