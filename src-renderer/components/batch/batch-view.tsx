import './batch.css';
import { useMessages } from '../../i18n';
import { sensitivityKey, sensitivityRange, sensitivityStops } from '../inspector/marks/sensitivity';
import { StrengthControl, type StrengthControlProps } from '../inspector/strength-control';
import { Button } from '../shared/button';
import { Checkbox } from '../shared/checkbox';
import { Field } from '../shared/field';
import { ProgressBar } from '../shared/progress-bar';
import { Select } from '../shared/select';
import { Slider } from '../shared/slider';
import { BatchReview, type BatchReviewProps, type ReviewAnswer } from './batch-review';
import { summarise, type BatchRow } from './batch-row';
import { BatchTable } from './batch-table';

/** Many photos with the same settings. */
export interface BatchViewProps {
  readonly rows: readonly BatchRow[];
  readonly state: 'idle' | 'running' | 'paused' | 'reviewing' | 'finished';
  readonly strength: StrengthControlProps;
  readonly sensitivity: number;
  readonly onSensitivityChange: (sensitivity: number) => void;
  /** Undefined: beside each original. */
  readonly folderName: string | undefined;
  readonly onTargetChange: (target: 'beside' | 'folder') => void;
  readonly showsEach: boolean;
  readonly onShowsEachChange: (showsEach: boolean) => void;
  /** The photo that is shown before it is saved. */
  readonly review: Omit<BatchReviewProps, 'onAnswer'> | undefined;
  readonly onReview: (id: string) => void;
  readonly onAnswer: (answer: ReviewAnswer) => void;
  /** Of the photo in work. */
  readonly photoFraction: number;
  /** Of all photos; undefined until it is known. */
  readonly remainingMs: number | undefined;
  readonly onAddPhotos: () => void;
  readonly onAddFolder: () => void;
  readonly onStart: () => void;
  readonly onPauseOrResume: () => void;
  readonly onStopAfterThis: () => void;
  readonly onTryFailedAgain: () => void;
  readonly onCopyList: () => void;
  readonly onOpen: (id: string) => void;
  readonly onBack: () => void;
}

function Options(props: BatchViewProps) {
  const { strength, sensitivity, onSensitivityChange, folderName, onTargetChange } = props;
  const { t } = useMessages();
  const sentence = t(sensitivityKey(sensitivity));
  return (
    <div className="batch-options">
      <StrengthControl {...strength} />
      <div>
        <span>{t('marks.sensitivity')}</span>
        <Slider
          name={t('marks.sensitivity')}
          range={sensitivityRange}
          value={sensitivity}
          valueText={sentence}
          stops={sensitivityStops}
          onChange={onSensitivityChange}
        />
        <div className="slider-ends" aria-hidden="true">
          <span>{t('marks.cautious')}</span>
          <span>{t('marks.thorough')}</span>
        </div>
        <p className="secondary strength-text">{sentence}</p>
      </div>
      <div className="stack">
        <Field label={t('batch.where')}>
          <Select
            name={t('batch.where')}
            value={folderName === undefined ? 'beside' : 'folder'}
            options={[
              { value: 'beside', label: t('batch.besideOriginal') },
              { value: 'folder', label: folderName ?? t('batch.otherFolder') },
            ]}
            onChange={onTargetChange}
          />
        </Field>
        <Checkbox
          label={t('batch.showEach')}
          isChecked={props.showsEach}
          onChange={props.onShowsEachChange}
        />
      </div>
    </div>
  );
}

function Progress({ rows, photoFraction, remainingMs }: BatchViewProps) {
  const { t, formats } = useMessages();
  const { done } = summarise(rows);
  const total = rows.length;
  const percent = formats.percent(Math.round(photoFraction * 100) / 100);
  const ofAll =
    remainingMs === undefined
      ? t('batch.ofAll', { done, total })
      : t('batch.ofAllWithTime', { done, total, time: formats.duration(remainingMs) });
  return (
    <div className="batch-progress">
      <span>{t('batch.progressOfPhoto')}</span>
      <ProgressBar
        name={t('batch.progressOfPhoto')}
        doneFraction={photoFraction}
        valueText={percent}
      />
      <span className="tabular">{percent}</span>
      <span>{t('batch.progressOfAll')}</span>
      <ProgressBar
        name={t('batch.progressOfAll')}
        doneFraction={total === 0 ? 0 : done / total}
        valueText={ofAll}
      />
      <span className="tabular">{ofAll}</span>
    </div>
  );
}

function Finished({ rows, onTryFailedAgain, onCopyList }: BatchViewProps) {
  const { t } = useMessages();
  const summary = summarise(rows);
  return (
    <div className="row" role="status">
      <p className="tabular">
        {t('batch.summary', { ...summary })}{' '}
        {summary.skipped > 0 && t('batch.summarySkipped', { count: summary.skipped })}
      </p>
      {summary.failed > 0 && <Button onPress={onTryFailedAgain}>{t('batch.tryAgain')}</Button>}
      <Button onPress={onCopyList}>{t('batch.copyList')}</Button>
    </div>
  );
}

function Head(props: BatchViewProps) {
  const { rows, state, onAddPhotos, onAddFolder, onStart, onPauseOrResume } = props;
  const { t } = useMessages();
  const isInWork = state === 'running' || state === 'paused';
  const waiting = rows.filter((row) => row.state.kind === 'waiting').length;
  return (
    <div className="batch-head">
      <h2>{t('batch.title')}</h2>
      <Button kind="quiet" onPress={props.onBack}>
        {t('batch.back')}
      </Button>
      {isInWork ? (
        <>
          <Button onPress={onPauseOrResume}>
            {t(state === 'paused' ? 'batch.resume' : 'batch.pause')}
          </Button>
          <Button onPress={props.onStopAfterThis}>{t('batch.stopAfterThis')}</Button>
        </>
      ) : (
        <>
          <Button onPress={onAddFolder}>{t('batch.addFolder')}</Button>
          <Button onPress={onAddPhotos}>{t('batch.addPhotos')}</Button>
          <Button kind="primary" isDisabled={waiting === 0} onPress={onStart}>
            {t('batch.start', { count: waiting })}
          </Button>
        </>
      )}
    </div>
  );
}

/** Options above, photos below, two bars while it works. */
export function BatchView(props: BatchViewProps) {
  const { rows, state, review, onOpen, onReview, onAnswer } = props;
  const { t } = useMessages();
  return (
    <div className="batch">
      <Head {...props} />
      {(state === 'idle' || state === 'finished') && <Options {...props} />}
      {review && <BatchReview {...review} onAnswer={onAnswer} />}
      {(state === 'running' || state === 'paused') && <Progress {...props} />}
      {state === 'finished' && <Finished {...props} />}
      {rows.length === 0 ? (
        <p className="batch-empty">{t('batch.empty')}</p>
      ) : (
        <BatchTable rows={rows} onReview={onReview} onOpen={onOpen} />
      )}
    </div>
  );
}
