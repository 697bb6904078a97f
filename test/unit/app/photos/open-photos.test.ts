import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { PhotoId } from '../../../../src-shared/model/ids';
import type { AppResult } from '../../../../src-shared/contract';
import { DraftStore } from '../../../../src-main/app/drafts/draft-store';
import { sha256OfFile } from '../../../../src-main/files/file-hash';
import { OpenPhotos } from '../../../../src-main/app/photos/open-photos';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

/** A desk with one photo file and an engine that opens whatever is there. */
function setUp(folder = makeTemporaryFolder()) {
  const photo = path.join(folder, 'aunt.jpg');
  if (!existsSync(photo)) writeFileSync(photo, 'picture');
  const drafts = new DraftStore(path.join(folder, 'drafts'));
  const call = vi.fn(
    async (name: string, input: { path: string; photoId: string }): Promise<AppResult<unknown>> => {
      if (name !== 'openPhoto') return { ok: true, value: null };
      if (input.path.endsWith('.txt')) {
        return { ok: false, error: { code: 'photo', message: 'This is no picture.' } };
      }
      const { photoId } = input;
      return { ok: true, value: { photoId, name: 'x', sha256: await sha256OfFile(input.path) } };
    },
  );
  const onChangedOnDisk = vi.fn();
  const photos = new OpenPhotos({ engine: { call } as never, drafts, onChangedOnDisk });
  return { folder, photo, drafts, call, photos, onChangedOnDisk };
}
const work = new TextEncoder().encode('{}');

describe('an opened photo', () => {
  it('has a draft of its own, which stays only where something was done', async () => {
    const { photo, photos, drafts } = setUp();
    for (const hasWork of [false, true]) {
      const { photo: opened, draft } = await photos.open({ path: photo, acceptBroken: false });
      expect(opened.name).toBe('aunt.jpg');
      expect(draft.size).toBe(0);
      const { draftId } = photos.find(opened.photoId);
      if (hasWork) await drafts.writePart(draftId, 'document.json', work);
      await photos.close(opened.photoId, true);
      expect(existsSync(drafts.folderOf(draftId))).toBe(hasWork);
    }
    const again = await photos.open({ path: photo, acceptBroken: false });
    expect(again.draft).toEqual(new Map([['document.json', work]]));
    expect(again.isChangedSinceDraft).toBe(false);
  });

  it('says where the file is another one than its draft was made for', async () => {
    const { photo, photos, drafts } = setUp();
    const first = await photos.open({ path: photo, acceptBroken: false });
    await drafts.writePart(photos.find(first.photo.photoId).draftId, 'document.json', work);
    await photos.close(first.photo.photoId, true);
    appendFileSync(photo, '!');
    const second = await photos.open({ path: photo, acceptBroken: false });
    expect(second.isChangedSinceDraft).toBe(true);
    expect(second.draft.size).toBe(1);
  });

  it('is opened once, and closed as often as it was asked for', async () => {
    const { photo, photos, call } = setUp();
    const first = await photos.open({ path: photo, acceptBroken: false });
    const second = await photos.open({ path: photo, acceptBroken: false });
    expect(second.photo.photoId).toBe(first.photo.photoId);
    await photos.close(first.photo.photoId, false);
    expect(photos.list()).toHaveLength(1);
    await photos.close(first.photo.photoId, false);
    expect(photos.list()).toEqual([]);
    expect(call.mock.calls.map(([name]) => name)).toEqual(['openPhoto', 'closePhoto']);
  });

  it('keeps its draft where anybody who had it open wants it', async () => {
    for (const wishes of [
      [true, false],
      [false, true],
    ]) {
      const { photo, photos, drafts } = setUp();
      const { photo: opened } = await photos.open({ path: photo, acceptBroken: false });
      await photos.open({ path: photo, acceptBroken: false });
      const { draftId } = photos.find(opened.photoId);
      await drafts.writePart(draftId, 'document.json', work);
      for (const isWanted of wishes) await photos.close(opened.photoId, isWanted);
      expect(existsSync(drafts.folderOf(draftId))).toBe(true);
    }
  });

  it.each(['closed', 'open'])('is opened apart without touching its draft, %s', async (state) => {
    const { photo, photos, drafts } = setUp();
    const { photo: own } = await photos.open({ path: photo, acceptBroken: false });
    const { draftId } = photos.find(own.photoId);
    await drafts.writePart(draftId, 'document.json', work);
    if (state === 'closed') await photos.close(own.photoId, true);

    const apart = await photos.open({ path: photo, acceptBroken: false, isApart: true });
    expect(apart.draft).toEqual(new Map());
    expect(apart.photo.photoId).not.toBe(own.photoId);
    expect(await photos.describeAll()).toHaveLength(state === 'open' ? 1 : 0);
    // Whoever opens it to work in it gets the draft, not what is apart.
    const again = await photos.open({ path: photo, acceptBroken: false });
    expect(photos.find(again.photo.photoId).draftId).toBe(draftId);
    await photos.close(apart.photo.photoId, false);
    await photos.close(again.photo.photoId, true);
    if (state === 'open') await photos.close(own.photoId, true);
    expect((await drafts.list()).map((draft) => draft.draftId)).toEqual([draftId]);
  });

  it('is given to another engine under its id, with its folder and for the content that it had', async () => {
    const { photo, photos, drafts } = setUp();
    const { photo: opened } = await photos.open({ path: photo, acceptBroken: true });
    const { photoId } = opened;
    const draftFolder = drafts.engineFolderOf(photos.find(photoId).draftId);
    expect(photos.engineInputs()).toEqual([
      { photoId, path: photo, draftFolder, acceptBroken: true, sha256: opened.sha256 },
    ]);
  });

  it('is given to a window that is loaded again, with its draft', async () => {
    const { photo, photos, drafts } = setUp();
    const { photo: opened } = await photos.open({ path: photo, acceptBroken: false });
    await drafts.writePart(photos.find(opened.photoId).draftId, 'document.json', work);
    const [given] = await photos.describeAll();
    expect(given?.photo.photoId).toBe(opened.photoId);
    expect(given?.draft).toEqual(new Map([['document.json', work]]));
  });
});

it('leaves no draft of a file that cannot be opened, and passes the reason on', async () => {
  const { folder, photos, drafts } = setUp();
  const file = path.join(folder, 'letter.txt');
  writeFileSync(file, 'dear aunt');
  await expect(photos.open({ path: file, acceptBroken: false })).rejects.toThrow('no picture');
  expect(await drafts.list()).toEqual([]);
  expect(photos.list()).toEqual([]);
});

it('finds the draft of a photo that was moved, and leaves a copy alone', async () => {
  const { folder, photo, photos, drafts } = setUp();
  const { photo: first } = await photos.open({ path: photo, acceptBroken: false });
  await drafts.writePart(photos.find(first.photoId).draftId, 'document.json', work);
  await photos.close(first.photoId, true);

  const copied = path.join(folder, 'copy.jpg');
  copyFileSync(photo, copied);
  const copy = await photos.open({ path: copied, acceptBroken: false });
  expect(copy).toMatchObject({ isFoundAgain: false, draft: new Map() });
  await photos.close(copy.photo.photoId, true);

  const moved = path.join(folder, 'Tante Anna.jpg');
  renameSync(photo, moved);
  rmSync(copied);
  writeFileSync(path.join(folder, 'another.jpg'), 'another picture');
  const other = await photos.open({ path: path.join(folder, 'another.jpg'), acceptBroken: false });
  expect(other.isFoundAgain).toBe(false);
  const found = await photos.open({ path: moved, acceptBroken: false });
  expect(found).toMatchObject({ isFoundAgain: true, isChangedSinceDraft: false });
  expect(found.photo.name).toBe('Tante Anna.jpg');
  expect(found.draft).toEqual(new Map([['document.json', work]]));
  await photos.close(found.photo.photoId, true);
  // From now on it is where it is.
  const again = await photos.open({ path: moved, acceptBroken: false });
  expect(again).toMatchObject({ isFoundAgain: false, draft: new Map([['document.json', work]]) });
});

it('opens with its draft whatever of it a full disk refuses to note, also where it was moved', async () => {
  const { folder, photo, photos, drafts } = setUp();
  const { photo: first } = await photos.open({ path: photo, acceptBroken: false });
  await drafts.writePart(photos.find(first.photoId).draftId, 'document.json', work);
  await photos.close(first.photoId, true);
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  vi.spyOn(drafts, 'change').mockRejectedValue(full);
  const moved = path.join(folder, 'Tante Anna.jpg');
  for (const [from, to] of [
    [photo, moved],
    [moved, photo],
  ] as const) {
    renameSync(from, to);
    const found = await photos.open({ path: to, acceptBroken: false });
    expect(found).toMatchObject({ isFoundAgain: to === moved, isChangedSinceDraft: false });
    expect(found.photo.name).toBe(path.basename(to));
    expect(found.draft).toEqual(new Map([['document.json', work]]));
    await photos.close(found.photo.photoId, true);
  }
});

it('keeps the work of all photos when the program ends', async () => {
  const { photo, photos, drafts } = setUp();
  const { photo: opened } = await photos.open({ path: photo, acceptBroken: false });
  await drafts.writePart(photos.find(opened.photoId).draftId, 'document.json', work);
  await photos.closeAll();
  expect(await drafts.list()).toMatchObject([{ name: 'aunt.jpg', isFromCrash: false }]);
});

it.each(['closed', 'left as the program ends'])(
  'keeps a first step that is still being written when its photo is %s',
  async (how) => {
    const { photo, photos, drafts } = setUp();
    const { photo: opened } = await photos.open({ path: photo, acceptBroken: false });
    const { photoId } = opened;
    const { draftId } = photos.find(photoId);
    let beginWriting!: () => void;
    const mayWrite = new Promise<void>((resolve) => (beginWriting = resolve));
    const writing = photos.writeDraft(photoId, async (id) => {
      await mayWrite;
      await drafts.writePart(id, 'document.json', work);
    });
    const ending = how === 'closed' ? photos.close(photoId, true) : photos.closeAll();
    await new Promise((resolve) => setTimeout(resolve, 20));
    beginWriting();
    await Promise.all([writing, ending]);
    expect(await drafts.readParts(draftId)).toEqual(new Map([['document.json', work]]));
    expect((await drafts.find(draftId))?.meta.isOpen).toBe(false);
  },
);

it('takes no photo that was just closed for one that a crash has left open', async () => {
  const { photo, photos, drafts, call } = setUp();
  const { photo: opened } = await photos.open({ path: photo, acceptBroken: false });
  const { draftId } = photos.find(opened.photoId);
  await drafts.writePart(draftId, 'document.json', work);
  call.mockImplementationOnce(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { ok: true, value: null };
  });
  const closing = photos.close(opened.photoId, true);
  // The program ends meanwhile.
  await photos.closeAll();
  expect((await drafts.find(draftId))?.meta.isOpen).toBe(false);
  await closing;
});

describe('a draft that cannot be read at the moment', () => {
  /** Takes a part of a draft away, so that the system answers with another error than that nothing is there. */
  function spoil(drafts: DraftStore, draftId: string, name: 'parts' | 'meta.json') {
    const place = path.join(drafts.folderOf(draftId), name);
    renameSync(place, `${place}-away`);
    if (name === 'parts') writeFileSync(place, '');
    else mkdirSync(place);
    return () => {
      rmSync(place, { recursive: true });
      renameSync(`${place}-away`, place);
    };
  }

  it.each(['parts', 'meta.json'] as const)('(its %s) stays when its photo closes', async (name) => {
    const { photo, photos, drafts } = setUp();
    const { photo: opened } = await photos.open({ path: photo, acceptBroken: false });
    const { draftId } = photos.find(opened.photoId);
    await drafts.writePart(draftId, 'document.json', work);
    const mend = spoil(drafts, draftId, name);
    await photos.close(opened.photoId, true);
    mend();
    expect(await drafts.readParts(draftId)).toEqual(new Map([['document.json', work]]));
  });

  it('opens nothing, says so, and opens when it can be read again', async () => {
    const { photo, photos, drafts, call } = setUp();
    const { photo: opened } = await photos.open({ path: photo, acceptBroken: false });
    const { draftId } = photos.find(opened.photoId);
    await drafts.writePart(draftId, 'document.json', work);
    await photos.close(opened.photoId, true);
    const mend = spoil(drafts, draftId, 'parts');
    await expect(photos.open({ path: photo, acceptBroken: false })).rejects.toMatchObject({
      failure: { code: 'draft', text: { key: 'error.draftNotRead' } },
    });
    expect(photos.list()).toEqual([]);
    expect(call.mock.calls.at(-1)![0]).toBe('closePhoto');
    mend();
    const again = await photos.open({ path: photo, acceptBroken: false });
    expect(again.draft).toEqual(new Map([['document.json', work]]));
  });
});

it('refuses a photo that is not open', () => {
  expect(() => setUp().photos.find('photo-x' as PhotoId)).toThrow('not open any more');
});
