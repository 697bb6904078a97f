import { useId } from 'react';
import { useMessages } from '../../i18n';
import { Slider } from '../shared/slider';
import { strengthRange, strengthStops, strengthText, strengthWord } from './strength';

/** How much the repair may invent. */
export interface StrengthControlProps {
  readonly value: number;
  readonly defaultValue: number;
  readonly onChange: (value: number) => void;
  readonly onCommit?: ((value: number) => void) | undefined;
  /** It was changed during a run and counts from the next iteration. */
  readonly isPending?: boolean;
}

/** A slider with five named stops; it is an opinion, so that no number is shown. */
export function StrengthControl(props: StrengthControlProps) {
  const { value, defaultValue, onChange, onCommit, isPending } = props;
  const { t } = useMessages();
  const id = useId();
  const reset = () => {
    onChange(defaultValue);
    onCommit?.(defaultValue);
  };
  const word = strengthWord(value, t);
  return (
    <div>
      <div className="row" onDoubleClick={reset}>
        <span>{t('strength.title')}</span>
        <span className="push strength-word">{word}</span>
      </div>
      <Slider
        name={t('strength.title')}
        range={strengthRange}
        value={value}
        valueText={word}
        stops={strengthStops}
        describedBy={id}
        onChange={onChange}
        onCommit={onCommit}
      />
      <div className="slider-ends" aria-hidden="true">
        <span>{t('strength.smooth')}</span>
        <span>{t('strength.lively')}</span>
      </div>
      <p className="secondary strength-text" id={id}>
        {strengthText(value, t)}
        {isPending && ` ${t('advanced.nextIteration')}`}
      </p>
    </div>
  );
}
