import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Editor, readSamples, smallPhoto, writeSmallPhoto } from './editor';
import { launchHeirloom, temporaryFolder, type LaunchedApp } from './launch';

let heirloom: LaunchedApp;
let editor: Editor;
let photo: string;

test.beforeEach(async () => {
  photo = path.join(temporaryFolder(), 'Großmutter 1923 👵.tif');
  await writeSmallPhoto(photo);
  heirloom = await launchHeirloom({ files: [photo] });
  editor = new Editor(heirloom);
  await editor.ready();
  await editor.rejectAll();
});
test.afterEach(async () => heirloom.close());

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

test('a painted place is repaired, compared, saved, and nothing else of the file changes', async () => {
  const before = { hash: hashOf(photo), modified: statSync(photo).mtimeMs };
  await editor.setIterations(3);
  await editor.paint();
  await expect(editor.button('Repair 1 mark')).toBeVisible();
  await editor.repair();
  await editor.finished();
  await expect(editor.inspector).toContainText('the rest is unchanged');

  await editor.press('c');
  await expect(editor.page.getByRole('slider', { name: 'Share of the original' })).toBeVisible();
  await editor.press('c');

  await editor.button('Save a copy…').click();
  const dialog = editor.page.getByRole('dialog', { name: 'Save a copy' });
  await expect(dialog).toContainText('Your original stays untouched.');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(editor.status).toContainText('Saved');

  const saved = path.join(path.dirname(photo), 'Großmutter 1923 👵_restored.tif');
  const [original, copy] = [await readSamples(photo), await readSamples(saved)];
  expect(copy.depth).toBe('ushort');
  let changed = 0;
  let changedFarAway = 0;
  for (let index = 0; index < original.data.length; index++) {
    if (original.data[index] === copy.data[index]) continue;
    changed++;
    const y = Math.floor(index / 3 / smallPhoto.width);
    if (y < smallPhoto.height * 0.25 || y > smallPhoto.height * 0.75) changedFarAway++;
  }
  expect(changed).toBeGreaterThan(100);
  expect(changedFarAway).toBe(0);
  expect({ hash: hashOf(photo), modified: statSync(photo).mtimeMs }).toEqual(before);
});

test('undo takes a repair and its marks back together, also after a restart', async () => {
  await editor.setIterations(2);
  const untouched = await editor.pixels();
  await editor.paint();
  const painted = await editor.pixels();
  expect(painted).not.toEqual(untouched);
  await editor.repair();
  await editor.finished();
  const repaired = await editor.pixels();

  await expect(editor.status).toContainText('kept');
  await heirloom.close();
  heirloom = await launchHeirloom({ files: [photo], userData: heirloom.userData });
  editor = new Editor(heirloom);
  await editor.ready();
  await editor.shows(repaired);

  await editor.choose('undo');
  await expect(editor.button('Repair 1 mark')).toBeVisible();
  await editor.shows(painted);
  await editor.choose('undo');
  await editor.shows(untouched);
  await editor.choose('redo');
  await editor.choose('redo');
  await editor.shows(repaired);
});

test('a repair is paused, taken one step on, stopped, and looked at step by step', async () => {
  await editor.setIterations(40);
  await editor.paint();
  await editor.repair();
  await editor.button('Pause').click();
  const paused = async () =>
    Number(/Paused at (\d+) of/.exec((await editor.inspector.textContent()) ?? '')?.[1]);
  await expect.poll(paused).toBeGreaterThanOrEqual(0);
  const first = await paused();
  await editor.button('One step').click();
  await expect.poll(paused).toBe(first + 1);

  await editor.button('Resume').click();
  await expect(editor.button('Pause')).toBeVisible();
  const stoppedAt = performance.now();
  await editor.button('Stop and keep').click();
  await editor.finished();
  test.info().annotations.push({
    type: 'result there after Stop',
    description: `${Math.round(performance.now() - stoppedAt)} ms`,
  });

  await editor.openPanel('Iterations');
  const newest = await editor.pixels();
  await editor.press(',');
  await expect(editor.inspector).toContainText(/Shown: \d+ of \d+/);
  await expect.poll(() => editor.pixels()).not.toEqual(newest);
  await editor.press('.');
  await editor.shows(newest);
});

test('a killed program offers what was painted at its next start', async () => {
  await editor.paint();
  await expect(editor.button('Repair 1 mark')).toBeVisible();
  // A step is two files: the stroke, and the document that names it.
  const drafts = path.join(heirloom.userData, 'drafts');
  const strokes = () =>
    readdirSync(drafts, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('document.json'))
      .flatMap((name) => readFileSync(path.join(drafts, name), 'utf8').match(/"stroke"/g) ?? []);
  await expect.poll(() => strokes().length).toBe(1);
  heirloom.app.process().kill('SIGKILL');
  heirloom = await launchHeirloom({ userData: heirloom.userData });
  editor = new Editor(heirloom);
  await editor.page.getByRole('button', { name: /^Restore draft/ }).click();
  await editor.ready();
  await expect(editor.button('Repair 1 mark')).toBeVisible();
});
