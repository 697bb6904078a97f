import './field.css';
import type { ReactNode } from 'react';

/** Name, control and a sentence, in the columns of a dialog. */
export function Field({
  label,
  text,
  children,
}: {
  readonly label: string;
  readonly text?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className="field">
      <span>{label}</span>
      <div className="field-static row">{children}</div>
      {text !== undefined && <p className="secondary field-text">{text}</p>}
    </div>
  );
}
