import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../src-main/app/drafts/open-project';
import { readForProject, writeProject } from '../../../../src-main/app/drafts/project-file';
import { createTurns } from '../../../../src-main/app/photos/turns';
import { openDesk, textOf } from '../../../support/open-photos-desk';
import { hasSilentFiles, makeSilent } from '../../../support/silent-file';

/** A project that was saved, and newer work on the same photo. */
async function setUp() {
  const desk = openDesk();
  const { drafts, folder, file, photos } = desk;
  const olderId = await desk.leaveWork('older');
  const { meta } = (await drafts.find(olderId))!;
  const project = path.join(folder, 'aunt.heirloom');
  const { name, origin, sourcePath, sourceSha256, pictureSha256, summary } = meta;
  const manifest = { version: 1, name, origin, sourcePath, summary } as const;
  const folderOfDraft = drafts.folderOf(olderId);
  const files = await readForProject(folderOfDraft, { ...manifest, sourceSha256, pictureSha256 });
  await writeProject(files, { path: project, mayReplace: false });
  const newerId = await desk.leaveWork('newer');
  expect(newerId).toBe(olderId);
  const openIt = () => openProject({ drafts, photos }, project, false, createTurns());
  const ids = async () => (await drafts.list()).map(({ draftId }) => draftId);
  return { ...desk, file, project, newerId, openIt, ids };
}

describe('a project in which nothing is done', () => {
  it('is not kept, and hides nothing of what was done since', async () => {
    const { openIt, close, open, ids, newerId, drafts, folder } = await setUp();
    for (const keepsDraft of [true, false]) {
      const given = await openIt();
      expect(textOf(given)).toBe('older');
      expect(given.isChangedSinceDraft).toBe(false);
      await close(given, keepsDraft);
      expect(await ids()).toEqual([newerId]);
      expect(readdirSync(path.join(folder, 'drafts'))).toEqual([newerId]);
      const again = await open();
      expect(textOf(again)).toBe('newer');
      await close(again);
    }
    expect(await drafts.list()).toMatchObject([{ comesWithFile: true }]);
  });

  it('is not kept when the program ends either, or the computer', async () => {
    const { openIt, photos, ids, newerId, drafts } = await setUp();
    await openIt();
    await photos.closeAll();
    expect(await ids()).toEqual([newerId]);
    await openIt();
    await drafts.takeStock();
    expect(await ids()).toEqual([newerId]);
  });

  it('does not come with the photo while it is only looked at', async () => {
    const { openIt, open, work, close, draftIdOf, newerId, ids } = await setUp();
    const given = await openIt();
    const again = await open();
    expect(draftIdOf(again)).toBe(newerId);
    await close(given);
    await close(again);
    expect(await ids()).toEqual([newerId]);
    // Worked in, it is the work on the photo.
    const worked = await openIt();
    const projectId = await work(worked, 'older and more');
    expect(draftIdOf(await open())).toBe(projectId);
  });
});

describe('a project that was worked in', () => {
  it('is kept, and the other work on the photo is offered beside it', async () => {
    const { openIt, work, close, open, ids, newerId, drafts } = await setUp();
    const given = await openIt();
    const projectId = await work(given, 'older and more');
    await close(given);
    expect(await ids()).toEqual([projectId, newerId]);
    expect(await drafts.list()).toMatchObject([
      { draftId: projectId, comesWithFile: false },
      { draftId: newerId, comesWithFile: false },
    ]);
    // The photo leads to what was worked in last.
    expect(textOf(await open())).toBe('older and more');
  });

  it('survives the end of the program in the middle of it', async () => {
    const { openIt, work, drafts } = await setUp();
    const projectId = await work(await openIt(), 'older and more');
    await drafts.takeStock();
    expect(await drafts.list()).toMatchObject([
      { draftId: projectId, isFromCrash: true },
      { isFromCrash: false },
    ]);
  });
});

it('gives its marks to an original that was changed, and does not stay for that', async () => {
  const { file, openIt, close, work, ids, newerId } = await setUp();
  writeFileSync(file, 'aunt\nwith a caption');
  const captioned = await openIt();
  expect(captioned.isChangedSinceDraft).toBe(false);
  await close(captioned);
  writeFileSync(file, 'another\n');
  const given = await openIt();
  expect(given.isChangedSinceDraft).toBe(true);
  expect(textOf(given)).toBe('older');
  const newId = await work(given, 'marked anew');
  await close(given);
  expect(await ids()).toEqual([newId, newerId]);
});

it('says where the photo has to be, and leaves nothing, where it is nowhere', async () => {
  const { file, openIt, folder, newerId } = await setUp();
  rmSync(file);
  await expect(openIt()).rejects.toMatchObject({
    failure: { text: { key: 'failure.projectOriginalGone' } },
  });
  expect(readdirSync(path.join(folder, 'drafts'))).toEqual([newerId]);
  expect(existsSync(path.join(folder, 'aunt.heirloom'))).toBe(true);
});

it.each<readonly [string, (project: string) => string, string]>([
  ['is gone', (project) => project, 'failure.projectMissing'],
  [
    'lies in a folder that is gone',
    (project) => {
      writeFileSync(project, '');
      return path.join(project, 'aunt.heirloom');
    },
    'failure.projectMissing',
  ],
  [
    'cannot be read',
    (project) => {
      mkdirSync(project);
      return project;
    },
    'failure.projectUnreadable',
  ],
])(
  'says so where the project %s since it was chosen, and leaves nothing',
  async (_how, spoil, key) => {
    const { project, photos, drafts, folder, newerId } = await setUp();
    rmSync(project);
    const opened = openProject({ drafts, photos }, spoil(project), false, createTurns());
    await expect(opened).rejects.toMatchObject({ failure: { code: 'draft', text: { key } } });
    expect(readdirSync(path.join(folder, 'drafts'))).toEqual([newerId]);
    expect(photos.list()).toEqual([]);
  },
);

it.skipIf(!hasSilentFiles)('keeps nobody waiting whose original does not answer', async () => {
  const { drafts, photos, project, file, folder } = await setUp();
  const other = path.join(folder, 'uncle.jpg');
  writeFileSync(other, 'uncle\n');
  const answer = makeSilent(file);
  const inTurn = createTurns();
  const waiting = openProject({ drafts, photos }, project, false, inTurn);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const opened = await inTurn(() => photos.open({ path: other, acceptBroken: false }));
  expect(opened.photo.name).toBe('uncle.jpg');
  await answer('aunt\n');
  expect(textOf(await waiting)).toBe('older');
});
