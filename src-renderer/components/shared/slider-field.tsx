import './slider-field.css';
import { RotateCcw } from 'lucide-react';
import { useId } from 'react';
import { useMessages } from '../../i18n';
import { IconButton } from './icon-button';
import { NumberField } from './number-field';
import { Slider } from './slider';
import { fractionDigitsOf, type NumberRange } from './slider-scale';

/** A number with a slider where its values have an order that one can feel. */
export interface SliderFieldProps {
  readonly name: string;
  readonly range: NumberRange;
  readonly value: number;
  readonly defaultValue: number;
  /** In place of the way back to `defaultValue`; undefined: there is nothing to go back from. */
  readonly wayBack?: { readonly to: string; readonly onGo: () => void } | undefined;
  /** One sentence on what it does. */
  readonly text?: string | undefined;
  /** Said when a change waits, in place of nothing. */
  readonly note?: string | undefined;
  readonly unit?: string | undefined;
  readonly onChange: (value: number) => void;
  readonly onCommit?: ((value: number) => void) | undefined;
}

/** Name, reset arrow where it was changed, slider, number, sentence. A double click on the name is the reset as well. */
export function SliderField(props: SliderFieldProps) {
  const { name, range, value, defaultValue, text, note, unit, onChange, onCommit } = props;
  const { t, formats } = useMessages();
  const id = useId();
  const write = (number: number) => formats.number(number, fractionDigitsOf(range));
  const set = (next: number) => {
    onChange(next);
    onCommit?.(next);
  };
  const isOwn = 'wayBack' in props;
  const usual = { to: write(defaultValue), onGo: () => set(defaultValue) };
  const wayBack = isOwn ? props.wayBack : value === defaultValue ? undefined : usual;
  return (
    <div className="slider-field">
      <div className="slider-field-name" onDoubleClick={wayBack?.onGo}>
        {name}
        {wayBack && (
          <IconButton
            icon={RotateCcw}
            size="small"
            name={t('advanced.resetNamed', { name, value: wayBack.to })}
            onPress={wayBack.onGo}
          />
        )}
      </div>
      <div />
      <Slider
        name={name}
        range={range}
        value={value}
        valueText={unit ? `${write(value)} ${unit}` : write(value)}
        describedBy={text === undefined ? undefined : id}
        onChange={onChange}
        onCommit={onCommit}
      />
      <NumberField name={name} range={range} value={value} unit={unit} onChange={set} />
      {text !== undefined && (
        <p className="slider-field-text" id={id}>
          {text}
          {note !== undefined && ` ${note}`}
        </p>
      )}
    </div>
  );
}
