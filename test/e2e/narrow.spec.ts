import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
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
  ['markArea', 'Mark an area'],
  ['saveCopy', 'Save a copy'],
];

async function open(): Promise<Editor> {
  const photo = path.join(temporaryFolder(), 'grandmother-1923.tif');
  await writeSmallPhoto(photo);
  heirloom = await launchHeirloom({ files: [photo] });
  const editor = new Editor(heirloom);
  await editor.ready();
  await editor.rejectAll();
  await editor.setIterations(1);
  await editor.paint();
  await editor.repair();
  await editor.finished();
  return editor;
}

/** What is wider than the place that it has, though nothing scrolls it or cuts it with dots, or lies outside the window. */
async function whatIsCut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const describe = (element: Element) =>
      `${element.tagName} ${element.className} “${element.textContent.slice(0, 40)}”`;
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && getComputedStyle(element).visibility === 'visible';
    };
    const cut: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      if (!isSeen(element) || element.closest('svg, .visually-hidden, .slider-stops')) continue;
      const { overflowX, display, textOverflow } = getComputedStyle(element);
      const isTooWide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      if (isTooWide && overflowX === 'hidden' && textOverflow !== 'ellipsis') {
        cut.push(describe(element));
      }
      if (isTooWide && overflowX === 'visible' && display !== 'inline') cut.push(describe(element));
      const isControl = element.matches('button, input, select, [role=slider]');
      const { left, right } = element.getBoundingClientRect();
      if (isControl && (left < -1 || right > innerWidth + 1))
        cut.push(`outside: ${describe(element)}`);
    }
    return cut;
  });
}

async function expectWhole(page: Page, what: string): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }));
  expect(scrollWidth, what).toBeLessThanOrEqual(clientWidth);
  expect(await whatIsCut(page), what).toEqual([]);
  await expectAccessible(page, what);
}

async function lookAtDialogs(editor: Editor, suffix: string): Promise<void> {
  const { page } = editor;
  for (const [command, title] of dialogs) {
    await editor.choose(command);
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await page.waitForTimeout(300);
    await takePicture(page, `${suffix}-${command}`);
    await expectWhole(page, `${title}, ${suffix}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
}

test('nothing is cut at twice the text size, 640 pixels wide', async () => {
  test.setTimeout(240_000);
  const editor = await open();
  const { app, page } = heirloom;
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(2);
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(640);
  await takePicture(page, 'narrow-photo');
  await expectWhole(page, 'the photo');
  await editor.button('Repair and marks').click();
  await expect(editor.inspector).toBeVisible();
  await takePicture(page, 'narrow-inspector');
  await expectWhole(page, 'the drawer');
  await editor.button('Repair and marks').click();
  await lookAtDialogs(editor, 'narrow');
  await editor.choose('showBatch');
  await takePicture(page, 'narrow-batch');
  await expectWhole(page, 'the batch');
});

test('everything can be seen in forced colours, and nothing moves that need not', async () => {
  test.setTimeout(240_000);
  const editor = await open();
  const { page } = heirloom;
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await takePicture(page, 'forced-photo');
  // Letters have soft edges; a plate that hides them has none.
  const primary = await editor.button('Save a copy…').screenshot();
  const { data } = await sharp(primary).greyscale().raw().toBuffer({ resolveWithObject: true });
  expect(new Set(data).size).toBeGreaterThan(20);
  await expectWhole(page, 'the photo');
  await lookAtDialogs(editor, 'forced');
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
  );
  expect(moving).toBe(0);
});

test('a tooltip belongs to what it explains', async () => {
  const editor = await open();
  const { page } = heirloom;
  await page.getByRole('radio', { name: /^Brush/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('tooltip')).toBeVisible();
  await expectAccessible(page, 'a tooltip');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expect(editor.view).toBeVisible();
});
