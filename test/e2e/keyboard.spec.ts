import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { Editor, writeScratchedPhoto } from './editor';
import { launchHeirloom, temporaryFolder, type LaunchedApp } from './launch';
import { takePicture } from './screens';

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

/** Presses keys, and after each looks whether a person can see where the focus is; no pointer is used anywhere. */
class Keyboard {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.expectFocus(key);
    }
  }

  /** Goes on with a key until a control of this name has the focus. */
  async reach(name: string | RegExp, key = 'Tab', most = 60): Promise<void> {
    for (let step = 0; step < most; step++) {
      const focused = await this.focused();
      if (typeof name === 'string' ? focused === name : name.test(focused)) return;
      await this.press(key);
    }
    throw new Error(`${String(name)} was not reached; the focus is on ${await this.focused()}.`);
  }

  /** Name of what has the focus, as it is read aloud. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '';
    });
  }

  /** The focus is on something that is in view, and never nowhere. */
  private async expectFocus(after: string): Promise<void> {
    const where = () =>
      this.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return 'nowhere';
        const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
        const isInView = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
        // A native slider is seen by its track.
        return width > 0 && height > 0 && isInView ? 'seen' : `hidden: ${element.outerHTML}`;
      });
    await expect.poll(where, { message: `focus after ${after}`, timeout: 3000 }).toBe('seen');
  }
}

test('a photo is marked, repaired, compared and saved by the keyboard alone', async () => {
  const photo = path.join(temporaryFolder(), 'album.png');
  await writeScratchedPhoto(photo);
  heirloom = await launchHeirloom({ files: [photo] });
  const { page } = heirloom;
  const editor = new Editor(heirloom);
  await editor.ready();
  const keys = new Keyboard(page);

  // From area to area, and back.
  await keys.press('F6');
  for (const area of ['banner', 'navigation', 'main', 'complementary', 'contentinfo'] as const) {
    await expect(page.getByRole(area).locator(':focus')).toHaveCount(1);
    await keys.press('F6');
  }
  await keys.press('F6', 'F6');
  await expect(editor.view).toBeFocused();
  await takePicture(page, 'keyboard-photo');

  // All that could be damage is asked for; the first mark is some.
  await keys.press('F6');
  await keys.reach('Sensitivity');
  await keys.press('End');
  await expect(editor.inspector.getByText('Looking for damage…')).toHaveCount(0);
  const all = await editor.markCount();
  expect(all).toBeGreaterThan(1);
  await keys.press('Shift+F6', 'v', 'n', 'Enter');
  await expect(editor.inspector.getByRole('row', { name: /accepted/ })).toHaveCount(1);

  // The next one, in the list of marks, is not.
  await keys.press('F6');
  await keys.reach(/, proposed$/);
  await takePicture(page, 'keyboard-list');
  await keys.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Accept' })).toBeFocused();
  await takePicture(page, 'keyboard-list-menu');
  await keys.press('Escape');
  expect(await keys.focused()).toMatch(/, proposed$/);
  await keys.press('Delete');
  await expect.poll(() => editor.markCount()).toBe(all - 1);

  // An area, by its numbers.
  await keys.press('Shift+Tab');
  await keys.reach('Mark an area…', 'Shift+Tab');
  await keys.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Mark an area' })).toBeVisible();
  await keys.reach('Mark it');
  await keys.press('Enter');
  await expect.poll(() => keys.focused()).toBe('Mark an area…');
  await expect.poll(() => editor.markCount()).toBe(all);

  // A stroke with the brush: the pen goes down, along, and up again.
  await keys.press('Shift+F6');
  await expect(editor.view).toBeFocused();
  await keys.press('b', 'ArrowUp', 'Shift+ArrowUp', 'Shift+ArrowUp', 'Enter');
  await keys.press('Shift+ArrowRight', 'Shift+ArrowRight', 'Enter');
  await expect.poll(() => editor.markCount()).toBe(all + 1);
  await takePicture(page, 'keyboard-pen');
  await keys.press('Escape');

  // Repaired, with few iterations.
  await keys.reach(/^Repair \d+ marks$/);
  await keys.press('Enter');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused();
  await expect(editor.inspector).toContainText(/Iteration [1-9]/);
  await keys.press('p');
  await expect(editor.inspector).toContainText('Paused at');
  await keys.press('p');
  await editor.finished();
  await expect(page.getByRole('button', { name: 'Save a copy…' })).toBeFocused();

  // Compared: the divider's track takes the arrows.
  await keys.press('c');
  const track = page.getByRole('slider', { name: 'Share of the original' });
  await keys.reach('Share of the original', 'Shift+Tab');
  const before = await track.getAttribute('aria-valuetext');
  await keys.press('ArrowLeft', 'ArrowLeft');
  expect(await track.getAttribute('aria-valuetext')).not.toBe(before);
  await takePicture(page, 'keyboard-compare');
  await keys.press('Escape');
  await expect(track).toHaveCount(0);

  // Saved.
  await keys.reach('Save a copy…');
  await keys.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Save a copy' })).toBeVisible();
  await keys.reach('Save');
  await keys.press('Enter');
  await expect(editor.status).toContainText('Saved');
  await keys.press('Tab');
  expect(existsSync(path.join(path.dirname(photo), 'album_restored.png'))).toBe(true);
});

test('the pen of the keyboard paints at its cross after two pictures were compared', async () => {
  const photo = path.join(temporaryFolder(), 'album.png');
  await writeScratchedPhoto(photo);
  heirloom = await launchHeirloom({ files: [photo] });
  const editor = new Editor(heirloom);
  const { page } = heirloom;
  await editor.ready();
  await editor.rejectAll();
  const { width, height } = (await editor.view.boundingBox())!;
  const around = async (share: number) => {
    const left = Math.round(share * width) - 20;
    const region = { left, top: Math.round(height / 2) - 20, width: 40, height: 40 };
    return sharp(await editor.settledPixels())
      .extract(region)
      .raw()
      .toBuffer();
  };
  const [left, right] = [await around(0.25), await around(0.75)];
  await editor.choose('compareSideBySide');
  await editor.view.hover({ position: { x: 0.75 * width, y: 0.5 * height } });
  await editor.choose('compareSideBySide');
  await editor.press('ArrowRight');
  for (const key of ['ArrowLeft', 'Enter', 'Enter', 'Escape']) await page.keyboard.press(key);
  expect((await around(0.25)).equals(left)).toBe(true);
  expect((await around(0.75)).equals(right)).toBe(false);
});
