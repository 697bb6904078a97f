import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Editor, writeSmallPhoto, writeTornPhoto } from './editor';
import { launchHeirloom, temporaryFolder, type LaunchedApp } from './launch';
import { expectAccessible, takePicture } from './screens';

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

test('a folder is repaired as a batch: what fails is named and stops nothing', async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'broken.jpg'), 'no picture');
  await writeSmallPhoto(path.join(folder, 'sound.tif'));
  await writeTornPhoto(path.join(folder, 'torn.png'));

  heirloom = await launchHeirloom();
  const { page } = heirloom;
  const editor = new Editor(heirloom);
  await editor.ready();
  await editor.openFolder(folder);
  await expect(page.getByRole('heading', { name: 'Batch' })).toBeVisible();
  await expectAccessible(page, 'batch, before');
  await page.getByRole('button', { name: 'Repair 3 photos' }).click();
  const review = page.getByRole('region', { name: 'Look at it before it is saved' });
  await expect(review).toBeVisible({ timeout: 100_000 });
  await expectAccessible(page, 'batch, a photo before it is saved');
  await takePicture(page, 'window-batch-review');
  expect(existsSync(path.join(folder, 'torn_restored.png'))).toBe(false);
  await review.getByRole('button', { name: 'Save this copy' }).click();
  await expect(page.getByText(/1 saved, 1 had no damage, 1 failed\./)).toBeVisible({
    timeout: 100_000,
  });
  await expectAccessible(page, 'batch, after');
  await takePicture(page, 'window-batch');
  expect(existsSync(path.join(folder, 'torn_restored.png'))).toBe(true);
  expect(existsSync(path.join(folder, 'sound_restored.tif'))).toBe(false);
});
