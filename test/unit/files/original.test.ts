import {
  copyFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256OfFile } from '../../../src-main/files/file-hash';
import {
  nodeFileSystem,
  type FileIdentity,
  type FileSystem,
} from '../../../src-main/files/file-system';
import { identify, isOriginal, type Original } from '../../../src-main/files/original';
import { makeTemporaryFolder } from '../../support/temporary-folder';

type Identifying = Pick<FileSystem, 'identify'>;

/** A file system that has no numbers for its files, like some network drives. */
const unnumbered: Identifying = {
  identify: async (file) => {
    const { dev, size, mtimeNs } = await nodeFileSystem.identify(file);
    return { dev, ino: 0n, size, mtimeNs, ctimeNs: 0n, birthtimeNs: 0n };
  },
};
/** One that makes up a number whenever it is asked. */
let lastNumber = 0n;
const renumbering: Identifying = {
  identify: async (file) => {
    const { dev, size, mtimeNs } = await nodeFileSystem.identify(file);
    lastNumber += 1n;
    return { dev, ino: lastNumber, size, mtimeNs, ctimeNs: 0n, birthtimeNs: 0n };
  },
};
/** One that keeps no time of birth and says that of the last change instead. */
const withoutBirth: Identifying = {
  identify: async (file) => {
    const { dev, ino, size, mtimeNs, ctimeNs } = await nodeFileSystem.identify(file);
    return { dev, ino, size, mtimeNs, ctimeNs, birthtimeNs: ctimeNs };
  },
};
const all = { usual: nodeFileSystem, unnumbered, renumbering, withoutBirth };
type Kind = keyof typeof all;
const kinds = Object.keys(all) as Kind[];

async function open(fileSystem: Identifying) {
  const folder = makeTemporaryFolder();
  const file = path.join(folder, 'IMG_0001.png');
  writeFileSync(file, 'the only picture of her');
  // Scans are older than what is made of them, and were touched since they were made; clocks of file systems are coarse.
  await new Promise((resolve) => setTimeout(resolve, 20));
  utimesSync(file, 1_000_000, 1_000_000);
  const original: Original = {
    path: file,
    sha256: await sha256OfFile(file),
    identity: await identify(file, fileSystem),
  };
  const isIt = async (target: string) => isOriginal(original, target, fileSystem);
  return { folder, file, other: path.join(folder, 'Grandma.png'), original, isIt };
}

describe.each(kinds)('the original on a file system of kind %s', (kind) => {
  const fileSystem = all[kind];

  it('is known by its path and through a link', async () => {
    const { folder, file, other, isIt } = await open(fileSystem);
    symlinkSync(file, other);
    mkdirSync(path.join(folder, 'inner'));
    symlinkSync(folder, path.join(folder, 'inner', 'up'));
    const hard = path.join(folder, 'hard.png');
    linkSync(file, hard);
    const spellings = [`${folder}/./inner/../IMG_0001.png`, path.relative(process.cwd(), file)];
    const links = [other, hard, path.join(folder, 'inner', 'up', 'IMG_0001.png')];
    for (const target of [file, ...spellings, ...links]) expect(await isIt(target)).toBe(true);
  });

  it('is known after it was renamed, in its folder or out of it', async () => {
    const { folder, file, other, isIt } = await open(fileSystem);
    renameSync(file, other);
    expect(await isIt(other)).toBe(true);
    mkdirSync(path.join(folder, 'family'));
    const moved = path.join(folder, 'family', 'Grandma.png');
    renameSync(other, moved);
    expect(await isIt(moved)).toBe(true);
  });

  it('is known after it was renamed and another file was put in its place', async () => {
    const { file, other, isIt } = await open(fileSystem);
    renameSync(file, other);
    writeFileSync(file, 'another picture of hers');
    expect(await isIt(other)).toBe(true);
  });

  it('is told from other files and from what is not there', async () => {
    const { folder, other, isIt } = await open(fileSystem);
    expect(await isIt(other)).toBe(false);
    writeFileSync(other, 'the lone picture of her');
    expect(await isIt(other)).toBe(false);
    writeFileSync(other, 'more than the only picture of her');
    expect(await isIt(other)).toBe(false);
    expect(await isIt(path.join(folder, 'gone', 'Grandma.png'))).toBe(false);
  });

  it('is told from a copy of it while it is in its place itself', async () => {
    const { file, other, isIt } = await open(fileSystem);
    copyFileSync(file, other);
    expect(await isIt(other)).toBe(false);
    // Then the copy is all that is left.
    rmSync(file);
    expect(await isIt(other)).toBe(true);
  });

  it('is told from what has taken its number, once it is deleted', async () => {
    const { file, original } = await open(fileSystem);
    rmSync(file);
    const target = path.join(path.dirname(file), 'copy.png');
    writeFileSync(target, 'a repaired picture');
    const heir: Identifying = {
      identify: async (asked) => {
        const found = await fileSystem.identify(asked);
        return { ...found, ino: original.identity!.ino, dev: original.identity!.dev };
      },
    };
    // Where the time of birth is not kept, nobody can tell: then nothing is overwritten.
    const isUncertain = kind === 'withoutBirth' || kind === 'renumbering';
    expect(await isOriginal(original, target, heir)).toBe(isUncertain);
  });
});

describe('the original', () => {
  it('is known after another program has changed it in place and it was renamed', async () => {
    const { file, other, isIt } = await open(nodeFileSystem);
    writeFileSync(file, 'the only picture of her, turned upright');
    renameSync(file, other);
    expect(await isIt(other)).toBe(true);
  });

  it('is known though another program has set back the time of its birth', async () => {
    const { file, other, original } = await open(nodeFileSystem);
    renameSync(file, other);
    writeFileSync(other, 'turned upright');
    const aged: Identifying = {
      identify: async (asked): Promise<FileIdentity> => {
        const { dev, ino, size, mtimeNs, ctimeNs } = await nodeFileSystem.identify(asked);
        return { dev, ino, size, mtimeNs, ctimeNs, birthtimeNs: 1n };
      },
    };
    expect(await isOriginal(original, other, aged)).toBe(true);
  });

  it('is taken for it where its like cannot be read', async () => {
    const { file, other, original } = await open(nodeFileSystem);
    renameSync(file, other);
    // A folder of the same size stands for a file that may not be read: root may read every file.
    const folder = `${other}.folder`;
    mkdirSync(folder);
    const { size } = original.identity!;
    const alike: Identifying = {
      identify: async (asked) => ({ ...(await nodeFileSystem.identify(asked)), size }),
    };
    expect(await isOriginal(original, folder, alike)).toBe(true);
  });

  it('is known by its content where nothing else was noted', async () => {
    const { file, other, original } = await open(nodeFileSystem);
    const unnoted = { ...original, identity: undefined };
    renameSync(file, other);
    expect(await isOriginal(unnoted, other)).toBe(true);
    writeFileSync(`${other}.png`, 'another one');
    expect(await isOriginal(unnoted, `${other}.png`)).toBe(false);
  });
});
