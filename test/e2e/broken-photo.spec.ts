import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Editor } from './editor';
import { launchHeirloom, root, temporaryFolder, type LaunchedApp } from './launch';

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

test('what can be read of a broken photo is opened when it is asked for, to be looked at only', async () => {
  const whole = readFileSync(path.join(root, 'assets/samples/nagasaki-boats.jpg'));
  const file = path.join(temporaryFolder(), 'from-an-old-cd.jpg');
  writeFileSync(file, whole.subarray(0, Math.round(whole.length * 0.6)));
  heirloom = await launchHeirloom({ files: [file] });
  const editor = new Editor(heirloom);
  const { page } = editor;
  await expect(page.getByRole('alert')).toContainText('ends too early');
  await editor.button('Open what can be read').click();
  await editor.view.waitFor();
  await expect(page.locator('.error-bar-text')).toContainText('opened for viewing only');
  await expect(editor.inspector).toContainText('can only be looked at');
});
