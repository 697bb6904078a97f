import { spawn } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import {
  commandLine,
  electronPath,
  launchHeirloom,
  root,
  temporaryFolder,
  type LaunchedApp,
} from './launch';
import { openSample, type TestWindow } from './studio';

const sample = path.join(root, 'assets/samples/nagasaki-boats.jpg');

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

const openNames = async () =>
  heirloom.page.evaluate(async () => {
    const { studio } = window as unknown as TestWindow;
    const state = await studio.getStartState({});
    return state.ok ? state.value.openPhotos.map(({ photo }) => photo.name) : [];
  });

test('a window opens, with nothing said on standard error about GLib', async () => {
  heirloom = await launchHeirloom();
  const { app, page, openMs } = heirloom;
  test.info().annotations.push({ type: 'first window', description: `${Math.round(openMs)} ms` });
  const size = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getSize()),
  );
  expect(size).toEqual([[1280, 800]]);
  await openSample(page);
  // The stock build of sharp meets Electron's own GLib on Linux and fills standard error.
  expect(heirloom.stderr()).not.toMatch(/GLib|g_object/);
});

test('a second start hands its photo to the first and ends', async () => {
  heirloom = await launchHeirloom();
  const second = spawn(electronPath(), [...commandLine(heirloom.userData), sample], {
    stdio: 'ignore',
  });
  const code = await new Promise((resolve) => second.on('exit', resolve));
  expect(code).toBe(0);
  await expect.poll(openNames).toEqual(['nagasaki-boats.jpg']);
});

test('photos on the command line wait for the window', async () => {
  const photo = path.join(temporaryFolder(), 'grandmother – 1923.jpg');
  copyFileSync(sample, photo);
  heirloom = await launchHeirloom({ files: [photo] });
  await expect.poll(openNames).toEqual(['grandmother – 1923.jpg']);
});

test('the window comes back where it was', async () => {
  heirloom = await launchHeirloom();
  const { app, page, userData } = heirloom;
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setBounds({ x: 40, y: 50, width: 1000, height: 700 }),
  );
  // The display moves a window when it comes to it.
  await page.waitForFunction(() => window.innerWidth === 1000);
  await heirloom.close();
  heirloom = await launchHeirloom({ userData });
  const bounds = await heirloom.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.getBounds(),
  );
  expect(bounds).toMatchObject({ width: 1000, height: 700 });
});

test('a window that cannot begin says why', async () => {
  const userData = temporaryFolder();
  // Where the drafts are to be kept there is something else.
  writeFileSync(path.join(userData, 'drafts'), '');
  heirloom = await launchHeirloom({ userData });
  await expect(heirloom.page.getByRole('alert')).toContainText('this was not done');
});
