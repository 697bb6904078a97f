import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { EngineSupervisor } from '../../../src-main/app/engine/engine-supervisor';
import { FileWrites } from '../../../src-main/app/files/file-writes';
import { createChildProcessPort } from '../../../src-main/engine-host/child-process-port';
import { openPhoto } from '../../../src-main/imaging/decode';
import { originalLayerId, type PhotoId } from '../../../src-shared/model/ids';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const bundle = path.resolve(import.meta.dirname, '../../../dist/app/engine.cjs');
const photoId = 'photo-1' as PhotoId;
/** Large enough for its copy to be in work when the program ends. */
const size = { width: 1800, height: 1400 };
const root = makeTemporaryFolder();
const photo = path.join(root, 'aunt.png');
beforeAll(async () => {
  const samples = makeSamples(size.width, size.height, { bitDepth: 16 });
  await sharpFrom(samples).png({ compressionLevel: 1 }).toFile(photo);
});

const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

/** The real engine, watched as the application watches it, with a copy of the photo in work. */
async function saveCopy(name: string) {
  const folder = path.join(root, name);
  const draftFolder = path.join(root, `${name}-draft`);
  for (const made of [folder, draftFolder]) mkdirSync(made);
  const writes = new FileWrites();
  const supervisor = new EngineSupervisor({
    fork() {
      const child = fork(bundle, [], { serialization: 'advanced', stdio: 'ignore' });
      children.push(child);
      const port = createChildProcessPort(child);
      return { port, kill: () => child.kill('SIGKILL') };
    },
    // Nothing is repaired here.
    modelsFolder: path.join(root, 'no models'),
    device: 'cpu',
    say: ({ message }) => message,
    openPhotos: () => [{ photoId, path: photo, draftFolder, acceptBroken: false }],
    onServing: () => undefined,
    tell: () => undefined,
    writes,
  });
  supervisor.start();
  await supervisor.ask('getEngineStatus', {});
  const targetPath = path.join(folder, 'aunt_restored.png');
  const request = { photoId, layerId: originalLayerId, targetPath, overwrite: false };
  const saved = writes
    .during(targetPath, () => supervisor.ask('savePhoto', { ...request, writesProvenance: false }))
    .catch((error: unknown) => error);
  return { supervisor, writes, folder, targetPath, saved };
}

const isAlive = ({ exitCode, signalCode }: ChildProcess) =>
  exitCode === null && signalCode === null;

describe('a copy that is being saved when the program ends', () => {
  it('is whole before the engine is ended', async () => {
    const { supervisor, writes, folder, targetPath, saved } = await saveCopy('waited');
    expect(writes.names).toEqual(['aunt_restored.png']);
    await supervisor.stop();
    await vi.waitFor(() => expect(children.some(isAlive)).toBe(false));
    expect(await saved).toMatchObject({ path: targetPath, width: size.width });
    expect(readdirSync(folder)).toEqual(['aunt_restored.png']);
    expect((await openPhoto(targetPath)).samples.height).toBe(size.height);
  });

  it('leaves nothing of itself where the person does not wait for it', async () => {
    const { supervisor, folder, saved } = await saveCopy('cut');
    // Cut off in the middle of the file.
    await vi.waitFor(() => expect(readdirSync(folder)).toHaveLength(1), {
      timeout: 60_000,
      interval: 1,
    });
    expect(readdirSync(folder)[0]).toMatch(/^\.aunt_restored\.png\.heirloom-[0-9a-f]{8}\.tmp$/);
    await supervisor.stop(false);
    expect(await saved).toMatchObject({ failure: { code: 'engine-lost' } });
    expect(readdirSync(folder)).toEqual([]);
  });
});
