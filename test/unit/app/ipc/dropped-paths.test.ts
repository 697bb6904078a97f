import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { knowDroppedPaths } from '../../../../src-main/app/ipc/dropped-paths';
import { createFileTokens } from '../../../../src-main/app/files/file-tokens';
import { addToBatch } from '../../../../src-renderer/actions/batch';
import { openDropped } from '../../../../src-renderer/actions/open-photo';
import { maxPhotosAtOnce } from '../../../../src-shared/contract/photo-limit';
import { makeAppContext } from '../../../support/app-context';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const folder = makeTemporaryFolder();

/** More than are taken at once. */
const photos = Array.from({ length: maxPhotosAtOnce + 20 }, (_, index) =>
  path.join(folder, `scan ${index}.jpg`),
);
beforeAll(() => {
  for (const file of photos) writeFileSync(file, '');
});

/** A window on which paths are dropped. */
function makeWindow() {
  const tokens = createFileTokens();
  const { context, store } = makeAppContext({
    registerDroppedFiles: (paths: readonly string[]) => knowDroppedPaths(tokens, paths),
  });
  const names = () => store.getState().batch.photos.map(({ name }) => name);
  return { context, store, names };
}

it('makes a batch of 1001 dropped photos', async () => {
  const { context, store, names } = makeWindow();
  await openDropped(context, photos.slice(0, 1001));
  expect(names()).toHaveLength(1001);
  expect(store.getState().error).toBeUndefined();
});

it.each(['each by itself', 'in their folder'])(
  'takes as many as a batch may take at once, %s, and says that the others are left out',
  async (how) => {
    const { context, store, names } = makeWindow();
    await openDropped(context, how === 'in their folder' ? [folder] : photos);
    expect(names()).toEqual(photos.slice(0, maxPhotosAtOnce).map((file) => path.basename(file)));
    const { error, isBatchShown } = store.getState();
    expect(error?.failure.message).toBe('error.tooManyPhotos');
    expect(isBatchShown).toBe(true);
    // What is left out can be added by itself.
    addToBatch(context, await knowDroppedPaths(createFileTokens(), photos.slice(maxPhotosAtOnce)));
    expect(names()).toHaveLength(photos.length);
  },
);

it.each([[undefined], ['a path'], [[7]], [['']], [[null]]])(
  'knows nothing of %j',
  async (input) => {
    expect(await knowDroppedPaths(createFileTokens(), input)).toEqual([]);
  },
);
