import { describe, expect, it } from 'vitest';
import {
  commandContexts,
  commandIds,
  commandTable,
  findConflict,
  isCommandId,
  isReservedKey,
  keysOf,
  menuGroups,
  sectionsOf,
  type Platform,
} from '../../../../src-shared/commands';

const platforms: readonly Platform[] = ['linux', 'win32', 'darwin', 'other'];

describe('the command table', () => {
  it('gives no key to two commands that can meet, on any platform', () => {
    for (const platform of platforms) {
      const conflicts = commandIds.flatMap((id) =>
        keysOf(id, platform).map((key) => [id, key, findConflict(id, key, platform)]),
      );
      expect(conflicts.filter(([, , other]) => other !== undefined)).toEqual([]);
    }
  });

  it('has every command in a menu once', () => {
    const inMenus = menuGroups.flatMap((menu) => sectionsOf(menu).flat());
    expect([...inMenus].sort()).toEqual([...commandIds].sort());
  });

  it('uses each context, and Alt for nothing', () => {
    const used = new Set(commandIds.map((id) => commandTable[id].context));
    expect([...used].sort()).toEqual([...commandContexts].sort());
    const keys = platforms.flatMap((platform) => commandIds.flatMap((id) => keysOf(id, platform)));
    expect(keys.filter((key) => key.includes('Alt'))).toEqual([]);
  });

  it('leaves the keys of the system alone', () => {
    expect(isReservedKey('Mod+H', 'darwin')).toBe(true);
    expect(isReservedKey('Mod+.', 'linux')).toBe(true);
    expect(isReservedKey('Alt+K', 'win32')).toBe(true);
    expect(isReservedKey('K', 'win32')).toBe(false);
  });

  it('names the command that has a key already', () => {
    expect(findConflict('growMark', 'N', 'linux')).toBe('goToNextMark');
    expect(findConflict('growMark', 'N', 'linux', { goToNextMark: '' })).toBeUndefined();
    expect(findConflict('growMark', 'K', 'linux', { showInvented: 'K' })).toBe('showInvented');
    expect(findConflict('growMark', 'Mod+Y', 'darwin')).toBeUndefined();
    expect(findConflict('growMark', 'Mod+Y', 'win32')).toBe('redo');
  });

  it('tells its own ids from others', () => {
    expect(isCommandId('undo')).toBe(true);
    expect(isCommandId('toString')).toBe(false);
  });
});
