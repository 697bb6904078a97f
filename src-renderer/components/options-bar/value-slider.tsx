import type { ReactNode } from 'react';
import { useMessages } from '../../i18n';
import { NumberField } from '../shared/number-field';
import { Slider } from '../shared/slider';
import type { NumberRange } from '../shared/slider-scale';

/** A value of the options bar: name, slider, number. */
export interface ValueSliderProps {
  readonly name: string;
  readonly range: NumberRange;
  readonly value: number;
  readonly unit: string;
  readonly onChange: (value: number) => void;
  /** Before and after the slider, as buttons for one step. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
}

/** Short, in one line. */
export function ValueSlider(props: ValueSliderProps) {
  const { name, range, value, unit, onChange } = props;
  const { formats } = useMessages();
  return (
    <>
      <span aria-hidden="true">{name}</span>
      {props.before}
      <Slider
        className="options-bar-slider"
        name={name}
        range={range}
        value={value}
        valueText={`${formats.number(value)} ${unit}`}
        onChange={onChange}
      />
      {props.after}
      <NumberField name={name} range={range} value={value} unit={unit} onChange={onChange} />
    </>
  );
}
