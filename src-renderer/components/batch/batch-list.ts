import type { Translate } from '../../../src-shared/messages';
import type { BatchRow } from './batch-row';
import { stateText } from './state-text';

/** What became of each photo, as text to be copied: one line a photo. */
export function batchList(rows: readonly Pick<BatchRow, 'name' | 'state'>[], t: Translate): string {
  return rows
    .map(({ name, state }) => {
      const { text, detail } = stateText(state, t);
      return [name, text, ...(detail === undefined ? [] : [detail])].join('\t');
    })
    .join('\n');
}
