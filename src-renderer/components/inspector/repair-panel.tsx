import '../shared/panel.css';
import './repair-panel.css';
import { useRef, type ReactNode } from 'react';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import type { CommandPort } from '../shared/command-port';
import { ProgressBar } from '../shared/progress-bar';
import { useFocusSuccessor } from '../shared/use-focus-successor';
import type { RepairPanelState } from './repair-state';
import { RunWork } from './run-work';
import { StrengthControl, type StrengthControlProps } from './strength-control';

/** The panel that is always on top. */
export interface RepairPanelProps {
  readonly state: RepairPanelState;
  readonly strength: StrengthControlProps;
  readonly port: CommandPort;
  /** Leaves the opening of a photo. */
  readonly onCancelOpening: () => void;
}

type StateOf<Kind extends RepairPanelState['kind']> = Extract<RepairPanelState, { kind: Kind }>;

function Disabled({ reason }: StateOf<'disabled'>) {
  const { t } = useMessages();
  return (
    <>
      <Button
        kind="primary"
        size="large"
        isDisabled
        describedBy="repair-reason"
        onPress={() => undefined}
      >
        {t('repair.repair')}
      </Button>
      <p className="secondary" id="repair-reason">
        {reason}
      </p>
    </>
  );
}

function Opening({
  doneFraction,
  onCancel,
}: StateOf<'opening'> & { readonly onCancel: () => void }) {
  const { t, formats } = useMessages();
  const text =
    doneFraction === undefined
      ? t('repair.openingUnknown')
      : t('repair.opening', { percent: formats.percent(Math.round(doneFraction * 100) / 100) });
  return (
    <>
      {doneFraction !== undefined && (
        <ProgressBar name={t('repair.title')} doneFraction={doneFraction} valueText={text} />
      )}
      <p className="tabular">{text}</p>
      <div className="repair-buttons">
        <Button onPress={onCancel}>{t('opening.cancel')}</Button>
      </div>
    </>
  );
}

function Ready({
  markCount,
  timeText,
  notice,
  port,
}: StateOf<'ready'> & { readonly port: CommandPort }) {
  const { t } = useMessages();
  return (
    <>
      <Button
        kind="primary"
        size="large"
        describedBy="repair-time"
        onPress={() => port.run('repair')}
      >
        {t('repair.repairMarks', { count: markCount })}
      </Button>
      {notice !== undefined && <p className="secondary">{notice}</p>}
      <p className="secondary tabular" id="repair-time">
        {timeText}
      </p>
    </>
  );
}

function Finished(props: StateOf<'finished'> & { readonly port: CommandPort }) {
  const { markCount, durationMs, reconstructedFraction, port } = props;
  const { t, formats } = useMessages();
  return (
    <>
      <Button kind="primary" size="large" onPress={() => port.run('saveCopy')}>
        {t('repair.saveCopy')}
      </Button>
      <div className="repair-buttons">
        <Button
          isDisabled={!port.isEnabled('makeVariants')}
          onPress={() => port.run('makeVariants')}
        >
          {t('repair.variants')}
        </Button>
        <Button
          isDisabled={!port.isEnabled('takeTwentyMore')}
          onPress={() => port.run('takeTwentyMore')}
        >
          {t('repair.refine')}
        </Button>
      </div>
      <p className="secondary tabular">
        {t('repair.finished', { count: markCount, time: formats.elapsed(durationMs) })}{' '}
        {t('repair.reconstructed', { percent: formats.percent(reconstructedFraction) })}
      </p>
    </>
  );
}

function workOf({ state, port, onCancelOpening }: RepairPanelProps): ReactNode {
  switch (state.kind) {
    case 'disabled':
      return <Disabled {...state} />;
    case 'opening':
      return <Opening {...state} onCancel={onCancelOpening} />;
    case 'ready':
      return <Ready {...state} port={port} />;
    case 'finished':
      return <Finished {...state} port={port} />;
    case 'waiting':
    case 'preparing':
    case 'running':
    case 'finishing':
    case 'paused':
    case 'failed':
      return <RunWork state={state} port={port} />;
  }
}

/** One fixed place for the work: the button turns into bar, words, Pause and Stop, and into what comes after. */
export function RepairPanel(props: RepairPanelProps) {
  const { state, strength } = props;
  const { t } = useMessages();
  const work = useRef<HTMLDivElement>(null);
  useFocusSuccessor(work, state.kind);
  return (
    <section className="panel repair-panel" aria-labelledby="repair-title">
      <h2 id="repair-title">{t('repair.title')}</h2>
      <div className="repair-work" ref={work}>
        {workOf(props)}
      </div>
      <StrengthControl {...strength} />
    </section>
  );
}
