import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { userDataFolder } from '../../../src-main/files/user-data-folder';
import { userCacheFolder } from '../../../src-main/inference/speed-memory';

describe.each([
  ['linux', 'XDG_DATA_HOME', userDataFolder, '/data', ['.local', 'share', 'heirloom']],
  ['win32', 'APPDATA', userDataFolder, 'D:\\Data', ['AppData', 'Roaming', 'Heirloom']],
  ['linux', 'XDG_CACHE_HOME', userCacheFolder, '/cache', ['.cache', 'heirloom']],
  ['win32', 'LOCALAPPDATA', userCacheFolder, 'D:\\Cache', ['AppData', 'Local', 'Heirloom']],
] as const)('on %s the folder in %s', (platform, name, folderOf, named, usual) => {
  it('is taken where it is a place', () => {
    expect(folderOf(platform, { [name]: named }).startsWith(named)).toBe(true);
  });

  it.each([undefined, '', '.', 'cache'])('is the usual one for %j', (value) => {
    expect(folderOf(platform, { [name]: value })).toBe(path.join(os.homedir(), ...usual));
  });
});
