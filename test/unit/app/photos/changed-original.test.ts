import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openDesk, textOf } from '../../../support/open-photos-desk';

/** Everything in a folder, byte for byte. */
function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((name) => [name, readFileSync(name, 'base64')]),
  );
}

describe('a photo of which another program has changed the file', () => {
  it('has its draft as before where it shows the same picture', async () => {
    const { file, open, close, leaveWork, draftIdOf, drafts } = openDesk();
    const draftId = await leaveWork('strokes');
    for (const caption of ['Aunt Anna', 'Aunt Anna, 1923', '']) {
      writeFileSync(file, `aunt\n${caption}`);
      const again = await open();
      expect(again.isChangedSinceDraft).toBe(false);
      expect(textOf(again)).toBe('strokes');
      expect(draftIdOf(again)).toBe(draftId);
      await close(again);
    }
    expect(await drafts.list()).toHaveLength(1);
  });

  it('says so each time until it was worked in, and never touches the draft', async () => {
    const { file, open, work, close, leaveWork, draftIdOf, drafts } = openDesk();
    const formerId = await leaveWork('strokes');
    const before = contentOf(drafts.folderOf(formerId));
    writeFileSync(file, 'another\n');
    for (const keepsDraft of [true, false, true]) {
      const again = await open();
      expect(again.isChangedSinceDraft).toBe(true);
      expect(textOf(again)).toBe('strokes');
      expect(draftIdOf(again)).not.toBe(formerId);
      await close(again, keepsDraft);
      expect(contentOf(drafts.folderOf(formerId))).toEqual(before);
      expect((await drafts.list()).map(({ draftId }) => draftId)).toEqual([formerId]);
    }
    const worked = await open();
    const newId = await work(worked, 'new strokes');
    await close(worked);
    expect(contentOf(drafts.folderOf(formerId))).toEqual(before);
    const after = await open();
    expect(after.isChangedSinceDraft).toBe(false);
    expect(textOf(after)).toBe('new strokes');
    await close(after);
    // Both are offered: the file leads to one of them only.
    expect(await drafts.list()).toMatchObject([
      { draftId: newId, comesWithFile: false },
      { draftId: formerId, comesWithFile: false },
    ]);
  });

  it('has the draft again that was made for it, whatever came between', async () => {
    const { file, open, work, close, leaveWork } = openDesk();
    await leaveWork('first');
    writeFileSync(file, 'another\n');
    const other = await open();
    await work(other, 'second');
    await close(other);
    for (const [content, expected] of [
      ['aunt\n', 'first'],
      ['another\n', 'second'],
      ['aunt\nwith a caption', 'first'],
      ['another\nwith a caption', 'second'],
    ] as const) {
      writeFileSync(file, content);
      const again = await open();
      expect(again.isChangedSinceDraft).toBe(false);
      expect(textOf(again)).toBe(expected);
      await close(again);
    }
  });

  it('is told from a caption only where the picture is known', async () => {
    const { file, open, leaveWork, drafts, call } = openDesk();
    const draftId = await leaveWork('strokes');
    await drafts.change(draftId, { pictureSha256: undefined });
    writeFileSync(file, 'aunt\nAunt Anna');
    call.mockClear();
    expect((await open()).isChangedSinceDraft).toBe(true);
    // It is not decoded twice where that tells nothing.
    expect(call.mock.calls.map(([name]) => name)).toEqual(['openPhoto']);
  });

  it('gives a window that is loaded again the same, before and after it was worked in', async () => {
    const { file, open, work, leaveWork, photos } = openDesk();
    await leaveWork('strokes');
    writeFileSync(file, 'another\n');
    const given = await open();
    const [before] = await photos.describeAll();
    expect(before).toMatchObject({ isChangedSinceDraft: true });
    expect(textOf(before!)).toBe('strokes');
    await work(given, 'new strokes');
    const [after] = await photos.describeAll();
    expect(after).toMatchObject({ isChangedSinceDraft: false });
    expect(textOf(after!)).toBe('new strokes');
  });

  it('leaves nothing open in the engine where only its content was looked at', async () => {
    const { file, open, close, leaveWork, opened } = openDesk();
    await leaveWork('strokes');
    writeFileSync(file, 'another\n');
    const given = await open();
    expect(opened.size).toBe(1);
    await close(given);
    expect(opened.size).toBe(0);
  });

  it('keeps its draft where the file cannot be opened any more', async () => {
    const { file, open, leaveWork, drafts } = openDesk();
    const draftId = await leaveWork('strokes');
    const before = contentOf(drafts.folderOf(draftId));
    for (const spoil of [() => writeFileSync(file, 'broken'), () => rmSync(file)]) {
      spoil();
      await expect(open()).rejects.toThrow();
      expect(contentOf(drafts.folderOf(draftId))).toEqual(before);
      expect((await drafts.list()).map((draft) => draft.draftId)).toEqual([draftId]);
    }
    writeFileSync(file, 'aunt\n');
    expect(textOf(await open())).toBe('strokes');
  });
});

describe('a draft that is opened by itself', () => {
  it('is gone on with, or gives what fits where its file is another one now', async () => {
    const { file, photos, leaveWork, drafts, work, close, draftIdOf, open } = openDesk();
    const formerId = await leaveWork('first');
    writeFileSync(file, 'another\n');
    const newer = await open();
    const newerId = await work(newer, 'second');
    await close(newer);
    const openDraft = async (draftId: string) => {
      const draft = (await drafts.find(draftId))!;
      return photos.open({ path: file, acceptBroken: true, draft });
    };
    const second = await openDraft(newerId);
    expect(second.isChangedSinceDraft).toBe(false);
    expect(draftIdOf(second)).toBe(newerId);
    await close(second);
    const first = await openDraft(formerId);
    expect(first.isChangedSinceDraft).toBe(true);
    expect(textOf(first)).toBe('first');
    expect(draftIdOf(first)).not.toBe(formerId);
    await close(first);
    expect(await drafts.list()).toHaveLength(2);
  });
});

describe('a draft that the window cannot read', () => {
  it('is put aside as it is, and tried again the next time', async () => {
    const { open, leaveWork, draftIdOf, photos, close, drafts, opened } = openDesk();
    const draftId = await leaveWork('{"formatVersion":9}');
    const before = contentOf(drafts.folderOf(draftId));
    for (const keepsDraft of [true, false]) {
      const given = await open();
      expect(draftIdOf(given)).toBe(draftId);
      const anew = await photos.setAside(given.photo.photoId);
      expect(anew.draft.size).toBe(0);
      expect(anew.isChangedSinceDraft).toBe(false);
      expect(anew.photo.name).toBe('aunt.jpg');
      expect(draftIdOf(anew)).not.toBe(draftId);
      expect(opened.size).toBe(1);
      await close(anew, keepsDraft);
      expect(contentOf(drafts.folderOf(draftId))).toEqual(before);
      expect((await drafts.list()).map((draft) => draft.draftId)).toEqual([draftId]);
    }
  });

  it('stays beside the new one once that was worked in, and both are offered', async () => {
    const { open, work, leaveWork, photos, close, drafts } = openDesk();
    const draftId = await leaveWork('{"formatVersion":9}');
    const anew = await photos.setAside((await open()).photo.photoId);
    const newId = await work(anew, 'new strokes');
    await close(anew);
    expect(textOf(await open())).toBe('new strokes');
    expect((await drafts.list()).map((draft) => draft.draftId)).toEqual([draftId]);
    expect(newId).not.toBe(draftId);
    expect((await drafts.list())[0]?.comesWithFile).toBe(false);
  });

  it('keeps its pasted picture, and the new one has it too', async () => {
    const { photos, drafts, close } = openDesk();
    const paste = await drafts.create((folder) => {
      const sourcePath = path.join(folder, 'pasted.png');
      writeFileSync(sourcePath, 'pasted\n');
      return { name: 'pasted-2026-01-01-1200.png', origin: 'pasted', sourcePath };
    });
    const { sourcePath } = paste.meta;
    const given = await photos.open({ path: sourcePath, acceptBroken: false, draft: paste });
    const anew = await photos.setAside(given.photo.photoId);
    const entry = photos.find(anew.photo.photoId);
    expect(anew.photo.name).toBe('pasted-2026-01-01-1200.png');
    expect(entry.path).not.toBe(sourcePath);
    await close(anew);
    expect(await drafts.list()).toHaveLength(2);
    await drafts.delete(paste.draftId);
    expect(readFileSync(entry.path, 'utf8')).toBe('pasted\n');
  });
});

describe('a pasted picture', () => {
  it('is kept when it is closed, whatever was done to it, and opened again from its draft', async () => {
    const { photos, drafts, close, work } = openDesk();
    for (const isWorkedIn of [false, true]) {
      const paste = await drafts.create((folder) => {
        const sourcePath = path.join(folder, 'pasted.png');
        writeFileSync(sourcePath, 'pasted\n');
        return { name: 'pasted.png', origin: 'pasted', sourcePath };
      });
      const { sourcePath } = paste.meta;
      const given = await photos.open({ path: sourcePath, acceptBroken: false, draft: paste });
      if (isWorkedIn) await work(given, 'strokes');
      await close(given, isWorkedIn);
      const [listed] = await drafts.list();
      expect(listed).toMatchObject({ draftId: paste.draftId, comesWithFile: false });
      const draft = (await drafts.find(paste.draftId))!;
      const again = await photos.open({ path: sourcePath, acceptBroken: false, draft });
      expect(again.isChangedSinceDraft).toBe(false);
      expect(textOf(again)).toBe(isWorkedIn ? 'strokes' : '');
      await close(again, isWorkedIn);
    }
  });
});

describe('a photo that lies elsewhere now', () => {
  it('is known by its content, also where another one has taken its name', async () => {
    const { folder, file, open, close, leaveWork } = openDesk();
    await leaveWork('strokes');
    const moved = path.join(folder, 'album', 'Anna.jpg');
    mkdirSync(path.dirname(moved));
    renameSync(file, moved);
    writeFileSync(file, 'a new scan\n');
    const found = await open(moved);
    expect(found).toMatchObject({ isFoundAgain: true, isChangedSinceDraft: false });
    expect(textOf(found)).toBe('strokes');
    await close(found);
    // The new scan has no draft any more, and says nothing of one.
    expect(await open()).toMatchObject({ isFoundAgain: false, isChangedSinceDraft: false });
  });

  it('is another one where the first is in its place still, or as long by chance', async () => {
    const { folder, file, open, leaveWork } = openDesk();
    await leaveWork('strokes');
    const copy = path.join(folder, 'copy.jpg');
    copyFileSync(file, copy);
    expect((await open(copy)).draft.size).toBe(0);
    const other = path.join(folder, 'other.jpg');
    writeFileSync(other, 'anna\n');
    rmSync(file);
    expect((await open(other)).draft.size).toBe(0);
    expect(existsSync(other)).toBe(true);
  });
});

describe('a disk that takes no note of what is open', () => {
  it('costs nobody a photo, nor the way back to its draft', async () => {
    const { open, close, work, drafts } = openDesk();
    let given = await open();
    const draftId = await work(given, 'strokes');
    const metaFile = path.join(drafts.folderOf(draftId), 'meta.json');
    const change = drafts.change.bind(drafts);
    vi.spyOn(drafts, 'change').mockImplementation(async (id, changes) => {
      const before = readFileSync(metaFile);
      await change(id, changes);
      writeFileSync(metaFile, before);
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    });
    for (const _time of [1, 2]) {
      await close(given);
      expect((await drafts.list()).map((draft) => draft.draftId)).toEqual([draftId]);
      given = await open();
      expect(textOf(given)).toBe('strokes');
      expect(await drafts.list()).toEqual([]);
    }
  });
});

describe('the hash of a picture', () => {
  it('is asked for once something is done, and once only', async () => {
    const { open, work, close, call } = openDesk();
    const asked = () => call.mock.calls.filter(([name]) => name === 'hashPicture').length;
    await close(await open());
    expect(asked()).toBe(0);
    const given = await open();
    for (const text of ['one', 'two', 'three']) await work(given, text);
    expect(asked()).toBe(1);
  });
});
