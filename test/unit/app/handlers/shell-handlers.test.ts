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
