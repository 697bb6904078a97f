import path from 'node:path';
import { expect, it } from 'vitest';
import { PhotoLibrary } from '../../../src-main/engine-process/photo-library';
import type { PhotoId } from '../../../src-shared/model/ids';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const fail = (error: unknown) => {
  throw error;
};

it('opens again what was open, and keeps it closed with a reason where the file has changed', async () => {
  const folder = makeTemporaryFolder();
  const file = path.join(folder, 'aunt.png');
  const save = (seed: number) =>
    sharpFrom(makeSamples(60, 40)).modulate({ brightness: seed }).png().toFile(file);
  const photoId = 'photo-1' as PhotoId;
  const request = { photoId, path: file, draftFolder: folder, acceptBroken: false };
  await save(1);
  const { sha256 } = await new PhotoLibrary(fail, fail).open(request);
  const next = new PhotoLibrary(fail, fail);
  expect((await next.open({ ...request, sha256 })).sha256).toBe(sha256);

  await save(0.5);
  const last = new PhotoLibrary(fail, fail);
  const reason = /^The original was changed by another program[^.]*\.$/;
  await expect(last.open({ ...request, sha256 })).rejects.toThrow(reason);
  expect(() => last.get(photoId)).toThrow(reason);
  expect(() => last.getRepairable(photoId)).toThrow(reason);
  last.close(photoId);
  expect(() => last.get(photoId)).toThrow(/not open any more/);
});
