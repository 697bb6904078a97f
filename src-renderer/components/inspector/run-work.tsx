import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import type { CommandPort } from '../shared/command-port';
import { ProgressBar } from '../shared/progress-bar';
import type { RepairPanelState, RunPlace, WaitingMarks } from './repair-state';

type WorkState = Extract<
  RepairPanelState,
  { kind: 'waiting' | 'preparing' | 'running' | 'finishing' | 'paused' | 'failed' }
>;

function Place({ place, text }: { readonly place: RunPlace; readonly text: string }) {
  const { t } = useMessages();
  const { iteration, iterations, part, parts } = place;
  return (
    <p className="repair-line tabular">
      <span>{t('repair.iterationOf', { iteration, iterations })}</span>
      {parts > 1 && <span className="secondary">{t('repair.partOf', { part, parts })}</span>}
      <span className="secondary">{text}</span>
    </p>
  );
}

/** The sentence under the bar; undefined while a run counts its iterations. */
function sentenceOf(state: WorkState, t: ReturnType<typeof useMessages>['t']): string | undefined {
  switch (state.kind) {
    case 'waiting':
      return t('repair.waiting');
    case 'preparing':
      return t('repair.preparing');
    case 'finishing':
      return t('repair.finishing');
    case 'paused':
      return state.iterations > 0 ? t('repair.pausedAt', state) : t('repair.pausedBefore');
    case 'failed':
      return state.iterations > 0 ? t('repair.failedAt', state) : t('repair.failedBefore');
    case 'running':
      return undefined;
  }
}

function Buttons({ state, port }: { readonly state: WorkState; readonly port: CommandPort }) {
  const { t } = useMessages();
  const isStill = state.kind === 'paused' || state.kind === 'failed';
  const isDisabled = state.kind === 'finishing' || state.kind === 'preparing';
  return (
    <div className="repair-buttons">
      <Button
        kind={isStill ? 'primary' : 'secondary'}
        isDisabled={isDisabled || state.kind === 'waiting'}
        onPress={() => port.run('pauseOrResume')}
      >
        {isStill ? t('repair.resume') : t('repair.pause')}
      </Button>
      {isStill && <Button onPress={() => port.run('takeOneStep')}>{t('repair.oneStep')}</Button>}
      <Button isDisabled={isDisabled} onPress={() => port.run('stopAndKeep')}>
        {t('repair.stopAndKeep')}
      </Button>
    </div>
  );
}

/** Marks that came meanwhile, and the way to have them repaired without another press afterwards. */
function Waiting({ state, port }: { readonly state: WaitingMarks; readonly port: CommandPort }) {
  const { t } = useMessages();
  const count = state.waitingMarkCount;
  if (state.isJoined) return <p className="secondary">{t('repair.marksJoin', { count })}</p>;
  return (
    <div className="row">
      <p className="secondary">{t('repair.marksWait', { count })}</p>
      <Button
        className="push"
        kind="quiet"
        size="small"
        onPress={() => port.run('addWaitingMarks')}
      >
        {t('repair.addNow')}
      </Button>
    </div>
  );
}

/** The run in work: bar, words, and what can be done about it. */
export function RunWork({
  state,
  port,
}: {
  readonly state: WorkState;
  readonly port: CommandPort;
}) {
  const { t } = useMessages();
  const sentence = sentenceOf(state, t);
  const place = 'iteration' in state ? state : undefined;
  const spoken = state.kind === 'running' ? state.spokenText : (sentence ?? '');
  return (
    <>
      <ProgressBar
        name={t('repair.title')}
        doneFraction={place?.doneFraction ?? 0}
        valueText={spoken}
      />
      {state.kind === 'running' && <Place place={state} text={state.timeText} />}
      {sentence !== undefined && <p className="tabular">{sentence}</p>}
      <Buttons state={state} port={port} />
      {state.kind === 'running' && state.waitingMarkCount > 0 && (
        <Waiting state={state} port={port} />
      )}
    </>
  );
}
