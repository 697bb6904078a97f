import { withoutControls } from './format-text';
import { twoColumns } from './wrap-text';

const labelCharacters = 16;
const widthCharacters = 79;

/** Pairs of a label and a text as two columns. */
export function labelledLines(pairs: readonly (readonly string[])[]): string[] {
  return pairs.map(([label = '', text = '']) =>
    twoColumns(`  ${label}`, withoutControls(text), labelCharacters, widthCharacters),
  );
}
