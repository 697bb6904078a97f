import './checkbox.css';
import { useId } from 'react';

/** Something that is on or off. */
export interface CheckboxProps {
  readonly label: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  /** A sentence below. */
  readonly text?: string | undefined;
}

/** A native check box; the whole label answers. */
export function Checkbox({ label, isChecked, onChange, text }: CheckboxProps) {
  const id = useId();
  return (
    <div>
      <label className="checkbox">
        <input
          type="checkbox"
          className="checkbox-box"
          checked={isChecked}
          aria-describedby={text === undefined ? undefined : id}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      {text !== undefined && (
        <p className="secondary" id={id}>
          {text}
        </p>
      )}
    </div>
  );
}
