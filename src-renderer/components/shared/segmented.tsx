import './segmented.css';
import { useId } from 'react';

/** A choice among a few words. */
export interface SegmentedProps<Value extends string> {
  readonly name: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** Native radio buttons side by side: arrows choose, Tab passes. */
export function Segmented<Value extends string>({
  name,
  value,
  options,
  onChange,
}: SegmentedProps<Value>) {
  const id = useId();
  return (
    <div className="segmented" role="radiogroup" aria-label={name}>
      {options.map((option) => (
        <label
          key={option.value}
          className="segmented-item"
          data-checked={option.value === value || undefined}
        >
          <input
            type="radio"
            className="segmented-input"
            name={id}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
