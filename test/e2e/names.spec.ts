import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Editor, writeSmallPhoto, writeTornPhoto } from './editor';
import { launchHeirloom, root, temporaryFolder, type LaunchedApp } from './launch';
import { takePicture } from './screens';
import type { TestWindow } from './studio';

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

const longName = `${'grandmother and her sisters at the lake '.repeat(7).slice(0, 246)}.tif`;
const names = [
  longName,
  '👩‍👩‍👧‍👦 at the lake 🏞️.tif',
  'صورة جدتي ١٩٢٣.tif',
  '100 % "certainly" aunt’s %41 \'best\'.tif',
  '-o --overwrite.tif',
  'ü = u\u0308, ﬁ.tif',
];

test('photos of any name are opened, shown with that name, and saved beside it', async () => {
  test.setTimeout(240_000);
  const folder = path.join(temporaryFolder(), ...Array.from({ length: 12 }, () => 'a'.repeat(60)));
  mkdirSync(folder, { recursive: true });
  for (const name of names) await writeSmallPhoto(path.join(folder, name));
  expect(Buffer.byteLength(longName)).toBe(250);

  heirloom = await launchHeirloom();
  const { app, page } = heirloom;
  const editor = new Editor(heirloom);
  await editor.ready();
  for (const name of names) {
    await app.evaluate(
      ({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      },
      path.join(folder, name),
    );
    await editor.choose('openPhoto');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    const title = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getTitle());
    await expect.poll(title).toContain(name);
    const saved = await page.evaluate(async () => {
      const { studio } = window as unknown as TestWindow;
      const state = await studio.getStartState({});
      if (!state.ok) return state.error.message;
      const { photoId } = state.value.openPhotos[0]!.photo;
      const proposed = await studio.proposeSave({ photoId });
      if (!proposed.ok) return proposed.error.message;
      const { target } = proposed.value;
      const report = await studio.savePhoto({ photoId, layerId: 'original' as never, target });
      return report.ok ? { name: report.value.name } : report.error.message;
    });
    const savedName = typeof saved === 'string' ? saved : saved.name;
    expect(savedName).toMatch(/_restored\.tif$/);
    expect(existsSync(path.join(folder, savedName))).toBe(true);
    expect(Buffer.byteLength(savedName)).toBeLessThanOrEqual(255);
  }
});

test('a name that has no room is cut in its middle, and is there as a whole', async () => {
  test.setTimeout(240_000);
  const folder = temporaryFolder();
  await writeTornPhoto(path.join(folder, longName.replace('.tif', '.png')));
  await writeSmallPhoto(path.join(folder, longName));
  heirloom = await launchHeirloom({ files: [path.join(folder, longName)] });
  const { page } = heirloom;
  const editor = new Editor(heirloom);
  await editor.repairStroke();
  await editor.button('Save a copy…').click();
  const dialog = page.getByRole('dialog', { name: 'Save a copy' });
  await expect(dialog).toContainText('_restored.tif');
  const overflow = () =>
    page.evaluate(() => {
      const wide = [...document.querySelectorAll('*')].filter(
        (element) =>
          element.scrollWidth > element.clientWidth + 1 &&
          getComputedStyle(element).overflowX === 'visible' &&
          getComputedStyle(element).display !== 'inline' &&
          element.clientWidth > 0,
      );
      return wide.map(({ className }) => className).filter((name) => name !== 'slider-stops');
    });
  expect(await overflow()).toEqual([]);
  await takePicture(page, 'dialog-save-long-name');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const line = editor.status.getByTitle(/^Saved .*_restored\.tif/);
  await expect(line).toBeVisible();
  const place = (await line.boundingBox())!;
  const { width } = page.viewportSize() ?? (await page.evaluate(() => ({ width: innerWidth })));
  expect(place.x + place.width).toBeLessThanOrEqual(width);
  await takePicture(page, 'window-saved-long-name');

  await editor.openFolder(folder);
  await expect(page.getByRole('heading', { name: 'Batch' })).toBeVisible();
  await expect(page.getByRole('row').getByTitle(longName)).toBeVisible();
  expect(await overflow()).toEqual([]);
  await takePicture(page, 'window-batch-long-names');
});

test('main answers its own page and no other window, whatever that has loaded', async () => {
  heirloom = await launchHeirloom();
  const { app, page } = heirloom;
  const preload = path.join(root, 'dist/app/preload.cjs');
  const answer = await app.evaluate(async ({ BrowserWindow }, preloadPath) => {
    const other = new BrowserWindow({
      show: false,
      webPreferences: { preload: preloadPath, sandbox: true, contextIsolation: true },
    });
    await other.loadURL('app://heirloom/index.html');
    const ask =
      "window.studio.getStartState({}).then((given) => 'answered: ' + JSON.stringify(given).slice(0, 80), ({ message }) => message)";
    const said = (await other.webContents.executeJavaScript(ask)) as string;
    other.destroy();
    return said;
  }, preload);
  expect(answer).toContain('This page may not ask anything of Heirloom.');
  const own = await page.evaluate(async () => {
    const { studio } = window as unknown as TestWindow;
    return (await studio.getStartState({})).ok;
  });
  expect(own).toBe(true);
  const inFrame = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const kind = typeof (frame.contentWindow as unknown as { studio?: unknown }).studio;
    frame.remove();
    return kind;
  });
  expect(inFrame).toBe('undefined');
});
