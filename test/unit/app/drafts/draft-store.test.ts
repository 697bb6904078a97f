import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { DraftStore, type DraftSource } from '../../../../src-main/app/drafts/draft-store';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const source: DraftSource = { name: 'aunt.jpg', origin: 'file', sourcePath: '/photos/aunt.jpg' };
const bytes = (text: string) => new TextEncoder().encode(text);

/** A store whose clock goes on by a minute at each look. */
function openStore(root = makeTemporaryFolder()) {
  let minute = 0;
  const now = () => new Date(Date.UTC(2026, 0, 1, 0, minute++));
  return { root, store: new DraftStore(root, now) };
}

describe('a draft', () => {
  it('keeps its parts', async () => {
    const { store } = openStore();
    const { draftId } = await store.create(() => source);
    await store.writePart(draftId, 'document.json', bytes('{}'));
    await store.writePart(draftId, 'mask-000001.bin', bytes('1'));
    await store.writePart(draftId, 'mask-000001.bin', bytes('2'));
    await store.removeParts(draftId, ['mask-000002.bin']);
    expect(await store.readParts(draftId)).toEqual(
      new Map([
        ['document.json', bytes('{}')],
        ['mask-000001.bin', bytes('2')],
      ]),
    );
    await store.removeParts(draftId, ['document.json', 'mask-000001.bin']);
    expect((await store.readParts(draftId)).size).toBe(0);
  });

  it('ignores and removes what an interrupted write has left', async () => {
    const { store } = openStore();
    const { draftId } = await store.create(() => source);
    await store.writePart(draftId, 'document.json', bytes('{}'));
    const parts = path.join(store.folderOf(draftId), 'parts');
    writeFileSync(path.join(parts, '.document.json.heirloom-0123abcd.tmp'), 'half');
    expect([...(await store.readParts(draftId)).keys()]).toEqual(['document.json']);
    expect(readdirSync(parts)).toEqual(['document.json']);
  });

  it('leaves nothing behind where it cannot be made', async () => {
    const { store, root } = openStore();
    const failing = store.create(() => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(readdirSync(root)).toEqual([]);
  });

  it('says so in words where there is no room for it', async () => {
    const { store, root } = openStore();
    const failing = store.create(() => {
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    });
    await expect(failing).rejects.toMatchObject({
      failure: { code: 'disk-full', text: { key: 'failure.noRoomForDraft' } },
    });
    expect(readdirSync(root)).toEqual([]);
  });

  it('can be gone on with from its file while it is closed, the newest first', async () => {
    const { store } = openStore();
    const ids: string[] = [];
    for (let index = 0; index < 2; index++) {
      const { draftId } = await store.create(() => source);
      await store.change(draftId, { isOpen: false });
      ids.push(draftId);
    }
    for (const change of [
      { origin: 'pasted' },
      { origin: 'sample' },
      { isUntouchedProject: true },
    ] as const) {
      const { draftId } = await store.create(() => source);
      await store.change(draftId, { isOpen: false, ...change });
    }
    const found = async () => (await store.listOfFiles()).map(({ draftId }) => draftId);
    expect(await found()).toEqual([ids[1], ids[0]]);
    await store.change(ids[1]!, { isOpen: true });
    expect(await found()).toEqual([ids[0]]);
  });

  it('takes over every change, also those that are made at once', async () => {
    const { store } = openStore();
    const { draftId } = await store.create(() => source);
    await Promise.all([
      store.describe(draftId, { summary: '31 strokes', isUnsaved: false }),
      store.change(draftId, { isOpen: false }),
      store.change(draftId, { pictureSha256: 'ab' }),
      store.describe(draftId, { summary: '32 strokes', isUnsaved: false }),
    ]);
    expect((await store.find(draftId))?.meta).toMatchObject({
      summary: '32 strokes',
      isOpen: false,
      pictureSha256: 'ab',
    });
    await Promise.all([store.change(draftId, { isOpen: true }), store.delete(draftId)]);
    expect(await store.find(draftId)).toBeUndefined();
  });

  it('says whether its file is sure to lead to it: no other draft, and in its place', async () => {
    const folder = makeTemporaryFolder();
    const sourcePath = path.join(folder, 'aunt.jpg');
    const { store } = openStore(path.join(folder, 'drafts'));
    const close = async (given: Partial<DraftSource>) => {
      const { draftId } = await store.create(() => ({ ...source, sourcePath, ...given }));
      await store.change(draftId, { isOpen: false });
      return draftId;
    };
    const offered = async () =>
      (await store.list()).filter(({ comesWithFile }) => !comesWithFile).map((one) => one.draftId);
    const first = await close({});
    expect(await offered()).toEqual([first]);
    writeFileSync(sourcePath, 'picture');
    expect(await offered()).toEqual([]);
    const pasted = await close({ origin: 'pasted', sourcePath: path.join(folder, 'pasted.png') });
    expect(await offered()).toEqual([pasted]);
    expect((await store.list()).map(({ isOnlyCopy }) => isOnlyCopy)).toEqual([true, false]);
    const second = await close({});
    expect(await offered()).toEqual([second, pasted, first]);
    // While one of them is open, the other does not come with the file either.
    await store.change(second, { isOpen: true });
    expect(await offered()).toEqual([pasted, first]);
    await store.delete(second);
    expect(await offered()).toEqual([pasted]);
  });

  it('is never reached or deleted by an id that is a path', async () => {
    const folder = makeTemporaryFolder();
    const outside = path.join(folder, 'draft-0123456789abcdef');
    mkdirSync(outside);
    const { store } = openStore(path.join(folder, 'drafts'));
    await store.delete('../draft-0123456789abcdef');
    expect(existsSync(outside)).toBe(true);
    expect(await store.find('..')).toBeUndefined();
  });
});

describe('taking stock at the start', () => {
  it('marks open drafts with work as left by a crash, and deletes those without', async () => {
    const { store, root } = openStore();
    const worked = await store.create(() => source);
    await store.writePart(worked.draftId, 'document.json', bytes('{}'));
    await store.describe(worked.draftId, {
      summary: '31 strokes',
      isUnsaved: false,
      thumbnail: Uint8Array.of(9),
    });
    await store.create(() => ({ ...source, name: 'untouched.jpg' }));
    const sample = await store.create(() => ({ ...source, origin: 'sample' }));
    await store.writePart(sample.draftId, 'document.json', bytes('{}'));

    const { store: next } = openStore(root);
    await next.takeStock();
    expect(await next.list()).toEqual([
      {
        draftId: worked.draftId,
        name: 'aunt.jpg',
        savedAt: '2026-01-01T00:01:00.000Z',
        thumbnail: Uint8Array.of(9),
        byteLength: expect.any(Number) as number,
        summary: '31 strokes',
        isFromCrash: true,
        comesWithFile: false,
        isOnlyCopy: false,
      },
    ]);
    expect(readdirSync(root)).toEqual([worked.draftId]);
  });

  it('takes a draft that was cut off before its first document for an empty one', async () => {
    const { store, root } = openStore();
    const { draftId } = await store.create(() => source);
    await store.writePart(draftId, 'mask-1.bin', bytes('1'));
    expect(await store.holdsWork(draftId)).toBe(false);
    const { store: next } = openStore(root);
    await next.takeStock();
    expect(readdirSync(root)).toEqual([]);
  });

  it('keeps a pasted picture in which nothing was done, and no project in which nothing was', async () => {
    const { store, root } = openStore();
    const pasted = await store.create(() => ({ ...source, origin: 'pasted' }));
    const project = await store.create(() => ({ ...source, isUntouchedProject: true }));
    await store.writePart(project.draftId, 'document.json', bytes('{}'));
    const { store: next } = openStore(root);
    await next.takeStock();
    expect(readdirSync(root)).toEqual([pasted.draftId]);
  });

  it('leaves closed drafts as they are, and passes over foreign and broken folders', async () => {
    const { store, root } = openStore();
    const { draftId } = await store.create(() => source);
    await store.writePart(draftId, 'document.json', bytes('{}'));
    await store.change(draftId, { isOpen: false });
    mkdirSync(path.join(root, 'draft-0123456789abcdef'));
    writeFileSync(path.join(root, 'draft-0123456789abcdef', 'meta.json'), '{"version":');
    mkdirSync(path.join(root, 'foreign'));
    const { store: next } = openStore(root);
    await next.takeStock();
    expect((await next.list()).map((draft) => draft.isFromCrash)).toEqual([false]);
  });
});

describe('a disk that takes nothing', () => {
  const fullDisk = () => Object.assign(new Error('no space left'), { code: 'ENOSPC' });

  it('keeps no draft of a crash from being offered, and none from being kept', async () => {
    const { store, root } = openStore();
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) {
      const { draftId } = await store.create(() => source);
      await store.writePart(draftId, 'document.json', bytes('{}'));
      await store.describe(draftId, { summary: '', isUnsaved: false });
      ids.unshift(draftId);
    }
    // Room for one, if it were not for the crash.
    const next = new DraftStore(root, () => new Date(), { count: 1, bytes: 10_000 });
    const change = vi.spyOn(next, 'change').mockRejectedValue(fullDisk());
    await next.takeStock();
    expect(change).toHaveBeenCalledTimes(3);
    const offered = await next.list();
    expect(offered.map(({ draftId }) => draftId)).toEqual(ids);
    expect(offered.map(({ isFromCrash }) => isFromCrash)).toEqual([true, true, true]);
  });

  it('is no reason not to start, also where there is no folder yet, or something else', async () => {
    const folder = makeTemporaryFolder();
    const { store, root } = openStore(path.join(folder, 'drafts'));
    await store.takeStock();
    expect(await store.list()).toEqual([]);
    writeFileSync(root, '');
    await store.takeStock();
    await expect(store.list()).rejects.toThrow();
  });
});

describe('a draft that cannot be read at the moment', () => {
  /** A closed draft with work, in which something cannot be read until it is mended. */
  async function setUp(broken: 'parts' | 'meta.json') {
    const { store, root } = openStore();
    const { draftId } = await store.create(() => source);
    await store.writePart(draftId, 'document.json', bytes('{}'));
    const place = path.join(store.folderOf(draftId), broken);
    renameSync(place, `${place}-away`);
    // The system answers with another error than that nothing is there.
    if (broken === 'parts') writeFileSync(place, '');
    else mkdirSync(place);
    const mend = () => {
      rmSync(place, { recursive: true });
      renameSync(`${place}-away`, place);
    };
    return { root, draftId, mend };
  }

  it.each(['parts', 'meta.json'] as const)('(its %s) is kept, and offered again', async (name) => {
    const { root, draftId, mend } = await setUp(name);
    await openStore(root).store.takeStock();
    mend();
    const { store } = openStore(root);
    await store.takeStock();
    expect(await store.list()).toMatchObject([{ draftId, isFromCrash: true }]);
    expect(await store.readParts(draftId)).toEqual(new Map([['document.json', bytes('{}')]]));
  });

  it('keeps nobody from the others', async () => {
    const { root } = await setUp('meta.json');
    const { store } = openStore(root);
    const { draftId } = await store.create(() => source);
    await store.change(draftId, { isOpen: false });
    expect(await store.list()).toMatchObject([{ draftId }]);
  });
});

describe('too many drafts', () => {
  const day = 24 * 60;
  /** Closes drafts of these ages in days, and opens a store with room for two and 1,000 bytes. */
  async function keepTwo(
    drafts: readonly { days: number; isUnsaved?: boolean; isOpen?: boolean; size?: number }[],
  ) {
    const root = makeTemporaryFolder();
    let minute = 0;
    const now = () => new Date(Date.UTC(2026, 0, 100) - minute * 60_000);
    const limits = { count: 2, bytes: 10_000 };
    const store = new DraftStore(root, now, limits);
    for (const { days, isUnsaved = false, isOpen = false, size = 2 } of drafts) {
      minute = days * day;
      const { draftId } = await store.create(() => ({ ...source, name: `${days}.jpg` }));
      await store.writePart(draftId, 'document.json', new Uint8Array(size));
      await store.describe(draftId, { summary: '', isUnsaved });
      await store.change(draftId, { isOpen });
    }
    minute = 0;
    const next = new DraftStore(root, now, limits);
    await next.takeStock();
    return (await next.list()).map(({ name }) => name);
  }

  it('lose the oldest, by number and by bytes', async () => {
    expect(await keepTwo([{ days: 3 }, { days: 1 }, { days: 2 }])).toEqual(['1.jpg', '2.jpg']);
    expect(await keepTwo([{ days: 1 }, { days: 2, size: 20_000 }, { days: 3 }])).toEqual([
      '1.jpg',
      '3.jpg',
    ]);
  });

  it('keep what a crash has left, and a young result that is not saved', async () => {
    const kept = await keepTwo([
      { days: 1 },
      { days: 2 },
      { days: 20, isUnsaved: true },
      { days: 40, isUnsaved: true },
      { days: 50, isOpen: true },
    ]);
    expect(kept).toEqual(['1.jpg', '2.jpg', '20.jpg', '50.jpg']);
  });
});

it('deletes all drafts but the open ones', async () => {
  const { store, root } = openStore();
  const open = await store.create(() => source);
  const closed = await store.create(() => source);
  await store.change(closed.draftId, { isOpen: false });
  await store.deleteAll();
  expect(readdirSync(root)).toEqual([open.draftId]);
});
