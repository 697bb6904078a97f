import type { RunProgress } from '../../src-shared/model/run';
import { defaultSettings } from '../../src-shared/model/settings';
import { remainingText, type Formats, type Translate } from '../../src-shared/messages';
import { damageCount } from '../actions/effective-mask';
import { waitingMarkIds } from '../actions/known-damage';
import { cancelOpening } from '../actions/open-photo';
import { changeSettings } from '../actions/repair';
import { changePreferences } from '../actions/view';
import { RepairPanel, type RepairPanelState, type WaitingMarks } from '../components/inspector';
import { useMessages } from '../i18n';
import type { AppState, RunView } from '../state/app-state';
import type { Workspace } from '../actions/context';
import { useAppState, useSettledState, useStudio } from './app-context';
import { useCommandPort } from './command-port';
import { pendingSettings } from './pending-settings';

/** The panel Repair: the button, or the run that it has become. */
export function RepairArea() {
  const studio = useStudio();
  const state = { ...useSettledState(), run: useAppState(({ run }) => run) };
  const port = useCommandPort();
  const { t, formats } = useMessages();
  return (
    <RepairPanel
      state={panelState(state, studio.workspace, t, formats)}
      port={port}
      strength={{
        value: state.settings.strength,
        defaultValue: defaultSettings.photo.strength,
        onChange: (strength) => changeSettings(studio, { strength }),
        onCommit: (strength) => void changePreferences(studio, { strength }),
        isPending: pendingSettings(state.run).has('strength'),
      }}
      onCancelOpening={() => cancelOpening(studio)}
    />
  );
}

/** What the panel shows of the state; asked with every change of it, so that it makes no mask. */
export function panelState(
  state: AppState,
  workspace: Workspace | undefined,
  t: Translate,
  formats: Formats,
): RepairPanelState {
  const { photo, run, opening, engine } = state;
  if (opening !== undefined) return { kind: 'opening', doneFraction: undefined };
  if (!photo || !workspace) return { kind: 'disabled', reason: t('repair.disabledNoPhoto') };
  if (run && !run.result) {
    const waitingMarkCount = waitingMarks(workspace);
    const isJoined = state.joinedRunId === run.record.runId;
    const device = engine.isProcessor ? undefined : engine.device;
    return runState(run, { t, formats, device }, { waitingMarkCount, isJoined });
  }
  if (photo.brokenNotice !== undefined) {
    return { kind: 'disabled', reason: t('repair.disabledBroken') };
  }
  if (engine.state === 'failed') {
    return { kind: 'disabled', reason: engine.failure ?? t('repair.disabledNoPrior') };
  }
  const markCount = damageCount(workspace.document);
  if (markCount > 0) {
    return {
      kind: 'ready',
      markCount,
      timeText: timeText(state, t, formats),
      notice: notice(state, t),
    };
  }
  if (run?.result) {
    return {
      kind: 'finished',
      markCount: run.markCount,
      durationMs: run.result.durationMs,
      reconstructedFraction: run.result.reconstructedFraction,
    };
  }
  return { kind: 'disabled', reason: t('repair.disabledNoMarks') };
}

function notice({ estimate }: AppState, t: Translate): string | undefined {
  return estimate?.hasVeryWideHole ? t('error.holeTooWide') : undefined;
}

function waitingMarks({ document, damageAtStart }: Workspace): number {
  return damageAtStart ? waitingMarkIds(document, damageAtStart).length : 0;
}

const longMs = 3 * 60_000;

function timeText({ estimate, engine }: AppState, t: Translate, formats: Formats): string {
  const durationMs = estimate?.durationMs;
  if (durationMs === undefined) return t('repair.measuring');
  const time = formats.duration(durationMs);
  if (!engine.isProcessor) return t('repair.timeOn', { time, device: engine.device ?? '' });
  return t(durationMs > longMs ? 'repair.timeLong' : 'repair.timeOnProcessor', { time });
}

interface Words {
  readonly t: Translate;
  readonly formats: Formats;
  /** Named where it is not the processor. */
  readonly device: string | undefined;
}

function runState(run: RunView, words: Words, waiting: WaitingMarks): RepairPanelState {
  const { progress } = run;
  if (!progress || progress.state === 'preparing') return { kind: 'preparing' };
  if (progress.state === 'waiting') return { kind: 'waiting' };
  const { iteration, iterations, part, parts, doneFraction } = progress;
  const place = { iteration, iterations, part, parts, doneFraction };
  switch (progress.state) {
    case 'paused':
      return { kind: 'paused', ...place };
    case 'finishing':
      return { kind: 'finishing', ...place };
    case 'failed':
      return { kind: 'failed', ...place };
    case 'running':
    case 'finished':
    case 'stopped':
      return {
        kind: 'running',
        ...place,
        // The first one is in work before any is done.
        iteration: Math.max(1, iteration),
        ...timesLeft(run, progress, words),
        ...waiting,
      };
  }
}

function timesLeft(
  { expectedMs }: RunView,
  { iteration, iterations, remainingMs }: RunProgress,
  { t, formats, device }: Words,
) {
  const timeText = remainingText({ iteration, remainingMs, expectedMs, device }, t, formats);
  if (remainingMs === undefined) {
    return { timeText, spokenText: t('spoken.progress', { iteration, iterations }) };
  }
  const time = formats.spokenDuration(remainingMs);
  return { timeText, spokenText: t('spoken.progressWithTime', { iteration, iterations, time }) };
}
