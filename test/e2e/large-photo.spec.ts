import path from 'node:path';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { Editor } from './editor';
import { largePhoto, writeLargePhoto } from './large-photo';
import { launchHeirloom, temporaryFolder, type LaunchedApp } from './launch';
import { takePicture } from './screens';

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

/** Share of a picture's pixels that are the grey round the photo. */
async function surroundShare(png: Buffer): Promise<number> {
  const { data } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let surround = 0;
  for (let at = 0; at < data.length; at += 3) {
    if (data[at] === 0x77 && data[at + 1] === 0x77 && data[at + 2] === 0x77) surround++;
  }
  return surround / (data.length / 3);
}

test('a photo of a hundred megapixels opens, is never blank, is panned, painted on and undone', async () => {
  test.setTimeout(600_000);
  const file = path.join(temporaryFolder(), 'large.jpg');
  await writeLargePhoto(file);
  heirloom = await launchHeirloom({ files: [file] });
  const editor = new Editor(heirloom);
  const { page } = heirloom;
  await editor.view.waitFor({ timeout: 120_000 });
  await expect(editor.status).toContainText(`${largePhoto.width} × ${largePhoto.height} px`);
  // Fitted, the photo fills most of its area; the rest is surround.
  await expect.poll(async () => surroundShare(await editor.pixels())).toBeLessThan(0.5);
  await takePicture(page, 'window-large');

  // At 100 % tiles come at once, from the file itself, and moving never shows a hole.
  await editor.choose('useHand');
  await editor.choose('showActualSize');
  for (let step = 0; step < 6; step++) {
    await editor.drag([0.8, 0.8], [0.2, 0.3]);
    const surround = await surroundShare(await editor.view.screenshot());
    expect(surround, `after move ${step}`).toBeLessThan(0.02);
  }

  // Once everything is drawn from exact tiles, it stays as it is.
  await editor.choose('fitPhoto');
  await page.waitForTimeout(2000);
  await expect
    .poll(
      async () => {
        const before = await editor.pixels();
        await page.waitForTimeout(1500);
        return before.equals(await editor.pixels());
      },
      { timeout: 120_000 },
    )
    .toBe(true);

  await expect(editor.inspector.getByText('Looking for damage…')).toHaveCount(0, {
    timeout: 300_000,
  });
  await editor.rejectAll();
  await editor.choose('useBrush');
  const clean = await editor.pixels();
  await editor.drag([0.4, 0.4], [0.6, 0.6]);
  await expect(editor.button('Repair 1 mark')).toBeVisible();
  expect((await editor.pixels()).equals(clean)).toBe(false);
  await editor.choose('undo');
  await editor.shows(clean);
});
