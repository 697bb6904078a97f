import './cut-name.css';
import { splitName } from './split-name';

/** A file name that loses its middle where there is no room for it; the whole name is its tooltip, and is what is read out. */
export function CutName({ name }: { readonly name: string }) {
  const { start, end } = splitName(name);
  return (
    <span className="cut-name" dir="auto" title={name}>
      <span className="cut">{start}</span>
      <span className="cut-name-end">{end}</span>
    </span>
  );
}
