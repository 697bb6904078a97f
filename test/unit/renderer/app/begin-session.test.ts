import { describe, expect, it } from 'vitest';
import { choosePhoto, openHandedFiles } from '../../../../src-renderer/actions/open-photo';
import { beginSession } from '../../../../src-renderer/app/begin-session';
import type { HandedOver, StartState } from '../../../../src-shared/contract/studio-contract';
import { makeAppContext, ok } from '../../../support/app-context';

const fileOf = (name: string) => {
  const kind = name.endsWith('/') ? 'folder' : name.endsWith('.heirloom') ? 'project' : 'photo';
  return { fileToken: name, name, kind };
};
const openedOf = (photoId: string) => {
  const photo = { photoId, name: photoId, width: 40, height: 30 };
  return { photo, draft: new Map(), isChangedSinceDraft: false, isFoundAgain: false };
};

/** A window that begins, with files that the system has handed over. */
function makeStudio(names: readonly string[], start: Partial<StartState> = {}) {
  let handed: HandedOver = { files: names.map(fileOf) as never, isNothingThere: false };
  const api = {
    takeHandedFiles: () => {
      const taken = handed;
      handed = { files: [], isNothingThere: false };
      return ok(taken);
    },
    chooseFiles: () => ok(names.map(fileOf)),
    openPhoto: ({ fileToken }: { fileToken: string }) => ok(openedOf(fileToken)),
    openSample: () => ok(openedOf('sample')),
    importMask: () => ok(null),
    findDamage: () => ok({ marks: [], isImplausible: false, countsByStop: [] }),
  };
  const { context, store } = makeAppContext(api, start);
  const hand = (given: HandedOver) => (handed = given);
  const shown = () => {
    const { photo, batch, isBatchShown } = store.getState();
    return isBatchShown ? batch.photos.map(({ name }) => name) : photo?.name;
  };
  return { context, store, hand, shown };
}

describe('files that the system hands over', () => {
  it.each([
    ['one photo', ['aunt.jpg'], 'aunt.jpg'],
    ['a project', ['aunt.heirloom'], 'aunt.heirloom'],
    ['several photos', ['aunt.jpg', 'uncle.jpg'], ['aunt.jpg', 'uncle.jpg']],
    ['a folder', ['album/', 'aunt.jpg'], ['aunt.jpg']],
  ])(
    '%s: are opened as if they had been dropped, at the start and later',
    async (_, names, result) => {
      const begun = makeStudio(names);
      await beginSession(begun.context);
      expect(begun.shown()).toEqual(result);

      const running = makeStudio(names);
      expect(await openHandedFiles(running.context)).toBe(true);
      expect(running.shown()).toEqual(result);

      const choosing = makeStudio(names);
      await choosePhoto(choosing.context);
      expect(choosing.shown()).toEqual(result);
    },
  );

  it('are shown beside the photo that a window had before it was loaded again', async () => {
    const { context, shown } = makeStudio(['uncle.jpg'], {
      openPhotos: [openedOf('aunt.jpg')] as never,
    });
    await beginSession(context);
    expect(shown()).toBe('uncle.jpg');
  });

  it('that are nowhere are told of, and nothing else is shown instead', async () => {
    const { context, store, hand, shown } = makeStudio([]);
    hand({ files: [], isNothingThere: true });
    await beginSession(context);
    expect(store.getState().error?.failure.message).toBe('failure.photo.missing');
    expect(shown()).toBeUndefined();
  });
});

describe('without any', () => {
  it('the sample is shown the first time, and after a crash what it has left', async () => {
    const first = makeStudio([]);
    await beginSession(first.context);
    expect(first.shown()).toBe('sample');

    const crashed = makeStudio([], { drafts: [{ isFromCrash: true }] as never });
    await beginSession(crashed.context);
    expect(crashed.store.getState().dialog).toBe('recovery');
    expect(crashed.shown()).toBeUndefined();
  });
});
