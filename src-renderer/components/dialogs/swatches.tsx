import { useId, type CSSProperties } from 'react';
import '../shared/segmented.css';

/** A choice among a few colours, each with its name. */
export interface SwatchesProps<Value extends string> {
  readonly name: string;
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly colour: string;
  }[];
  readonly onChange: (value: Value) => void;
}

/** Native radio buttons; the name says what the colour shows. */
export function Swatches<Value extends string>(props: SwatchesProps<Value>) {
  const { name, value, options, onChange } = props;
  const id = useId();
  return (
    <div className="swatches" role="radiogroup" aria-label={name}>
      {options.map((option) => (
        <label
          key={option.value}
          className="swatch"
          data-checked={option.value === value ? true : undefined}
        >
          <input
            type="radio"
            className="segmented-input"
            name={id}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className="swatch-colour" style={{ '--swatch': option.colour } as CSSProperties} />
          {option.label}
        </label>
      ))}
    </div>
  );
}
