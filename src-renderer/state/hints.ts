import { isRepaired } from './picture';
import type { AppState, ToolName } from './app-state';

/** A sentence of the hint line: what can be done next. */
export type Hint =
  | { readonly key: PlainHint }
  | { readonly key: CountedHint; readonly count: number }
  /** Names the first key of a command. */
  | { readonly key: KeyedHint; readonly command: 'compareWithDivider' | 'openPhoto' | 'leave' };
type PlainHint =
  'hint.running' | 'hint.finished' | 'hint.nothingFound' | 'marks.looking' | `hint.${ToolName}`;
type CountedHint = 'hint.found' | 'hint.firstMinute';
type KeyedHint = 'hint.compare' | 'hint.dropYours' | 'hint.evidence';

/**
 * What the hint line says; nothing is said twice in another place.
 * @param paintedCount places that are painted, or came as a mask
 */
export function hintOf(state: AppState, paintedCount: number): Hint | undefined {
  const { photo, run, document, isSample, preferences, compare, tool, isFinding } = state;
  if (!photo || !document) return undefined;
  if (state.isEvidenceShown) return { key: 'hint.evidence', command: 'leave' };
  if (run && !run.result) return { key: 'hint.running' };
  if (run?.result && isRepaired(state)) {
    if (compare === 'divider') return { key: 'hint.compare', command: 'compareWithDivider' };
    if (isSample && preferences.firstMinuteDone) {
      return { key: 'hint.dropYours', command: 'openPhoto' };
    }
    return { key: 'hint.finished' };
  }
  if (isFinding) return { key: 'marks.looking' };
  if (isSample && !preferences.firstMinuteDone && paintedCount > 0) {
    return { key: 'hint.firstMinute', count: paintedCount };
  }
  const hasPast = document.history.entries.length > 0;
  if (tool !== 'brush' || hasPast) return { key: `hint.${tool}` };
  const count = document.marks.filter(({ isProbablyPicture }) => !isProbablyPicture).length;
  // Why nothing is proposed for what is no photograph stands in the list of marks.
  if (count === 0) return { key: state.isImplausible ? 'hint.brush' : 'hint.nothingFound' };
  return { key: preferences.firstMinuteDone ? 'hint.found' : 'hint.firstMinute', count };
}
