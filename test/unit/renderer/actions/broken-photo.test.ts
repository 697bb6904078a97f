import { expect, it } from 'vitest';
import { openFile } from '../../../../src-renderer/actions/open-photo';
import type { AppErrorCode } from '../../../../src-shared/contract/result';
import type { KnownFile } from '../../../../src-shared/contract/studio-contract';
import { makeAppContext, ok } from '../../../support/app-context';

const file = { fileToken: 'aunt', name: 'aunt.jpg', kind: 'photo' } as unknown as KnownFile;

/** A window, and a file that is broken: with a part that can be read, or without one. */
function makeStudio(given: { readonly code?: AppErrorCode; readonly hasReadablePart: boolean }) {
  const api = {
    openPhoto: ({ acceptBroken }: { acceptBroken: boolean }) => {
      if (acceptBroken && given.hasReadablePart) {
        const photo = {
          photoId: 'aunt',
          name: 'aunt',
          width: 40,
          height: 30,
          brokenNotice: 'Broken.',
        };
        return ok({ photo, draft: new Map(), isChangedSinceDraft: false, isFoundAgain: false });
      }
      const error = { code: given.code ?? 'photo-broken', message: 'Open the part that is there.' };
      return Promise.resolve({ ok: false as const, error });
    },
    findDamage: () => ok({ marks: [], isImplausible: false, countsByStop: [] }),
  };
  const { context, store } = makeAppContext(api);
  return { context, store };
}

it('offers to open what can be read of a broken file, and says that it is for viewing only', async () => {
  const { context, store } = makeStudio({ hasReadablePart: true });
  await openFile(context, file);
  const { error } = store.getState();
  expect(error).toMatchObject({ actions: ['openBroken', 'openPhoto'], brokenFile: file });
  await openFile(context, error!.brokenFile!, true);
  expect(store.getState().photo?.name).toBe('aunt');
  expect(store.getState().error).toMatchObject({
    isNote: true,
    failure: { message: 'error.truncated' },
  });
});

it('does not go on advising it where no part can be read', async () => {
  const { context, store } = makeStudio({ hasReadablePart: false });
  await openFile(context, file, true);
  expect(store.getState().error).toMatchObject({
    actions: ['openPhoto'],
    failure: { message: 'failure.photo.nothingReadable' },
  });
});

it('does not offer it where the file is not broken', async () => {
  const { context, store } = makeStudio({ code: 'photo', hasReadablePart: false });
  await openFile(context, file);
  expect(store.getState().error?.actions).toEqual(['openPhoto']);
});
