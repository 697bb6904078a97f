import './cut-name.css';
import { splitName } from './split-name';

interface CutNameProps {
  readonly name: string;
  /** Characters at the end that always stay. */
  readonly endLength?: number;
}

/** A file name that loses its middle where there is no room for it; the whole name is its tooltip, and is what is read out. */
export function CutName({ name, endLength }: CutNameProps) {
  const { start, end } = splitName(name, endLength);
  return (
    <span className="cut-name" dir="auto" title={name}>
      <span className="cut">{start}</span>
      <span className="cut-name-end">{end}</span>
    </span>
  );
}
