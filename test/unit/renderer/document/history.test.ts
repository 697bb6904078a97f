import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyHistory,
  entryToRedo,
  entryToUndo,
  moveHistory,
  pushEntry,
  type History,
  type HistoryEntry,
} from '../../../../src-renderer/document/history';

const push = (history: History<HistoryEntry>, byteLength = 1, budget?: number) =>
  pushEntry(history, { id: history.nextId, byteLength }, budget);

describe('a history', () => {
  it('gives back what was done, the newest first, and again the other way', () => {
    let history = emptyHistory<HistoryEntry>();
    for (let count = 0; count < 3; count++) history = push(history).history;
    expect(entryToUndo(history)?.id).toBe(3);
    history = moveHistory(moveHistory(history, -1), -1);
    expect(entryToUndo(history)?.id).toBe(1);
    expect(entryToRedo(history)?.id).toBe(2);
    history = moveHistory(history, 1);
    expect(entryToUndo(history)?.id).toBe(2);
  });

  it('has nothing before its first and after its last entry', () => {
    const history = push(emptyHistory()).history;
    expect(entryToRedo(history)).toBeUndefined();
    expect(moveHistory(history, 1)).toBe(history);
    const back = moveHistory(history, -1);
    expect(entryToUndo(back)).toBeUndefined();
    expect(moveHistory(back, -1)).toBe(back);
  });

  it('gives up what was undone as soon as something else is done, and says so', () => {
    const two = push(push(emptyHistory()).history).history;
    const { history, dropped, forgotten } = push(moveHistory(two, -1));
    expect(history.entries.map(({ id }) => id)).toEqual([1, 3]);
    expect(dropped.map(({ id }) => id)).toEqual([2]);
    expect(forgotten).toEqual([]);
  });

  it('says what is too old to be undone, which is another thing than what was undone', () => {
    let { history } = push(emptyHistory());
    for (let count = 0; count < 2; count++) history = push(history).history;
    const pushed = push(moveHistory(history, -1), 9, 10);
    expect(pushed.dropped.map(({ id }) => id)).toEqual([3, 1]);
    expect(pushed.forgotten.map(({ id }) => id)).toEqual([1]);
    // Undone to the last one: nothing that was done is given up.
    const empty = moveHistory(moveHistory(moveHistory(history, -1), -1), -1);
    expect(push(empty).dropped.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(push(empty).forgotten).toEqual([]);
  });

  it('never names two entries alike and never exceeds its budget but for the newest', () => {
    const steps = fc.array(
      fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constantFrom('undo', 'redo')),
    );
    fc.assert(
      fc.property(steps, (actions) => {
        let history = emptyHistory<HistoryEntry>();
        const seen = new Set<number>();
        for (const action of actions) {
          if (action === 'undo' || action === 'redo') {
            history = moveHistory(history, action === 'undo' ? -1 : 1);
            continue;
          }
          const entry = { id: history.nextId, byteLength: action };
          expect(seen.has(entry.id)).toBe(false);
          seen.add(entry.id);
          history = pushEntry(history, entry, 100).history;
          const bytes = history.entries.reduce((sum, { byteLength }) => sum + byteLength, 0);
          expect(bytes <= 100 || history.entries.length === 1).toBe(true);
          expect(history.entries.at(-1)).toBe(entry);
        }
      }),
    );
  });
});
