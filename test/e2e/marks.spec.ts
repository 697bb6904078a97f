import path from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import {
  Editor,
  scratchedPhoto,
  writeDrawing,
  writeScratchedPhoto,
  writeSmallPhoto,
} from './editor';
import { launchHeirloom, temporaryFolder, type LaunchedApp } from './launch';
import { expectAccessible, takePicture } from './screens';

let heirloom: LaunchedApp;
let editor: Editor;
test.afterEach(async () => heirloom.close());

async function open(write: (file: string) => Promise<void>, name: string): Promise<void> {
  const photo = path.join(temporaryFolder(), name);
  await write(photo);
  heirloom = await launchHeirloom({ files: [photo] });
  editor = new Editor(heirloom);
  await editor.ready();
}

const rows = (): Locator => editor.inspector.getByRole('row');
const menu = (): Locator => editor.page.getByRole('menu');
const entry = (name: string): Locator => menu().getByRole('menuitem', { name });

/** Clicks a place of the photo area, given as shares of it. */
async function click([x, y]: readonly [number, number], button: 'left' | 'right'): Promise<void> {
  const box = (await editor.view.boundingBox())!;
  await editor.page.mouse.click(box.x + x * box.width, box.y + y * box.height, { button });
}

/** Clicks a pixel of the scratched photo, which is shown at 100 % in the middle of the photo area. */
async function clickPixel(x: number, y: number, button: 'left' | 'right' = 'left'): Promise<void> {
  const box = (await editor.view.boundingBox())!;
  const left = box.x + (box.width - scratchedPhoto.width) / 2;
  const top = box.y + (box.height - scratchedPhoto.height) / 2;
  await editor.page.mouse.click(left + x, top + y, { button });
}

/** Paints over the uppermost scratch, which goes from 60 to 280, as far as `right`. */
async function paintScratch(right = 270): Promise<void> {
  const box = (await editor.view.boundingBox())!;
  const place = (x: number, y: number) =>
    [
      0.5 + (x - scratchedPhoto.width / 2) / box.width,
      0.5 + (y - scratchedPhoto.height / 2) / box.height,
    ] as const;
  await editor.drag(place(70, 41), place(right, 41 + (right - 70) * 0.137));
}

/** Middle of the photo's mark that `paint` makes. */
const painted = [0.475, 0.475] as const;

test('a right click opens the menu of the mark, elsewhere that of the picture', async () => {
  await open(writeSmallPhoto, 'grandmother.tif');
  await editor.rejectAll();
  await editor.paint();
  await click(painted, 'right');
  await expect(entry('Repair only this')).toBeVisible();
  await expect(entry('Repair only this')).toBeFocused();
  await expect(entry('Show original here')).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(editor.page, 'menu of a mark');
  await takePicture(editor.page, 'menu-mark');
  await editor.page.keyboard.press('Escape');
  await expect(menu()).toHaveCount(0);
  await expect(editor.view).toBeFocused();

  // A right drag erases, and opens nothing.
  await click([0.1, 0.9], 'right');
  await expect(menu().getByRole('menuitemcheckbox', { name: 'Show marks' })).toBeChecked();
  await takePicture(editor.page, 'menu-picture');
  await menu().getByRole('menuitemcheckbox', { name: 'Show marks' }).click();
  await expect(editor.page.getByRole('button', { name: 'Show marks' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await expect(editor.view).toBeFocused();

  await click(painted, 'right');
  await entry('Delete').click();
  await expect(editor.inspector).toContainText('No marks yet.');
  await editor.choose('undo');
  await expect(editor.button('Repair 1 mark')).toBeVisible();
});

test('nothing is marked on a drawing, and the list of marks says why', async () => {
  await open(writeDrawing, 'drawing.png');
  await editor.setSensitivity('End');
  await expect(editor.inspector).toContainText('a text, a drawing or a screenshot');
  await expect(rows()).toHaveCount(0);
  await expect(editor.page.locator('#hint')).not.toContainText('move the slider');
  await takePicture(editor.page, 'marks-implausible');
});

test('what is like a mark is found by the keyboard, and taken away again at once', async () => {
  await open(writeScratchedPhoto, 'album.png');
  await editor.setSensitivity('Home');
  const before = await editor.markCount();
  // The mark that is least sure comes first; what is fainter still was left out.
  await rows().first().click();
  await editor.page.keyboard.press('Shift+F10');
  await expect(menu()).toBeVisible();
  await editor.page.keyboard.type('Find');
  await expect(entry('Find more like this')).toBeFocused();
  await editor.page.keyboard.press('Enter');
  await expect(editor.page.locator('#hint')).toContainText(/\d marks? like it found and selected/);
  expect(await editor.markCount()).toBeGreaterThan(before);
  await takePicture(editor.page, 'marks-alike');
  await editor.press('Delete');
  await expect.poll(() => editor.markCount()).toBe(before);
});

test('a mark is traced on to the ends of its line', async () => {
  await open(writeScratchedPhoto, 'album.png');
  await editor.rejectAll();
  await paintScratch(110);
  const row = rows().filter({ hasText: 'Painted' });
  const length = async () => Number(/· (\d+)/.exec((await row.textContent()) ?? '')?.[1]);
  await expect.poll(length).toBeLessThan(90);
  await clickPixel(90, 44, 'right');
  await entry('Trace on').click();
  await expect.poll(length).toBeGreaterThan(180);
  await takePicture(editor.page, 'mark-traced-on');
  await editor.choose('undo');
  await expect.poll(length).toBeLessThan(90);
});

test('a decision stays with its place when the detector looks again', async () => {
  await open(writeScratchedPhoto, 'album.png');
  await editor.setSensitivity('End');
  const all = await editor.markCount();
  expect(all).toBeGreaterThan(1);
  await editor.press('v');
  await editor.press('n');
  await editor.press('Delete');
  await expect.poll(() => editor.markCount()).toBe(all - 1);
  await editor.setSensitivity('Home');
  await editor.setSensitivity('End');
  await expect.poll(() => editor.markCount()).toBe(all - 1);
});

test('the original comes back under one mark, and undo repairs it again', async () => {
  await open(writeScratchedPhoto, 'album.png');
  await editor.setIterations(2);
  await editor.setSensitivity('End');
  await editor.press('h');
  const before = await editor.pixels();
  // Known by its size: once it is repaired it may stand in another place.
  const size = /· (.*)/.exec((await rows().first().textContent())!)![1]!;
  const row = rows().filter({ hasText: size });
  await row.getByRole('button', { name: /^More for/ }).click();
  await entry('Repair only this').click();
  await expect(row).toContainText('repaired', { timeout: 60_000 });
  const repaired = await editor.settledPixels();
  expect(repaired.equals(before)).toBe(false);
  await row.getByRole('button', { name: /^More for/ }).click();
  await entry('Show original here').click();
  await expect(row).not.toContainText('repaired');
  expect((await editor.settledPixels()).equals(repaired)).toBe(false);
  await editor.choose('undo');
  await expect(row).toContainText('repaired');
  await editor.shows(repaired);
});

test('what the detector sees is shown as far as the slider says, until Escape', async () => {
  await open(writeScratchedPhoto, 'album.png');
  const photo = await editor.pixels();
  await editor.press('a');
  await expect(editor.page.locator('#hint')).toContainText('Bright is what looks like damage.');
  await expect.poll(async () => (await editor.pixels()).equals(photo)).toBe(false);
  const half = await editor.settledPixels();
  await takePicture(editor.page, 'evidence');
  await expectAccessible(editor.page, 'evidence');
  const threshold = editor.page.getByRole('slider', { name: 'Threshold' });
  await threshold.focus();
  await threshold.press('Home');
  expect((await editor.settledPixels()).equals(half)).toBe(false);
  await takePicture(editor.page, 'evidence-all');
  await editor.press('Escape');
  await editor.shows(photo);
  await expect(threshold).toHaveCount(0);
});

test('one touch of the eraser takes a whole mark', async () => {
  await open(writeSmallPhoto, 'grandmother.tif');
  await editor.rejectAll();
  await editor.paint();
  await editor.drag([0.4, 0.6], [0.55, 0.6]);
  await expect(editor.button('Repair 2 marks')).toBeVisible();
  await editor.press('e');
  const whole = editor.page.getByRole('checkbox', { name: 'Whole mark' });
  if (!(await whole.isVisible()))
    await editor.page.getByRole('button', { name: 'More', exact: true }).click();
  await whole.click({ force: true });
  await expect(whole).toBeChecked();
  await editor.page.keyboard.press('Escape');
  await click([0.42, 0.457], 'left');
  await expect(editor.button('Repair 1 mark')).toBeVisible();
  await expect(rows()).toHaveCount(1);
  await editor.choose('undo');
  await expect(editor.button('Repair 2 marks')).toBeVisible();
});

test('marks that are painted during a repair are repaired right after it', async () => {
  await open(writeSmallPhoto, 'grandmother.tif');
  await editor.rejectAll();
  await editor.setIterations(12);
  await editor.paint();
  await editor.repair();
  await expect(editor.inspector).toContainText(/Iteration \d+ of/);
  await editor.drag([0.4, 0.62], [0.5, 0.62]);
  await expect(editor.inspector).toContainText('1 new mark is not part of this run.');
  await takePicture(editor.page, 'marks-waiting');
  await editor.button('Add now').click();
  await expect(editor.inspector).toContainText('1 new mark is repaired right after this run.');
  await editor.finished();
  await expect(editor.inspector).toContainText('No marks yet.');
  // Two steps, each with its own marks.
  await editor.choose('undo');
  await expect(editor.button('Repair 1 mark')).toBeVisible();
  await editor.choose('undo');
  await expect(editor.button('Repair 2 marks')).toBeVisible();
});
