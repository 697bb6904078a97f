import { expect, test } from '@playwright/test';
import { Editor } from './editor';
import { launchHeirloom, type LaunchedApp } from './launch';
import { expectAccessible, takePicture } from './screens';

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

// The sample is a whole photograph: its repair takes as long as a person waits.
test.setTimeout(600_000);

test('the first minute: marks are there, Repair heals them, the divider shows it, no question is asked', async () => {
  heirloom = await launchHeirloom();
  const editor = new Editor(heirloom);
  const { page } = heirloom;
  await editor.ready();
  await expect(page.getByText(/marks found\. Press Repair\./)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(editor.inspector).toContainText(/About .* on this CPU/, { timeout: 60_000 });
  await takePicture(page, 'window-marks');

  await editor.repair();
  await expect(editor.inspector).toContainText(/Iteration \d+ of \d+/, { timeout: 60_000 });
  await takePicture(page, 'window-repairing');
  await expectAccessible(page, 'repairing');
  await expect(editor.button('Save a copy…')).toBeVisible({ timeout: 500_000 });

  await expect(page.getByRole('slider', { name: 'Share of the original' })).toBeVisible();
  await expect(page.getByText(/Drag the handle to compare/)).toBeVisible();
  await takePicture(page, 'window-compare');
  await expectAccessible(page, 'compared');
  await editor.press('c');
  await expect(page.getByText(/Now drop your own photo here/)).toBeVisible();
});
