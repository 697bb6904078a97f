import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openPhoto, type OpenedPhoto } from '../../../src-main/imaging/decode';
import { nodeFileSystem } from '../../../src-main/files/file-system';
import { savePhoto } from '../../../src-main/imaging/save';
import { failingFileSystem } from '../../support/failing-file-system';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const root = makeTemporaryFolder();
let counter = 0;
let folder = root;
let sourcePath = '';
let bytes: Buffer;
let photo: OpenedPhoto;

beforeEach(async () => {
  counter += 1;
  folder = path.join(root, `case ${counter}`);
  mkdirSync(folder);
  sourcePath = path.join(folder, 'aunt.png');
  bytes = await sharpFrom(makeSamples(20, 20)).png().toBuffer();
  writeFileSync(sourcePath, bytes);
  photo = await openPhoto(sourcePath);
});

function save(
  targetPath: string,
  extra: Partial<Parameters<typeof savePhoto>[0]> = {},
): Promise<unknown> {
  return savePhoto({ ...photo, targetPath, ...extra }).catch((error: unknown) => error);
}

function expectUntouched(...others: string[]): void {
  expect(readFileSync(sourcePath).equals(bytes)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['aunt.png', ...others].sort());
}

describe('savePhoto never overwrites the original', () => {
  it('under its own name, another spelling, a symbolic or a hard link, even with overwrite', async () => {
    symlinkSync(sourcePath, path.join(folder, 'symbolic.png'));
    linkSync(sourcePath, path.join(folder, 'hard.png'));
    mkdirSync(path.join(folder, 'inner'));
    symlinkSync(folder, path.join(folder, 'inner', 'up'));
    const names = [
      sourcePath,
      `${folder}/./inner/../aunt.png`,
      path.join(folder, 'inner', 'up', 'aunt.png'),
      path.join(folder, 'symbolic.png'),
      path.join(folder, 'hard.png'),
      path.relative(process.cwd(), sourcePath),
    ];
    for (const name of names) {
      expect(await save(name, { overwrite: true })).toMatchObject({
        code: 'target-is-source',
        message: expect.stringMatching(/never overwritten/) as string,
      });
      expectUntouched('symbolic.png', 'hard.png', 'inner');
    }
  });

  it('even when the photo was opened through a link', async () => {
    const link = path.join(folder, 'link.png');
    symlinkSync(sourcePath, link);
    photo = await openPhoto(link);
    expect(await save(sourcePath, { overwrite: true })).toMatchObject({ code: 'target-is-source' });
    expectUntouched('link.png');
  });
});

describe('savePhoto never overwrites an original that was renamed', () => {
  const isOriginal = {
    code: 'target-is-source',
    message: expect.stringMatching(/“Grandma\.png” is the original photo/) as string,
  };

  it.each(['since it was opened', 'and has another file in its old place'])('%s', async (how) => {
    const renamed = path.join(folder, 'Grandma.png');
    renameSync(sourcePath, renamed);
    if (how.startsWith('and')) writeFileSync(sourcePath, 'another one');
    for (const format of ['png', 'tiff'] as const) {
      expect(await save(renamed, { overwrite: true, format })).toMatchObject(isOriginal);
    }
    expect(readFileSync(renamed).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).not.toContainEqual(expect.stringMatching(/tmp$/));
  });

  it('while the copy was being written', async () => {
    const renamed = path.join(folder, 'Grandma.png');
    const fileSystem = {
      ...nodeFileSystem,
      open: async (name: string, flags: string) => {
        if (flags === 'wx') renameSync(sourcePath, renamed);
        return nodeFileSystem.open(name, flags);
      },
    };
    expect(await save(renamed, { overwrite: true, fileSystem })).toMatchObject(isOriginal);
    expect(readFileSync(renamed).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['Grandma.png']);
  });

  it('and lets another file be replaced, also one that is a copy of it', async () => {
    const renamed = path.join(folder, 'Grandma.png');
    renameSync(sourcePath, renamed);
    const target = path.join(folder, 'aunt_restored.png');
    writeFileSync(target, bytes.subarray(1));
    expect(await save(target, { overwrite: true })).toMatchObject({ path: target });
    renameSync(renamed, sourcePath);
    writeFileSync(target, bytes);
    expect(await save(target, { overwrite: true })).toMatchObject({ path: target });
    expect(readFileSync(sourcePath).equals(bytes)).toBe(true);
  });
});

describe('savePhoto fails without a trace', () => {
  it('on an existing file', async () => {
    const target = path.join(folder, 'copy.png');
    writeFileSync(target, 'mine');
    expect(await save(target)).toMatchObject({ code: 'target-exists' });
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(await save(target, { overwrite: true })).toMatchObject({ format: 'png' });
  });

  it('when the written file does not read back as it should', async () => {
    const fileSystem = {
      ...nodeFileSystem,
      open: async (name: string, flags: string) => {
        const file = await nodeFileSystem.open(name, flags);
        return {
          // A drive that loses what it was given.
          write: (chunk: Uint8Array) =>
            file.write(chunk.slice().fill(0, Math.floor(chunk.length / 2))),
          chmod: (mode: number) => file.chmod(mode),
          sync: () => file.sync(),
          close: () => file.close(),
        };
      },
    };
    expect(await save(path.join(folder, 'copy.png'), { fileSystem })).toMatchObject({
      code: 'verification',
      message: expect.stringMatching(/original is untouched/) as string,
    });
    expectUntouched();
  });

  it.each(['png', 'tiff', 'jpeg', 'webp', 'avif'] as const)(
    'on a full drive, as %s',
    async (format) => {
      const fileSystem = failingFileSystem('write', 'ENOSPC');
      expect(await save(path.join(folder, 'copy'), { format, fileSystem })).toMatchObject({
        code: 'disk-full',
      });
      expectUntouched();
    },
  );

  it('when the folder has vanished or the name is too long', async () => {
    expect(await save(path.join(folder, 'gone', 'copy.png'))).toMatchObject({
      code: 'folder-missing',
    });
    expect(await save(path.join(folder, `${'x'.repeat(252)}.png`))).toMatchObject({
      code: 'name-too-long',
    });
    expectUntouched();
  });

  it('when the samples are not of the size of the original', async () => {
    expect(
      await save(path.join(folder, 'copy.png'), { samples: makeSamples(19, 20) }),
    ).toBeInstanceOf(RangeError);
    expectUntouched();
  });

  it('but works when the original has disappeared meanwhile', async () => {
    const moved = path.join(folder, 'copy.png');
    photo = {
      ...photo,
      source: { ...photo.source, path: path.join(folder, 'unplugged', 'aunt.png') },
    };
    expect(await save(moved)).toMatchObject({ path: moved, format: 'png' });
  });
});
