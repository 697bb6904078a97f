import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Editor } from './editor';
import { copyInspectable, hasFuse } from './fuses';
import { launchHeirloom, root, type LaunchedApp } from './launch';
import { openSample, type TestWindow } from './studio';

// The folder that `npm run package:dir` makes on Linux.
const folder = path.join(root, 'dist/packages/linux-unpacked');
const executable = path.join(folder, 'heirloom');
const inspectable = path.join(folder, 'heirloom-inspectable');
test.skip(process.platform !== 'linux', 'Only the Linux package is tried here.');

let heirloom: LaunchedApp | undefined;

test.beforeAll(() => {
  test.setTimeout(300_000);
  execFileSync(process.execPath, ['scripts/package.mjs', '--dir'], { cwd: root, stdio: 'ignore' });
});
test.afterAll(async () => {
  await heirloom?.close();
  rmSync(inspectable, { force: true });
});

test('the packaged application opens its sample, loads its prior and repairs', async () => {
  test.setTimeout(400_000);
  copyInspectable(executable, inspectable);
  heirloom = await launchHeirloom({ executable: inspectable });
  const { app, page, stderr } = heirloom;
  expect(await app.evaluate(({ app: electronApp }) => electronApp.isPackaged)).toBe(true);
  expect(await openSample(page)).toMatchObject({ width: 1024, height: 819 });
  const readState = async () =>
    page.evaluate(async () => {
      const { studio } = window as unknown as TestWindow;
      const status = await studio.getEngineStatus({});
      return status.ok ? (status.value.failure ?? status.value.state) : status.error.message;
    });
  await expect.poll(readState, { timeout: 60_000 }).toBe('ready');

  const editor = new Editor(heirloom);
  await editor.ready();
  await editor.setIterations(2);
  await editor.repair();
  await expect(editor.button('Save a copy…')).toBeVisible({ timeout: 300_000 });
  await expect(editor.inspector).toContainText('the rest is unchanged');
  expect(stderr()).not.toMatch(/GLib|g_object/);
});

test('the program is no Node, takes no debugger, and starts from its archive only', () => {
  expect(hasFuse(executable, 'runAsNode')).toBe(false);
  expect(hasFuse(executable, 'nodeOptions')).toBe(false);
  expect(hasFuse(executable, 'nodeInspect')).toBe(false);
  expect(hasFuse(executable, 'onlyFromArchive')).toBe(true);
});

test('the package holds what this system needs, and no more', () => {
  const unpacked = path.join(folder, 'resources/app.asar.unpacked/node_modules');
  expect(readdirSync(path.join(unpacked, '@img')).sort()).toEqual(['colour', 'sharp-wasm32']);
  const binaries = path.join(unpacked, 'onnxruntime-node/bin/napi-v6');
  expect(readdirSync(binaries)).toEqual(['linux']);
  expect(readdirSync(path.join(binaries, 'linux'))).toEqual([process.arch]);
  // The header of the archive is a list of its files, in JSON.
  const archive = readFileSync(path.join(folder, 'resources/app.asar'));
  const header = archive.subarray(0, archive.readUInt32LE(4)).toString();
  for (const foreign of ['"test"', '"src-main"', '"react"', '"training"', 'main.cjs.map']) {
    expect(header).not.toContain(foreign);
  }
  for (const needed of ['models', 'samples', 'LICENSE', 'THIRD-PARTY.md']) {
    expect(existsSync(path.join(folder, 'resources', needed))).toBe(true);
  }
});
