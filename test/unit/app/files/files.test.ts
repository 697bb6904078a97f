import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { knowPaths } from '../../../../src-main/app/files/classify-file';
import { filesOfCommandLine } from '../../../../src-main/app/files/command-line-files';
import { createFileTokens } from '../../../../src-main/app/files/file-tokens';
import { replaceAtomically } from '../../../../src-main/files/atomic-write';
import { formatOfName, restoredName, stemOf } from '../../../../src-main/files/target-name';
import type { FileToken } from '../../../../src-shared/model/ids';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<{ readdir: typeof readdir }>();
  return { ...original, readdir: vi.fn(original.readdir) };
});

const root = makeTemporaryFolder();
const touch = (name: string, text = '') => {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};

describe('tokens', () => {
  it('stand for a path that they do not show', () => {
    const tokens = createFileTokens();
    const known = tokens.know('/home/anna/aunt.jpg', 'photo');
    expect(known).toMatchObject({ name: 'aunt.jpg', kind: 'photo' });
    expect(JSON.stringify(known)).not.toContain('anna');
    expect(tokens.find(known.fileToken)).toMatchObject({ path: '/home/anna/aunt.jpg' });
  });

  it('are the same for the same file, others where replacing was agreed to', () => {
    const tokens = createFileTokens();
    const file = { path: '/a.jpg', kind: 'photo', mayReplace: false } as const;
    expect(tokens.tokenFor(file)).toBe(tokens.tokenFor({ ...file }));
    expect(tokens.tokenFor(file)).not.toBe(tokens.tokenFor({ ...file, mayReplace: true }));
  });

  it('that were never given out are refused', () => {
    expect(() => createFileTokens().find('file-1' as FileToken)).toThrow('choose it again');
  });
});

describe('dropped and named paths', () => {
  it('become known by kind; a folder is followed by its photos in the order of their numbers', async () => {
    const folder = path.join(root, 'album');
    for (const name of [
      'scan 10.TIF',
      'scan 9.tif',
      'notes.txt',
      '.hidden.jpg',
      'deep/inner.jpg',
    ]) {
      touch(path.join('album', name));
    }
    const project = touch('work.heirloom');
    const odd = touch('photo without ending');
    const known = await knowPaths(createFileTokens(), [folder, project, odd, '/nowhere.jpg']);
    expect(known.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'folder album',
      'photo scan 9.tif',
      'photo scan 10.TIF',
      'project work.heirloom',
      'photo photo without ending',
    ]);
  });

  it('that may not be looked into are known, without photos, and keep nobody from the others', async () => {
    const folder = path.join(root, 'locked');
    touch('locked/aunt.jpg');
    const project = touch('beside.heirloom');
    const denied = Object.assign(new Error('permission denied'), { code: 'EACCES' });
    vi.mocked(readdir).mockRejectedValueOnce(denied);
    const known = await knowPaths(createFileTokens(), [folder, project]);
    expect(known.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'folder locked',
      'project beside.heirloom',
    ]);
  });

  it('are told from switches on a command line', () => {
    const line = ['/opt/electron', '--no-sandbox', '/checkout', '--lang=de', 'a b.jpg', '/x/ü.png'];
    expect(filesOfCommandLine(line, false, '/home')).toEqual(['/home/a b.jpg', '/x/ü.png']);
    expect(filesOfCommandLine(['/opt/heirloom', 'a.jpg'], true, '/home')).toEqual(['/home/a.jpg']);
  });
});

describe('the name of a copy', () => {
  it.each([
    ['aunt.jpg', 'jpeg', 'aunt_restored.jpg'],
    ['AUNT.JPG', 'jpeg', 'AUNT_restored.JPG'],
    ['aunt.jpg', 'tiff', 'aunt_restored.tif'],
    ['aunt_restored_2.png', 'png', 'aunt_restored.png'],
    ['Mr. Smith', 'webp', 'Mr. Smith_restored.webp'],
  ] as const)('of %s as %s is %s', (source, format, expected) => {
    expect(restoredName(source, format)).toBe(expected);
  });

  it('fits into a file system, without half characters', () => {
    const name = restoredName(`${'ü'.repeat(150)}.tiff`, 'tiff');
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name).not.toContain('\uFFFD');
    expect(stemOf('ü'.repeat(10))).toBe('ü'.repeat(10));
    expect(Buffer.byteLength(stemOf('ü'.repeat(150)))).toBeLessThanOrEqual(200);
  });

  it('tells the format', () => {
    expect(formatOfName('x.JPEG')).toBe('jpeg');
    expect(formatOfName('x.gif')).toBeUndefined();
  });
});

describe('writing a file of our own', () => {
  it('replaces the old one and leaves nothing else', async () => {
    const file = touch('own/settings.json', 'old');
    await replaceAtomically(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(path.dirname(file))).toEqual(['settings.json']);
  });

  it('fails as a whole', async () => {
    const folder = path.join(root, 'occupied');
    mkdirSync(path.join(folder, 'target', 'inner'), { recursive: true });
    await expect(replaceAtomically(path.join(folder, 'target'), 'x')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['target']);
  });
});
