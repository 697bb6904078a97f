import type * as FileSystem from 'node:fs/promises';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '../../../../src-main/engine/errors';
import { addPrior } from '../../../../src-main/inference/import/add-prior';
import { writeOnnx } from '../../../support/onnx-writer';
import { temporaryFolder } from '../../../support/tiny-priors';
import { blurGraph, writeNetwork } from './blur-graphs';
import { elsewhere, message, model, tensor } from './foreign-model';

type Operation = 'copyFile' | 'mkdir' | 'rm' | 'writeFile';

/** What happens instead of a file operation, or before it. */
const before = vi.hoisted(() => new Map<string, () => Promise<void>>());

vi.mock('node:fs/promises', async (importActual) => {
  const actual = await importActual<typeof FileSystem>();
  const hooked =
    (name: Operation) =>
    async (...given: unknown[]) => {
      await before.get(name)?.();
      return (actual[name] as (...all: unknown[]) => Promise<unknown>)(...given);
    };
  return {
    ...actual,
    copyFile: hooked('copyFile'),
    mkdir: hooked('mkdir'),
    rm: hooked('rm'),
    writeFile: hooked('writeFile'),
  };
});

let root: string;
let modelsFolder: string;
let file: string;
beforeEach(async () => {
  before.clear();
  root = await temporaryFolder();
  modelsFolder = path.join(root, 'models');
  file = await writeNetwork(root, blurGraph());
});

const fails = (operation: Operation, code: string) =>
  before.set(operation, () =>
    Promise.reject(Object.assign(new Error(`${code}: no`), { code, syscall: operation })),
  );

async function refusalOf(task: Promise<unknown>): Promise<string> {
  const error: unknown = await task.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  before.clear();
  expect(error).toBeInstanceOf(EngineError);
  expect(error).toMatchObject({ kind: 'prior' });
  return (error as Error).message;
}

describe('what the system does not allow is told in one sentence', () => {
  it.each<[Operation, string, string]>([
    ['copyFile', 'ENOSPC', 'is on a full disk; nothing was added, free some space'],
    ['writeFile', 'ENOSPC', 'is on a full disk; nothing was added, free some space'],
    ['mkdir', 'EACCES', 'may not be written to; nothing was added, allow it or name another'],
    ['mkdir', 'EROFS', 'may not be written to; nothing was added, allow it or name another'],
    ['writeFile', 'EIO', 'could not be written to (EIO); nothing was added, try again'],
  ])('%s with %s', async (operation, code, sentence) => {
    fails(operation, code);
    expect(await refusalOf(addPrior({ file, modelsFolder }))).toContain(
      `The folder of priors ${modelsFolder} ${sentence}`,
    );
    expect(await readdir(modelsFolder).catch(() => [])).toEqual([]);
  });

  it('a file where the folder of priors should be', async () => {
    await writeFile(modelsFolder, 'a file');
    expect(await refusalOf(addPrior({ file, modelsFolder }))).toContain(
      'is no folder; nothing was added, name another one with --models.',
    );
  });

  it('why it failed, even if what was begun cannot be removed', async () => {
    fails('rm', 'EBUSY');
    before.set('copyFile', () =>
      Promise.reject(Object.assign(new Error(), { code: 'ENOSPC', syscall: 'copyfile' })),
    );
    expect(await refusalOf(addPrior({ file, modelsFolder }))).toContain('is on a full disk');
  });
});

it('refuses names that are too long or none', async () => {
  for (const id of ['a'.repeat(65), 'No Way', '../up', '']) {
    expect(await refusalOf(addPrior({ file, modelsFolder, id }))).toMatch(
      /cannot be the name of a prior, so nothing was added; .* at most 64 characters/,
    );
  }
  const { manifest } = await addPrior({ file, modelsFolder, id: 'a'.repeat(64) });
  expect(manifest.id).toHaveLength(64);
});

it('adds one of two networks that come with one name at once', async () => {
  const both = [addPrior({ file, modelsFolder }), addPrior({ file, modelsFolder })];
  const outcomes = await Promise.allSettled(both);
  const [lost] = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((lost?.reason as Error).message).toMatch(/There is a prior .* already; nothing.*--id/);
  expect(await readdir(modelsFolder)).toEqual(['my-denoiser']);
});

it('removes what interrupted adds have left, and nothing that another process is at', async () => {
  const alive = `.adding-${process.ppid}-0123456789ab`;
  for (const name of ['.adding-0123456789ab', '.adding-999999999-0123456789ab', alive]) {
    await mkdir(path.join(modelsFolder, name), { recursive: true });
    await writeFile(path.join(modelsFolder, name, 'network.onnx'), 'half');
  }
  await addPrior({ file, modelsFolder });
  expect((await readdir(modelsFolder)).sort()).toEqual([alive, 'my-denoiser']);
});

it('loads what it has looked through, though the original changes meanwhile', async () => {
  await writeFile(path.join(root, 'secret.bin'), Buffer.alloc(4));
  const evil = model([message(5, tensor('c', [1], ...elsewhere))]);
  before.set('copyFile', async () => {
    before.clear();
    await writeFile(file, evil);
  });
  expect(await refusalOf(addPrior({ file, modelsFolder }))).toContain(
    `The network ${file} keeps weights in other files`,
  );
  await writeFile(file, writeOnnx(blurGraph()));
  expect((await addPrior({ file, modelsFolder })).manifest.id).toBe('my-denoiser');
});
