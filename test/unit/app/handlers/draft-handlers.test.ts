import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileTokens } from '../../../../src-main/app/files/file-tokens';
import { createDraftHandlers } from '../../../../src-main/app/handlers/draft-handlers';
import { createOpenHandlers } from '../../../../src-main/app/handlers/open-handlers';
import { openRecentPhotos } from '../../../../src-main/app/store/recent-photos';
import type { Studio } from '../../../../src-main/app/studio';
import type { PhotoId } from '../../../../src-shared/model/ids';
import { draftBytes, openDesk } from '../../../support/open-photos-desk';
import { hasSilentFiles, makeSilent } from '../../../support/silent-file';

/** What the window asks of main about drafts. */
async function setUp() {
  const desk = openDesk();
  const tokens = createFileTokens();
  const recents = await openRecentPhotos(path.join(desk.folder, 'recents'));
  const { drafts, photos, call } = desk;
  const shell = { addRecentDocument: () => undefined };
  const studio = { tokens, drafts, photos, recents, engine: { call }, shell } as unknown as Studio;
  const handlers = { ...createDraftHandlers(studio), ...createOpenHandlers(studio) };
  const writeStep = async (photoId: PhotoId) => {
    await handlers.writeDraftPart({ photoId, part: 'document.json', bytes: draftBytes('step') });
    const thumbnail = Uint8Array.of(1, 2, 3);
    await handlers.describeDraft({ photoId, summary: '1 stroke', isUnsaved: false, thumbnail });
  };
  return { ...desk, tokens, recents, handlers, writeStep };
}

describe('a pasted picture', () => {
  it('is offered with its picture and what was done once it is closed, and opened again', async () => {
    const { handlers, writeStep } = await setUp();
    const { photo } = await handlers.openPasted({ png: draftBytes('pasted\n') });
    await writeStep(photo.photoId);
    expect((await handlers.getKeptWork({})).drafts).toEqual([]);
    await handlers.closePhoto({ photoId: photo.photoId, keepsDraft: true });
    const { drafts } = await handlers.getKeptWork({});
    expect(drafts).toMatchObject([
      {
        name: photo.name,
        summary: '1 stroke',
        thumbnail: Uint8Array.of(1, 2, 3),
        isOnlyCopy: true,
        comesWithFile: false,
      },
    ]);
    const { draftId } = drafts[0]!;
    const again = await handlers.openDraft({ draftId });
    expect(again.draft.get('document.json')).toEqual(draftBytes('step'));
    expect(again.isChangedSinceDraft).toBe(false);
  });

  it('that is no picture leaves nothing', async () => {
    const { handlers } = await setUp();
    await expect(handlers.openPasted({ png: draftBytes('broken') })).rejects.toThrow('broken');
    expect((await handlers.getKeptWork({})).drafts).toEqual([]);
  });
});

it('opens a photo that is just closing with the draft that it had', async () => {
  const { handlers, tokens, file, writeStep } = await setUp();
  const { fileToken } = tokens.know(file, 'photo');
  const { photo } = await handlers.openPhoto({ fileToken, acceptBroken: false });
  await writeStep(photo.photoId);
  const closing = handlers.closePhoto({ photoId: photo.photoId, keepsDraft: true });
  const again = await handlers.openPhoto({ fileToken, acceptBroken: false });
  await closing;
  expect(again.draft.get('document.json')).toEqual(draftBytes('step'));
  await handlers.closePhoto({ photoId: again.photo.photoId, keepsDraft: true });
  expect((await handlers.getKeptWork({})).drafts).toHaveLength(1);
});

describe.skipIf(!hasSilentFiles)('a file that does not answer', () => {
  it('keeps nobody from opening another one', async () => {
    const { handlers, tokens, folder, file } = await setUp();
    const silent = path.join(folder, 'silent.jpg');
    const answer = makeSilent(silent);
    const open = (name: string) => {
      const { fileToken } = tokens.know(name, 'photo');
      return handlers.openPhoto({ fileToken, acceptBroken: false });
    };
    const waiting = open(silent);
    expect((await open(file)).photo.name).toBe('aunt.jpg');
    await answer('uncle\n');
    expect((await waiting).photo.name).toBe('silent.jpg');
  });

  it('is still in its place for a draft that might have moved', async () => {
    const { handlers, tokens, folder, file, leaveWork } = await setUp();
    const far = path.join(folder, 'far.jpg');
    copyFileSync(file, far);
    await leaveWork('work', far);
    const answer = makeSilent(far);
    const { fileToken } = tokens.know(file, 'photo');
    const opened = await handlers.openPhoto({ fileToken, acceptBroken: false });
    expect([opened.isFoundAgain, opened.draft.size]).toEqual([false, 0]);
    await answer('aunt\n');
  });
});

it('tells what is kept as it is now, not as it was at the start', async () => {
  const { handlers, tokens, file, writeStep, recents } = await setUp();
  expect(await handlers.getKeptWork({})).toEqual({ recents: [], drafts: [] });
  const { fileToken } = tokens.know(file, 'photo');
  const { photo } = await handlers.openPhoto({ fileToken, acceptBroken: false });
  await writeStep(photo.photoId);
  await handlers.closePhoto({ photoId: photo.photoId, keepsDraft: true });
  await recents.add(file, undefined);
  expect(await handlers.getKeptWork({})).toMatchObject({
    recents: [{ name: 'aunt.jpg' }],
    drafts: [{ name: 'aunt.jpg', comesWithFile: true, isOnlyCopy: false }],
  });
  await handlers.deleteDrafts({ draftIds: 'all' });
  expect((await handlers.getKeptWork({})).drafts).toEqual([]);
});

it('offers a draft whose original is gone, and says why it cannot be shown', async () => {
  const { handlers, tokens, file, writeStep } = await setUp();
  const { fileToken } = tokens.know(file, 'photo');
  const { photo } = await handlers.openPhoto({ fileToken, acceptBroken: false });
  await writeStep(photo.photoId);
  await handlers.closePhoto({ photoId: photo.photoId, keepsDraft: true });
  rmSync(file);
  const { drafts } = await handlers.getKeptWork({});
  expect(drafts).toMatchObject([{ comesWithFile: false }]);
  await expect(handlers.openDraft({ draftId: drafts[0]!.draftId })).rejects.toMatchObject({
    failure: { text: { key: 'error.originalGone' } },
  });
  expect((await handlers.getKeptWork({})).drafts).toEqual(drafts);
});

it('gives a photo whose draft cannot be read another one, and keeps the first', async () => {
  const { handlers, tokens, file, writeStep } = await setUp();
  const { fileToken } = tokens.know(file, 'photo');
  const { photo } = await handlers.openPhoto({ fileToken, acceptBroken: false });
  await writeStep(photo.photoId);
  const anew = await handlers.setDraftAside({ photoId: photo.photoId });
  expect(anew.photo.photoId).not.toBe(photo.photoId);
  await writeStep(anew.photo.photoId);
  await handlers.closePhoto({ photoId: anew.photo.photoId, keepsDraft: true });
  const { drafts } = await handlers.getKeptWork({});
  expect(drafts.map(({ comesWithFile }) => comesWithFile)).toEqual([false, false]);
});
