import path from 'node:path';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { Editor, readSamples, smallPhoto, writeSmallPhoto } from './editor';
import { launchHeirloom, temporaryFolder, type LaunchedApp } from './launch';
import { expectAccessible, takePicture } from './screens';

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

test('a copy of 8 bits in sRGB is what the sheet says: changed everywhere, and said so before', async () => {
  test.setTimeout(180_000);
  const folder = temporaryFolder();
  const plain = path.join(folder, 'plain.tif');
  const photo = path.join(folder, 'grandmother-1923.tif');
  await writeSmallPhoto(plain);
  const tagged = sharp(plain).keepIccProfile().withIccProfile('p3', { attach: true });
  await tagged.toColourspace('rgb16').tiff({ compression: 'deflate' }).toFile(photo);
  heirloom = await launchHeirloom({ files: [photo] });
  const editor = new Editor(heirloom);
  const { page, app } = heirloom;
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.setContentSize(1920, 1080);
  });
  await page.emulateMedia({ colorScheme: 'dark' });
  await editor.repairStroke();
  await editor.button('Save a copy…').click();
  const dialog = page.getByRole('dialog', { name: 'Save a copy' });
  await expect(dialog).toContainText('every pixel stays exactly as it is');
  await takePicture(page, 'dialog-save-dark-large');

  const choose = async (name: string, option: string) => {
    await dialog.getByRole('button', { name: new RegExp(name) }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await choose('Bit depth', '8 bit');
  await choose('Colour profile', 'sRGB');
  await expect(dialog).toContainText('every pixel of the picture is rounded');
  await expect(dialog).toContainText('The whole picture is converted to sRGB');
  await expectAccessible(page, 'save sheet with choices');
  await takePicture(page, 'dialog-save-choices');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(editor.status).toContainText('Saved');

  const saved = path.join(folder, 'grandmother-1923_restored.tif');
  expect((await readSamples(saved)).depth).toBe('uchar');
  const { width, height, icc } = await sharp(saved).metadata();
  expect({ width, height }).toEqual({ ...smallPhoto });
  // Its name is written in two bytes a letter.
  expect(icc?.toString('latin1').replaceAll('\0', '')).toContain('sRGB');
});

test('a copy is of the iteration that is looked at, and the sheet says so', async () => {
  test.setTimeout(180_000);
  const folder = temporaryFolder();
  const photo = path.join(folder, 'aunt.tif');
  await writeSmallPhoto(photo);
  heirloom = await launchHeirloom({ files: [photo] });
  const editor = new Editor(heirloom);
  const { page } = heirloom;
  const dialog = page.getByRole('dialog', { name: 'Save a copy' });
  const save = async () => {
    await editor.choose('saveCopy');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  await editor.ready();
  await editor.rejectAll();
  await editor.setIterations(3);
  await editor.paint();
  await editor.repair();
  await editor.finished();
  await save();
  await expect(editor.status).toContainText('Saved aunt_restored.tif');
  await editor.choose('goToFirstIteration');
  await editor.choose('goToNextIteration');
  await editor.choose('saveCopy');
  await expect(dialog).toContainText('After iteration 1');
  await takePicture(page, 'dialog-save-iteration');
  await page.keyboard.press('Escape');
  await save();
  await expect(editor.status).toContainText('Saved aunt_restored_2.tif');

  const [original, result, first] = await Promise.all(
    ['aunt', 'aunt_restored', 'aunt_restored_2'].map(
      async (name) => (await readSamples(path.join(folder, `${name}.tif`))).data,
    ),
  );
  const changed = (a: Uint16Array, b: Uint16Array) =>
    a.reduce((count, value, index) => count + (value === b[index] ? 0 : 1), 0);
  const repaired = changed(original!, result!);
  expect(repaired).toBeGreaterThan(0);
  expect(changed(original!, first!)).toBeGreaterThan(repaired / 2);
  expect(changed(original!, first!)).toBeLessThan(repaired * 2);
  expect(changed(first!, result!)).toBeGreaterThan(repaired / 2);
});
