import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { DraftSummary, OpenedPhoto } from '../../src-shared/contract';
import { launchHeirloom, root, temporaryFolder, type LaunchedApp } from './launch';
import type { TestWindow } from './studio';

const sample = path.join(root, 'assets/samples/nagasaki-boats.jpg');

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

/** Opens a file the way a person does, with the system's dialog answered for them. */
async function openByDialog(file: string): Promise<OpenedPhoto['photo']> {
  const { app, page } = heirloom;
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
  return page.evaluate(async () => {
    const { studio } = window as unknown as TestWindow;
    const files = await studio.chooseFiles({ kind: 'photos' });
    if (!files.ok) throw new Error(files.error.message);
    const { fileToken } = files.value[0]!;
    const opened = await studio.openPhoto({ fileToken, acceptBroken: false });
    if (!opened.ok) throw new Error(opened.error.message);
    return opened.value.photo;
  });
}

async function writePart(page: Page, photoId: string, text: string): Promise<void> {
  const result = await page.evaluate(
    async ([id, content]) => {
      const { studio } = window as unknown as TestWindow;
      const bytes = new TextEncoder().encode(content);
      await studio.writeDraftPart({ photoId: id as never, part: 'document.json', bytes });
      return studio.describeDraft({
        photoId: id as never,
        summary: '31 strokes',
        isUnsaved: false,
      });
    },
    [photoId, text] as const,
  );
  expect(result).toEqual({ ok: true, value: null });
}

async function listDrafts(page: Page): Promise<readonly DraftSummary[]> {
  return page.evaluate(async () => {
    const { studio } = window as unknown as TestWindow;
    const state = await studio.getStartState({});
    return state.ok ? state.value.drafts : [];
  });
}

test('work survives a kill of the program, and the original is never touched', async () => {
  const photo = path.join(temporaryFolder(), 'Großmutter 👵 1923.jpg');
  copyFileSync(sample, photo);
  const describeOriginal = () => ({
    sha256: createHash('sha256').update(readFileSync(photo)).digest('hex'),
    mtimeMs: statSync(photo).mtimeMs,
  });
  const before = describeOriginal();

  heirloom = await launchHeirloom();
  const { photoId } = await openByDialog(photo);
  await writePart(heirloom.page, photoId, 'strokes');
  heirloom.app.process().kill('SIGKILL');

  heirloom = await launchHeirloom({ userData: heirloom.userData });
  const drafts = await listDrafts(heirloom.page);
  const draft = drafts.find(({ name }) => name === path.basename(photo));
  expect(draft).toMatchObject({ isFromCrash: true, summary: '31 strokes' });
  const restored = await heirloom.page.evaluate(async (draftId) => {
    const { studio } = window as unknown as TestWindow;
    const opened = await studio.openDraft({ draftId });
    if (!opened.ok) throw new Error(opened.error.message);
    const part = opened.value.draft.get('document.json');
    return { text: new TextDecoder().decode(part), isChanged: opened.value.isChangedSinceDraft };
  }, draft!.draftId);
  expect(restored).toEqual({ text: 'strokes', isChanged: false });
  expect(describeOriginal()).toEqual(before);
});

test('a project file carries the work to another computer', async () => {
  const folder = temporaryFolder();
  const photo = path.join(folder, 'aunt.jpg');
  copyFileSync(sample, photo);
  heirloom = await launchHeirloom();
  const { photoId } = await openByDialog(photo);
  await writePart(heirloom.page, photoId, 'strokes');
  const project = path.join(folder, 'aunt.heirloom');
  await heirloom.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, project);
  const saved = await heirloom.page.evaluate(async (id) => {
    const { studio } = window as unknown as TestWindow;
    const proposed = await studio.proposeSave({ photoId: id });
    if (!proposed.ok) throw new Error(proposed.error.message);
    const { target: proposal } = proposed.value;
    const chosen = await studio.chooseSaveTarget({ photoId: id, proposal, kind: 'project' });
    if (!chosen.ok || !chosen.value) throw new Error('Nothing was chosen.');
    const result = await studio.saveProject({ photoId: id, target: chosen.value.target });
    return result.ok ? result.value.name : result.error.message;
  }, photoId);
  expect(saved).toBe('aunt.heirloom');
  await heirloom.close();

  // Another data folder: this computer knows nothing of the work but the two files.
  heirloom = await launchHeirloom();
  await openByDialog(project);
  const opened = await heirloom.page.evaluate(async () => {
    const { studio } = window as unknown as TestWindow;
    const state = await studio.getStartState({});
    if (!state.ok) throw new Error(state.error.message);
    return state.value.openPhotos
      .filter(({ photo: { name } }) => name === 'aunt.jpg')
      .map(({ draft }) => new TextDecoder().decode(draft.get('document.json')));
  });
  expect(opened).toContain('strokes');
});

test('dropped files become known without their paths', async () => {
  heirloom = await launchHeirloom();
  const { page } = heirloom;
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'test-files';
    document.body.append(input);
  });
  await page.setInputFiles('#test-files', sample);
  const known = await page.evaluate(async () => {
    const { studio } = window as unknown as TestWindow;
    const { files } = document.querySelector<HTMLInputElement>('#test-files')!;
    const made = new File(['x'], 'made.jpg');
    const forged = { path: '/etc/passwd' };
    const renamed = Object.defineProperty(new File(['x'], 'x'), 'path', { value: '/etc/passwd' });
    return studio.registerDroppedFiles([...files!, made, null, 7, forged, renamed]);
  });
  expect(known.map(({ name, kind }) => ({ name, kind }))).toEqual([
    { name: 'nagasaki-boats.jpg', kind: 'photo' },
  ]);
  expect(JSON.stringify(known)).not.toContain(path.dirname(sample));
});
