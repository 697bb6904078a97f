import { describe, expect, it } from 'vitest';
import { commandHandlers } from '../../../../src-renderer/actions/commands';
import { commandIds, commandTable } from '../../../../src-shared/commands';

describe('the commands', () => {
  it('are each carried out by the window, or by Electron where they have a role', () => {
    const forgotten = commandIds.filter(
      (id) => (commandTable[id].role === undefined) !== id in commandHandlers,
    );
    expect(forgotten).toEqual([]);
  });
});
