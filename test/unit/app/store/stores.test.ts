import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as atomicWrite from '../../../../src-main/files/atomic-write';
import { createFileTokens } from '../../../../src-main/app/files/file-tokens';
import { openPreferences } from '../../../../src-main/app/store/preferences';
import { openRecentPhotos } from '../../../../src-main/app/store/recent-photos';
import { defaultPreferences, type Preferences } from '../../../../src-shared/model/preferences';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

vi.mock('../../../../src-main/files/atomic-write', { spy: true });
const found = vi.hoisted(() => ({ access: undefined as typeof access | undefined }));
vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<{ access: typeof access }>();
  found.access = original.access;
  return { ...original, access: vi.fn(original.access) };
});
afterEach(() => {
  vi.mocked(access).mockImplementation(found.access!);
});

describe('preferences', () => {
  it('are the defaults at first, and what was changed later', async () => {
    const folder = makeTemporaryFolder();
    const first = await openPreferences(folder);
    expect(first.current()).toEqual(defaultPreferences);
    await first.change({ theme: 'dark' });
    await first.change({ brushSizePx: 99 });
    const second = await openPreferences(folder);
    expect(second.current()).toEqual({ ...defaultPreferences, theme: 'dark', brushSizePx: 99 });
  });

  it.each(['', 'garbage', '[]', '{"theme":"neon"}', '{"brushSizePx":"x"}'])(
    'that cannot be understood (%s) give way to the defaults and are kept',
    async (text) => {
      const folder = makeTemporaryFolder();
      writeFileSync(path.join(folder, 'preferences.json'), text);
      const { current, change } = await openPreferences(folder);
      expect(current()).toEqual(defaultPreferences);
      await change({ theme: 'light' });
      expect(readFileSync(path.join(folder, 'preferences.json.unreadable'), 'utf8')).toBe(text);
      expect((await openPreferences(folder)).current().theme).toBe('light');
    },
  );

  it('that follow one another fast are written once for all of them, the newest', async () => {
    const folder = makeTemporaryFolder();
    const { change } = await openPreferences(folder);
    const written = vi.mocked(atomicWrite.replaceAtomically).mockClear();
    const onDisk = () =>
      (JSON.parse(readFileSync(path.join(folder, 'preferences.json'), 'utf8')) as Preferences)
        .brushSizePx;
    const first = change({ brushSizePx: 1 });
    await Promise.resolve();
    const later = [2, 3, 4].map(async (brushSizePx) => {
      await change({ brushSizePx });
      return onDisk();
    });
    await first;
    expect(await Promise.all(later)).toEqual([4, 4, 4]);
    expect(written.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it('that the disk does not take fail for all who wait, and the next ones are written', async () => {
    const folder = makeTemporaryFolder();
    const { change } = await openPreferences(folder);
    vi.mocked(atomicWrite.replaceAtomically).mockRejectedValueOnce(new Error('ENOSPC'));
    const answers = await Promise.allSettled([
      change({ theme: 'dark' }),
      change({ theme: 'light' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await change({ brushSizePx: 7 });
    expect((await openPreferences(folder)).current()).toMatchObject({
      theme: 'light',
      brushSizePx: 7,
    });
  });

  it('of a newer version are read as far as they are known', async () => {
    const folder = makeTemporaryFolder();
    writeFileSync(path.join(folder, 'preferences.json'), '{"theme":"dark","smell":"lavender"}');
    expect((await openPreferences(folder)).current().theme).toBe('dark');
    expect(existsSync(path.join(folder, 'preferences.json.unreadable'))).toBe(false);
  });
});

describe('photos that were opened before', () => {
  it('are listed newest first, once each, while they are there', async () => {
    const folder = makeTemporaryFolder();
    const files = ['one.jpg', 'two.jpg', 'gone.jpg'].map((name) => path.join(folder, name));
    for (const file of files.slice(0, 2)) writeFileSync(file, '');
    const recents = await openRecentPhotos(folder);
    for (const file of [...files, files[0]!]) await recents.add(file, Uint8Array.of(1));
    const listed = await (await openRecentPhotos(folder)).list(createFileTokens());
    expect(listed.map(({ name }) => name)).toEqual(['one.jpg', 'two.jpg']);
    expect(listed[0]).toMatchObject({ kind: 'photo', thumbnail: Uint8Array.of(1) });
    expect(listed[0]!.folderName).toBe(path.basename(folder));
  });

  it('are none, and no reason not to start, where the disk has no room for a list', async () => {
    const folder = makeTemporaryFolder();
    const occupied = path.join(folder, 'recents');
    // Nothing can be made below a file, whoever asks.
    writeFileSync(occupied, '');
    const recents = await openRecentPhotos(path.join(occupied, 'list'));
    expect(await recents.list(createFileTokens())).toEqual([]);
  });

  it('are listed without waiting for a drive that does not answer, which is asked once', async () => {
    const folder = makeTemporaryFolder();
    const recents = await openRecentPhotos(folder);
    const files = ['gone.jpg', 'silent.jpg', 'local.jpg'].map((name) => path.join(folder, name));
    writeFileSync(files[2]!, '');
    for (const file of [...files].reverse()) await recents.add(file, undefined);
    const asked: unknown[] = [];
    vi.mocked(access).mockImplementation(async (file) => {
      asked.push(file);
      if (file === files[1]) await new Promise(() => undefined);
      throw new Error('It is not there.');
    });
    for (let time = 0; time < 2; time++) {
      const listed = await recents.list(createFileTokens());
      expect(listed.map(({ name }) => name)).toEqual(['silent.jpg', 'local.jpg']);
    }
    expect(asked).toEqual(files.slice(0, 2));
  });

  it('are a dozen at most', async () => {
    const folder = makeTemporaryFolder();
    const recents = await openRecentPhotos(folder);
    for (let index = 0; index < 15; index++) {
      const file = path.join(folder, `${index}.jpg`);
      writeFileSync(file, '');
      await recents.add(file, undefined);
    }
    const listed = await recents.list(createFileTokens());
    expect(listed.map(({ name }) => name)).toEqual(
      [14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((index) => `${index}.jpg`),
    );
  });
});
