import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { CommandId } from '../../src-shared/commands';
import { Editor, writeSmallPhoto } from './editor';
import { launchHeirloom, temporaryFolder, type LaunchedApp } from './launch';
import { expectAccessible, takePicture } from './screens';

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

const dialogs: readonly (readonly [CommandId, string])[] = [
  ['showSettings', 'Settings'],
  ['showShortcuts', 'Keyboard shortcuts'],
  ['showPrivacy', 'Privacy'],
  ['showAbout', 'About Heirloom'],
  ['markArea', 'Mark an area'],
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every screen can be used without eyes or mouse, ${colorScheme}`, async () => {
    const photo = path.join(temporaryFolder(), 'grandmother-1923.tif');
    await writeSmallPhoto(photo);
    heirloom = await launchHeirloom({ files: [photo] });
    const editor = new Editor(heirloom);
    const { page } = heirloom;
    await page.emulateMedia({ colorScheme });
    await editor.ready();
    await editor.paint();
    await editor.openPanel('Advanced');
    await expectAccessible(page, 'marking');
    await takePicture(page, `window-marking-${colorScheme}`);
    await editor.button('Advanced').click();
    for (const [command, title] of dialogs) {
      await editor.choose(command);
      await expect(page.getByRole('dialog', { name: title })).toBeVisible();
      await expectAccessible(page, title);
      await takePicture(page, `dialog-${command}-${colorScheme}`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await editor.choose('closePhoto');
    await expect(page.getByText('Drop a photo or a folder here.')).toBeVisible();
    await expectAccessible(page, 'empty');
    await takePicture(page, `window-empty-${colorScheme}`);
  });
}

test('nothing is cut at twice the text size and half the width', async () => {
  const photo = path.join(temporaryFolder(), 'grandmother-1923.tif');
  await writeSmallPhoto(photo);
  heirloom = await launchHeirloom({ files: [photo] });
  const editor = new Editor(heirloom);
  const { page, app } = heirloom;
  await editor.ready();
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(2);
  });
  await editor.button('Repair and marks').click();
  await expect(editor.inspector).toBeVisible();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await expectAccessible(page, 'twice the size');
  await takePicture(page, 'window-twice-the-size');
});
