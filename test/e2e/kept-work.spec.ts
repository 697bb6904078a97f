import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { Editor, writeSmallPhoto, writeTornPhoto } from './editor';
import { launchHeirloom, temporaryFolder, type LaunchedApp } from './launch';
import { expectAccessible, takePicture } from './screens';

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

/** A picture in the clipboard, as the browser hands it over. */
async function paste(page: Page, png: Buffer): Promise<void> {
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], 'picture.png', { type: 'image/png' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, png.toString('base64'));
}

test('a pasted picture is closed and found again, with what was done to it', async () => {
  const folder = temporaryFolder();
  const torn = path.join(folder, 'torn.png');
  await writeTornPhoto(torn);
  heirloom = await launchHeirloom();
  const { page } = heirloom;
  const editor = new Editor(heirloom);
  await editor.ready();
  await paste(page, await sharp(torn).toBuffer());
  await expect(page.getByRole('application', { name: /pasted-/ })).toBeVisible();
  await editor.ready();
  await editor.rejectAll();
  await editor.paint();
  await expect.poll(async () => editor.markCount()).toBe(1);
  await editor.choose('closePhoto');

  await expect(page.getByRole('heading', { name: 'Other drafts' })).toBeVisible();
  const row = page.getByRole('list', { name: 'Drafts' }).getByRole('listitem');
  await expect(row.getByText(/1 stroke/)).toBeVisible();
  await expect(row.locator('img')).toBeVisible();
  await expectAccessible(page, 'empty, with a draft');
  await takePicture(page, 'window-empty-with-draft');
  await editor.choose('showPrivacy');
  await expect(page.getByRole('dialog').getByText(/^1 draft, /)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Restore .*pasted-/ }).click();
  await editor.ready();
  expect(await editor.markCount()).toBe(1);
});

test('a batch leaves alone what was begun with one of its photos', async () => {
  const folder = temporaryFolder();
  const photo = path.join(folder, 'sound.tif');
  await writeSmallPhoto(photo);
  heirloom = await launchHeirloom({ files: [photo] });
  const { page } = heirloom;
  const editor = new Editor(heirloom);
  await editor.ready();
  await editor.rejectAll();
  await editor.paint();
  await editor.choose('closePhoto');
  await editor.openFolder(folder);
  await page.getByRole('button', { name: 'Repair 1 photo' }).click();
  await expect(page.getByText(/1 had no damage/)).toBeVisible({ timeout: 100_000 });

  await page.getByRole('button', { name: 'Back to the photo' }).click();
  // Its own button: while the batch still gives back its copy, the draft is offered by itself as well.
  await page.getByRole('button', { name: /^sound\.tif/ }).click();
  await editor.ready();
  expect(await editor.markCount()).toBe(1);
});
