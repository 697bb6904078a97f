import './number-field.css';
import { useRef } from 'react';
import { useMessages } from '../../i18n';
import { classNames } from './class-names';
import { fractionDigitsOf, type NumberRange } from './slider-scale';
import { useNumberTyping } from './use-number-typing';

/** A number that is typed. */
export interface NumberFieldProps {
  readonly name: string;
  readonly range: NumberRange;
  readonly value: number;
  readonly unit?: string | undefined;
  readonly onChange: (value: number) => void;
  readonly isWide?: boolean;
  /** False for numbers that are names, as a seed is. */
  readonly isGrouped?: boolean;
  readonly describedBy?: string | undefined;
}

/** Takes comma and point, arrows and the wheel while it has the focus; says the limit where a value had to be changed. */
export function NumberField(props: NumberFieldProps) {
  const { name, range, value, unit, onChange, isGrouped = true } = props;
  const { t, formats } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const { typed, problem, type, commit, press } = useNumberTyping(input, value, range, onChange);
  const write = (number: number) =>
    isGrouped ? formats.number(number, fractionDigitsOf(range)) : String(number);
  return (
    <span className={classNames('number-field', props.isWide && 'number-field-wide')}>
      <input
        ref={input}
        className="number-field-input"
        type="text"
        inputMode="decimal"
        role="spinbutton"
        autoComplete="off"
        spellCheck={false}
        aria-label={name}
        aria-valuenow={value}
        aria-valuemin={range.minimum}
        aria-valuemax={range.maximum}
        aria-valuetext={unit ? `${write(value)} ${unit}` : write(value)}
        aria-describedby={props.describedBy}
        value={typed ?? write(value)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => type(event.target.value)}
        onBlur={commit}
        onKeyDown={press}
      />
      {unit && <span className="number-field-unit">{unit}</span>}
      <span className="number-field-note" role="status">
        {problem?.problem && t(`field.${problem.problem}`, { value: write(problem.value) })}
      </span>
    </span>
  );
}
