/** Anything that can be undone and redone; what it holds is for its owner to know. */
export interface HistoryEntry {
  /** Counts up within a document and never comes twice, so that it can name a file. */
  readonly id: number;
  /** Bytes that keeping it costs. */
  readonly byteLength: number;
}

/** Entries in their order; those before `position` are done, those from it on are undone and can be redone. */
export interface History<Entry extends HistoryEntry> {
  readonly entries: readonly Entry[];
  readonly position: number;
  readonly nextId: number;
}

/** What a document keeps of its past, in bytes; the newest entry always stays. */
export const defaultHistoryBudget = 256 * 1024 * 1024;

/** A history in which nothing has happened. */
export function emptyHistory<Entry extends HistoryEntry>(): History<Entry> {
  return { entries: [], position: 0, nextId: 1 };
}

/**
 * Adds what has just been done. Undone entries are given up, and the oldest ones as far as the budget asks.
 * @returns the new history, the entries that it no longer holds, and those of them that are done and stay so
 */
export function pushEntry<Entry extends HistoryEntry>(
  history: History<Entry>,
  entry: Entry,
  budget = defaultHistoryBudget,
): {
  readonly history: History<Entry>;
  readonly dropped: readonly Entry[];
  readonly forgotten: readonly Entry[];
} {
  const undone = history.entries.slice(history.position);
  const kept = [...history.entries.slice(0, history.position), entry];
  let bytes = kept.reduce((sum, { byteLength }) => sum + byteLength, 0);
  let first = 0;
  while (bytes > budget && first < kept.length - 1) bytes -= kept[first++]!.byteLength;
  const entries = kept.slice(first);
  const forgotten = kept.slice(0, first);
  return {
    history: { entries, position: entries.length, nextId: entry.id + 1 },
    dropped: [...undone, ...forgotten],
    forgotten,
  };
}

/** The entry that undo would take back; undefined where there is none. */
export function entryToUndo<Entry extends HistoryEntry>({
  entries,
  position,
}: History<Entry>): Entry | undefined {
  return position > 0 ? entries[position - 1] : undefined;
}

/** The entry that redo would do again; undefined where there is none. */
export function entryToRedo<Entry extends HistoryEntry>({
  entries,
  position,
}: History<Entry>): Entry | undefined {
  return entries[position];
}

/** The history one step back (-1) or forward (1); itself where there is no such step. */
export function moveHistory<Entry extends HistoryEntry>(
  history: History<Entry>,
  step: -1 | 1,
): History<Entry> {
  const position = history.position + step;
  if (position < 0 || position > history.entries.length) return history;
  return { ...history, position };
}
