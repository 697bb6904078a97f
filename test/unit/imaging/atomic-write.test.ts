import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { removeTemporariesOf, sweepStaleTemporaries } from '../../../src-main/files/atomic-write';
import { fitBytes } from '../../../src-main/files/file-names';
import { atomicWriteFile } from '../../../src-main/imaging/files/atomic-write';
import { nodeFileSystem } from '../../../src-main/files/file-system';
import { failingFileSystem, type FileOperation } from '../../support/failing-file-system';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const root = makeTemporaryFolder();
const chunks = [Buffer.from('new '), Buffer.alloc(0), Buffer.from('contents')];
let counter = 0;
let folder = root;
let target = '';

beforeEach(() => {
  counter += 1;
  folder = path.join(root, `case ${counter}`);
  mkdirSync(folder);
  target = path.join(folder, 'photo.jpg');
});

describe('atomicWriteFile', () => {
  it('writes all chunks under the name and leaves nothing else', async () => {
    await atomicWriteFile(target, chunks);
    expect(readFileSync(target, 'utf8')).toBe('new contents');
    expect(readdirSync(folder)).toEqual(['photo.jpg']);
  });

  it('replaces only when told to, and keeps the permissions then', async () => {
    writeFileSync(target, 'old');
    chmodSync(target, 0o640);
    await expect(atomicWriteFile(target, chunks)).rejects.toMatchObject({ code: 'target-exists' });
    expect(readFileSync(target, 'utf8')).toBe('old');
    await atomicWriteFile(target, chunks, { overwrite: true });
    expect(readFileSync(target, 'utf8')).toBe('new contents');
    expect(statSync(target).mode & 0o777).toBe(0o640);
  });

  it('does not follow or replace a dangling link', async () => {
    symlinkSync(path.join(folder, 'elsewhere'), target);
    await expect(atomicWriteFile(target, chunks)).rejects.toMatchObject({ code: 'target-exists' });
    expect(readdirSync(folder)).toEqual(['photo.jpg']);
  });

  it('lets no one in between: a file that appears while it writes is not replaced', async () => {
    const verify = (): Promise<void> => {
      writeFileSync(target, 'someone else');
      return Promise.resolve();
    };
    await expect(atomicWriteFile(target, chunks, { verify })).rejects.toMatchObject({
      code: 'target-exists',
    });
    expect(readFileSync(target, 'utf8')).toBe('someone else');
    expect(readdirSync(folder)).toEqual(['photo.jpg']);
  });

  it('shows the verifier the whole temporary file, and gives up when it objects', async () => {
    let seen = '';
    const verify = (temporaryPath: string): Promise<void> => {
      seen = readFileSync(temporaryPath, 'utf8');
      expect(path.basename(temporaryPath)).toMatch(/^\.photo\.jpg\.heirloom-[0-9a-f]{8}\.tmp$/);
      return Promise.reject(new Error('objection'));
    };
    await expect(atomicWriteFile(target, chunks, { verify })).rejects.toMatchObject({
      code: 'write-failed',
    });
    expect(seen).toBe('new contents');
    expect(readdirSync(folder)).toEqual([]);
  });

  const failures: [FileOperation, string, string, number?][] = [
    ['open', 'EACCES', 'folder-read-only'],
    ['open', 'EMFILE', 'write-failed'],
    ['write', 'ENOSPC', 'disk-full'],
    ['write', 'ENOSPC', 'disk-full', 2],
    ['write', 'EDQUOT', 'disk-full'],
    ['write', 'EFBIG', 'disk-full'],
    ['write', 'EIO', 'write-failed'],
    ['write', 'ENODEV', 'write-failed'],
    ['sync', 'EIO', 'write-failed'],
    ['close', 'EIO', 'write-failed'],
    ['checkWritable', 'EROFS', 'folder-read-only'],
    ['checkWritable', 'ENOENT', 'folder-missing'],
  ];
  it.each(failures)(
    'survives %s failing with %s: nothing changes',
    async (operation, code, expected, atCall) => {
      for (const overwrite of [false, true]) {
        if (overwrite) writeFileSync(target, 'old');
        const fileSystem = failingFileSystem(operation, code, atCall);
        const error: unknown = await atomicWriteFile(target, chunks, {
          overwrite,
          fileSystem,
        }).catch((reason: unknown) => reason);
        expect(error).toMatchObject({ name: 'PhotoError', code: expected });
        expect((error as Error).message).toMatch(/^[^\n]*nothing was saved[^\n]*\.$/);
        expect(readdirSync(folder)).toEqual(overwrite ? ['photo.jpg'] : []);
        if (overwrite) expect(readFileSync(target, 'utf8')).toBe('old');
      }
    },
  );

  it('survives a rename that fails, and goes without hard links where there are none', async () => {
    writeFileSync(target, 'old');
    const fileSystem = failingFileSystem('rename', 'EIO');
    await expect(
      atomicWriteFile(target, chunks, { overwrite: true, fileSystem }),
    ).rejects.toMatchObject({ code: 'write-failed' });
    expect(readFileSync(target, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['photo.jpg']);
    const other = path.join(folder, 'other.jpg');
    await atomicWriteFile(other, chunks, { fileSystem: failingFileSystem('link', 'ENOTSUP') });
    expect(readFileSync(other, 'utf8')).toBe('new contents');
  });

  it('is done when only the folder cannot be flushed', async () => {
    await atomicWriteFile(target, chunks, { fileSystem: failingFileSystem('sync', 'EINVAL', 2) });
    expect(readFileSync(target, 'utf8')).toBe('new contents');
  });

  it('goes on after short writes', async () => {
    const fileSystem = {
      ...nodeFileSystem,
      open: async (name: string, flags: string) => {
        const file = await nodeFileSystem.open(name, flags);
        return {
          write: (bytes: Uint8Array) => file.write(bytes.subarray(0, 3)),
          chmod: (mode: number) => file.chmod(mode),
          sync: () => file.sync(),
          close: () => file.close(),
        };
      },
    };
    await atomicWriteFile(target, chunks, { fileSystem });
    expect(readFileSync(target, 'utf8')).toBe('new contents');
  });

  it('says how much room is needed and free before writing a byte', async () => {
    const fileSystem = { ...nodeFileSystem, freeBytes: () => Promise.resolve(5_000_000) };
    const big = [Buffer.alloc(4_000_000), Buffer.alloc(4_000_000)];
    await expect(atomicWriteFile(target, big, { fileSystem })).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/needs 8 MB and 5 MB are free/) as string,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says when the folder is gone', async () => {
    const lost = path.join(folder, 'gone', 'photo.jpg');
    await expect(atomicWriteFile(lost, chunks)).rejects.toMatchObject({ code: 'folder-missing' });
  });

  it.each([
    'x'.repeat(255),
    '😀'.repeat(63),
    '-rf',
    '--',
    'two\nlines',
    ' ',
    'CON.jpg',
    'trailing.',
  ])('writes under the name %j', async (name) => {
    await atomicWriteFile(path.join(folder, name), chunks);
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('refuses a name of 256 bytes', async () => {
    const long = path.join(folder, 'é'.repeat(128));
    await expect(atomicWriteFile(long, chunks)).rejects.toMatchObject({ code: 'name-too-long' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('sweepStaleTemporaries', () => {
  it('removes old temporary files of ours and nothing else', async () => {
    const old = new Date(Date.now() - 3_600_000);
    const names = [
      '.a.jpg.heirloom-0123abcd.tmp',
      '.b.heirloom-xyz.tmp',
      'c.heirloom-0123abcd.tmp',
      '.young.heirloom-00000000.tmp',
    ];
    for (const name of names) {
      writeFileSync(path.join(folder, name), '');
      if (!name.includes('young')) utimesSync(path.join(folder, name), old, old);
    }
    await sweepStaleTemporaries(folder);
    expect(readdirSync(folder).sort()).toEqual(names.slice(1).sort());
  });

  it('happens at every save and never hinders it', async () => {
    const stray = path.join(folder, '.a.jpg.heirloom-0123abcd.tmp');
    writeFileSync(stray, '');
    utimesSync(stray, 0, 0);
    await atomicWriteFile(target, chunks);
    expect(readdirSync(folder)).toEqual(['photo.jpg']);
    await atomicWriteFile(path.join(folder, 'b'), chunks, {
      fileSystem: failingFileSystem('readdir', 'EACCES'),
    });
    expect(readdirSync(folder)).toEqual(['b', 'photo.jpg']);
  });
});

describe('removeTemporariesOf', () => {
  it.each(['photo.jpg', 'Großmutter 👵.tif', 'x'.repeat(255), 'é'.repeat(127)])(
    'removes what a killed process has written of %s, and of nothing else',
    async (name) => {
      const others = ['other.jpg', '.other.jpg.heirloom-0123abcd.tmp', `${name.slice(0, 60)}.tmp`];
      for (const other of others) writeFileSync(path.join(folder, other), '');
      let temporary = '';
      const verify = (written: string): Promise<void> => {
        temporary = written;
        return Promise.reject(new Error('stopped'));
      };
      await atomicWriteFile(path.join(folder, name), chunks, { verify }).catch(() => undefined);
      // A killed process would not have removed it; the drive may spell its accents otherwise.
      for (const left of [temporary, temporary.normalize('NFD')]) {
        if (Buffer.byteLength(path.basename(left)) <= 255) writeFileSync(left, 'half of it');
      }
      await removeTemporariesOf(path.join(folder, name));
      expect(readdirSync(folder).sort()).toEqual([...others].sort());
    },
  );

  it('is content where the folder is gone or may not be changed', async () => {
    await removeTemporariesOf(path.join(folder, 'gone', 'photo.jpg'));
    writeFileSync(path.join(folder, '.photo.jpg.heirloom-0123abcd.tmp'), '');
    await removeTemporariesOf(target, failingFileSystem('unlink', 'EACCES'));
    expect(readdirSync(folder)).toHaveLength(1);
  });
});

describe('fitBytes', () => {
  it('cuts between characters', () => {
    expect(fitBytes('ab😀c', 5)).toBe('ab');
    expect(fitBytes('ab😀c', 6)).toBe('ab😀');
    expect(fitBytes('', 0)).toBe('');
  });
});
