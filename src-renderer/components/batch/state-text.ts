import type { Translate } from '../../../src-shared/messages';
import type { BatchState } from './batch-row';

/** Where a photo of the batch stands, in words. */
export interface StateText {
  readonly text: string;
  /** What belongs to it: why it failed, or where its copy lies. */
  readonly detail: string | undefined;
}

/** Puts the state of a photo into words. */
export function stateText(state: BatchState, t: Translate): StateText {
  const text =
    state.kind === 'repairing' ? t('batch.state.repairing', state) : t(`batch.state.${state.kind}`);
  return { text, detail: detailOf(state, t) };
}

function detailOf(state: BatchState, t: Translate): string | undefined {
  if (state.kind === 'failed') return state.reason;
  // The top of a drive has no name.
  if (state.kind !== 'done' || state.folderName === '') return undefined;
  return t('batch.inFolder', { folder: state.folderName });
}
