import { languageFor, localeFor, makeFormats, type Formats } from '../../src-shared/messages';
import type { RunId } from '../../src-shared/model/ids';
import type { RunProgress } from '../../src-shared/model/run';
import { quarterToAnnounce, type AnnouncedProgress } from '../state/announced-progress';
import type { RunView } from '../state/app-state';
import { update, type AppContext } from './context';

/** What was told of the run in work. */
const toldOf = new WeakMap<AppContext, AnnouncedProgress & { readonly runId: RunId }>();

/** Tells the screen reader that a repair begins, and how long it takes where that is known. */
export function announceStart(
  context: AppContext,
  { record, markCount, expectedMs }: RunView,
): void {
  toldOf.set(context, { runId: record.runId, quarter: 0, atMs: Date.now() });
  const { translate: t } = context;
  const announcement =
    expectedMs === undefined
      ? t('spoken.startedWithoutTime', { count: markCount })
      : t('spoken.started', {
          count: markCount,
          time: formatsOf(context).spokenDuration(expectedMs),
        });
  update(context, { announcement });
}

/** Tells it of a pause, and of each quarter that is done. @param before what was known of the run until now */
export function announceProgress(
  context: AppContext,
  before: RunProgress | undefined,
  progress: RunProgress,
): void {
  const { translate: t } = context;
  if (progress.state === 'paused' && before?.state !== 'paused') {
    update(context, { announcement: t('spoken.paused') });
  }
  if (progress.state !== 'running') return;
  const { runId, doneFraction, remainingMs } = progress;
  const known = toldOf.get(context);
  const nowMs = Date.now();
  // One that was taken up tells from then on.
  const told = known?.runId === runId ? known : { runId, quarter: 0, atMs: nowMs };
  const quarter = quarterToAnnounce(doneFraction, nowMs, told);
  toldOf.set(context, quarter === undefined ? told : { runId, quarter, atMs: nowMs });
  if (quarter === undefined) return;
  const { percent: inPercent, spokenDuration } = formatsOf(context);
  const percent = inPercent(quarter / 4);
  const announcement =
    remainingMs === undefined
      ? t('spoken.quarter', { percent })
      : t('spoken.quarterWithTime', { percent, time: spokenDuration(remainingMs) });
  update(context, { announcement });
}

function formatsOf({ store, translate }: AppContext): Formats {
  const { start, preferences } = store.getState();
  const language = languageFor(preferences.language, start.locale);
  return makeFormats(localeFor(language, start.locale), translate);
}
