import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Editor, writeSmallPhoto } from './editor';
import { launchHeirloom, temporaryFolder, type LaunchedApp } from './launch';
import { expectAccessible, takePicture } from './screens';

const name = 'grandmother-1923.tif';
const savedName = 'grandmother-1923_restored.tif';
/** Long enough to be interrupted after its first checkpoint. */
const iterations = 70;

let heirloom: LaunchedApp;
let editor: Editor;
let photo: string;
/** Iterations with those at smaller sizes, as they are told from the first one on. */
let total: number;
/** What the same repair saves where nobody interferes. */
let undisturbed: Buffer;

test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);
test.afterEach(async () => heirloom.close());

/** Opens a copy of the photo and starts a repair of one stroke. */
async function startRepair(): Promise<void> {
  const folder = temporaryFolder();
  const copy = path.join(folder, name);
  if (photo) copyFileSync(photo, copy);
  else await writeSmallPhoto(copy);
  photo = copy;
  heirloom = await launchHeirloom({ files: [photo] });
  editor = new Editor(heirloom);
  await editor.ready();
  await editor.rejectAll();
  await editor.setIterations(iterations);
  await editor.paint();
  await editor.repair();
}

async function saveCopy(): Promise<Buffer> {
  await editor.finished();
  await editor.button('Save a copy…').click();
  const dialog = editor.page.getByRole('dialog', { name: 'Save a copy' });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(editor.status).toContainText('Saved');
  return readFileSync(path.join(path.dirname(photo), savedName));
}

/** Notes every alert that comes up from now on, however short it stands. @returns gives those that came */
async function watchAlerts(): Promise<() => Promise<readonly string[]>> {
  const seen = await editor.page.evaluateHandle(() => {
    const texts = new Set<string>();
    const look = () => {
      for (const alert of document.querySelectorAll('[role=alert] .error-bar-text')) {
        texts.add(alert.textContent);
      }
    };
    const changes = { childList: true, subtree: true, characterData: true };
    new MutationObserver(look).observe(document.body, changes);
    return texts;
  });
  return () => seen.evaluate((texts) => [...texts]);
}

/** Waits until the run is on disk and the document names it. */
async function reachCheckpoint(): Promise<void> {
  const drafts = path.join(heirloom.userData, 'drafts');
  const names = () => readdirSync(drafts, { recursive: true, encoding: 'utf8' });
  await expect
    .poll(() => names().some((file) => file.endsWith('checkpoint')), { timeout: 60_000 })
    .toBe(true);
  const documents = names().filter((file) => file.endsWith('document.json'));
  const text = documents.map((file) => readFileSync(path.join(drafts, file), 'utf8')).join();
  expect(text).toContain('"lastRun":{');
}

test('a repair that nobody interrupts says how far it is from its first iteration on', async () => {
  await startRepair();
  const place = /Iteration (\d+) of (\d+)/;
  await expect(editor.inspector).toContainText(place);
  total = Number(place.exec((await editor.inspector.textContent()) ?? '')?.[2]);
  expect(total).toBeGreaterThanOrEqual(iterations);
  undisturbed = await saveCopy();
  expect(undisturbed.length).toBeGreaterThan(1000);
});

test('a repair in work rests where it stood after the program was killed, and goes on to the same bits', async () => {
  await startRepair();
  await reachCheckpoint();
  heirloom.app.process().kill('SIGKILL');
  heirloom = await launchHeirloom({ userData: heirloom.userData });
  editor = new Editor(heirloom);
  const { page } = editor;
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/1 stroke, iteration \d+/);
  await expect(dialog.locator('img')).toHaveCount(1);
  await expectAccessible(page, 'recovery');
  await takePicture(page, 'dialog-recovery');
  await page.getByRole('button', { name: /^Restore draft/ }).click();
  await editor.view.waitFor();
  const paused = new RegExp(`Paused at ([1-9]\\d*) of ${total}\\. Nothing is lost\\.`);
  await expect(editor.inspector).toContainText(paused, { timeout: 60_000 });
  await takePicture(page, 'window-run-recovered');
  // Its live picture, not the damaged one.
  const standing = await editor.pixels();
  await editor.press('Shift+O');
  await expect.poll(() => editor.pixels()).not.toEqual(standing);
  await editor.press('Shift+O');
  await editor.button('Resume').click();
  expect(await saveCopy()).toEqual(undisturbed);
});

test('a repair in work is shown again after the window was killed, and ends with the same bits', async () => {
  await startRepair();
  await reachCheckpoint();
  const look = (script: string) =>
    heirloom.app.evaluate(
      ({ BrowserWindow }, code) =>
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(code) as Promise<unknown>,
      script,
    );
  await heirloom.app.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const loaded = new Promise((resolve) =>
      webContents.once('did-finish-load', () => resolve(undefined)),
    );
    webContents.forcefullyCrashRenderer();
    await loaded;
  });
  const text = async () => String(await look('document.body.innerText'));
  await expect.poll(text).toMatch(new RegExp(`Iteration [1-9]\\d* of ${total}`));
  const press = (label: string) =>
    look(
      `[...(document.querySelector('[role=dialog]') ?? document).querySelectorAll('button')]
        .find(({ innerText }) => innerText === '${label}').click()`,
    );
  await expect.poll(text, { timeout: 90_000 }).toContain('Save a copy…');
  await press('Save a copy…');
  await expect.poll(text).toContain('Your original stays untouched.');
  await press('Save');
  const saved = path.join(path.dirname(photo), savedName);
  await expect.poll(() => existsSync(saved)).toBe(true);
  expect(readFileSync(saved)).toEqual(undisturbed);
});

test('a repair in work goes on after its engine was killed, and ends with the same bits', async () => {
  await startRepair();
  await reachCheckpoint();
  const alarms = await watchAlerts();
  process.kill(await heirloom.enginePid(), 'SIGKILL');
  await expect(editor.page.getByRole('alert')).toContainText('nothing is lost');
  expect(await saveCopy()).toEqual(undisturbed);
  // Nothing else was said: no alarm that this one then replaced, and none after it.
  expect(await alarms()).toEqual([expect.stringContaining('nothing is lost')]);
  // With the masks that the new engine was given again.
  await editor.button('Variants…').click();
  await expect(editor.page.getByRole('radio', { name: /^2, \d+ % done$/ })).toBeVisible({
    timeout: 30_000,
  });
});
