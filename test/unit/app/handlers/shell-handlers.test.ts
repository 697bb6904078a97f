import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { createShellHandlers } from '../../../../src-main/app/handlers/shell-handlers';
import { openPreferences } from '../../../../src-main/app/store/preferences';
import type { Studio } from '../../../../src-main/app/studio';
import type { Preferences } from '../../../../src-shared/model/preferences';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

it.each<readonly [Partial<Preferences>, boolean]>([
  [{ brushSizePx: 99 }, false],
  [{ sensitivity: 0.5, inspectorWidthPx: 300 }, false],
  [{ theme: 'dark' }, true],
  [{ language: 'de' }, true],
  [{ keys: { repair: 'Mod+J' } }, true],
  [{ singleKeys: false }, true],
])('theme and menu are set where they change: %j', async (changes, isApplied) => {
  const preferences = await openPreferences(makeTemporaryFolder());
  const applyPreferences = vi.fn();
  const handlers = createShellHandlers({
    preferences,
    shell: { applyPreferences },
  } as unknown as Studio);
  expect(await handlers.setPreferences(changes)).toMatchObject(changes);
  expect(applyPreferences).toHaveBeenCalledTimes(isApplied ? 1 : 0);
});

it('a theme holds where the disk does not take it, which is said', async () => {
  const folder = makeTemporaryFolder();
  const preferences = await openPreferences(folder);
  mkdirSync(path.join(folder, 'preferences.json'));
  const applyPreferences = vi.fn();
  const handlers = createShellHandlers({
    preferences,
    shell: { applyPreferences },
  } as unknown as Studio);
  await expect(handlers.setPreferences({ theme: 'dark' })).rejects.toThrow();
  expect(applyPreferences).toHaveBeenCalledWith(expect.objectContaining({ theme: 'dark' }));
});

it('the engine takes what is chosen for it whatever the disk takes', async () => {
  const folder = makeTemporaryFolder();
  const preferences = await openPreferences(folder);
  mkdirSync(path.join(folder, 'preferences.json'));
  const status = { state: 'ready' };
  const engine = {
    chooseDevice: vi.fn(() => Promise.resolve(status)),
    choosePrior: vi.fn(() => Promise.resolve(status)),
  };
  const handlers = createShellHandlers({ preferences, engine } as unknown as Studio);
  expect(await handlers.chooseDevice({ device: 'cpu' })).toBe(status);
  expect(engine.chooseDevice).toHaveBeenCalledWith('cpu');
  expect(await handlers.choosePrior({ prior: 'mine' })).toBe(status);
  expect(engine.choosePrior).toHaveBeenCalledWith('mine');
});
