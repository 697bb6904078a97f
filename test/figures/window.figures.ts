import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type {
  WindowMeasure,
  WindowMeasurement,
} from '../../src-main/cli/bench/window/window-figures';
import type { RunResult } from '../../src-shared/model/run';
import { Editor } from '../e2e/editor';
import { writeLargePhoto } from '../e2e/large-photo';
import { launchHeirloom, root, temporaryFolder, type LaunchedApp } from '../e2e/launch';
import { listen, openSample, waitFor, type TestWindow } from '../e2e/studio';
import { median, record } from './figures-file';
import { timeFrames, watchLoops, type Frames } from './watches';

/** Rounds of each measure of time; the middle one counts. */
const rounds = 3;
const overheadIterations = 4;

let heirloom: LaunchedApp | undefined;
test.afterEach(async () => {
  await heirloom?.close();
  heirloom = undefined;
});

const seconds = (milliseconds: number) => milliseconds / 1000;

function recordAll(
  measure: WindowMeasure,
  figures: readonly Omit<WindowMeasurement, 'measure'>[],
): void {
  for (const figure of figures) record({ measure, ...figure });
}

test('start: the window can be used', async () => {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    heirloom = await launchHeirloom();
    await expect(new Editor(heirloom).button('Open')).toBeEnabled();
    await new Editor(heirloom).view.waitFor();
    taken.push(performance.now() - startedAt);
    await heirloom.close();
  }
  recordAll('start', [
    {
      what: 'start to a window that can be used',
      unit: 's',
      value: seconds(median(taken)),
      target: 2,
    },
  ]);
});

test('stall: the event loops during a repair', async () => {
  heirloom = await launchHeirloom();
  const editor = new Editor(heirloom);
  const { app, page } = heirloom;
  await editor.ready();
  await editor.setIterations(6);
  const stop = await watchLoops(app, page);
  await editor.repair();
  await editor.button('Save a copy…').waitFor({ timeout: 600_000 });
  const { main, page: ofPage } = await stop();
  recordAll('stall', [
    { what: 'main held up during a repair, longest', unit: 'ms', value: main.maxMs, target: 50 },
    { what: 'main held up, 99 of 100', unit: 'ms', value: main.p99Ms, target: 50 },
    { what: 'page held up during a repair, longest', unit: 'ms', value: ofPage.maxMs, target: 50 },
    { what: 'page held up, 99 of 100', unit: 'ms', value: ofPage.p99Ms, target: 50 },
  ]);
});

test('cancel: Stop and keep until the result is there', async () => {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    heirloom = await launchHeirloom();
    const editor = new Editor(heirloom);
    await editor.ready();
    await editor.repair();
    await expect(editor.inspector).toContainText(/Iteration [1-9]\d* of \d+/);
    const stop = editor.button('Stop and keep');
    const stoppedAt = performance.now();
    await stop.click();
    await stop.waitFor({ state: 'detached' });
    taken.push(performance.now() - stoppedAt);
    await heirloom.close();
  }
  recordAll('cancel', [
    {
      what: 'Stop and keep to the end of the repair',
      unit: 's',
      value: seconds(median(taken)),
      target: 1,
    },
  ]);
});

test('respawn: an engine that was killed is replaced', async () => {
  heirloom = await launchHeirloom();
  const { page, enginePid } = heirloom;
  const { photoId } = await openSample(page);
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await listen(page);
    const killedAt = performance.now();
    process.kill(await enginePid(), 'SIGKILL');
    await waitFor(page, 'engineLost');
    await page.evaluate(async (id) => {
      const { studio } = window as unknown as TestWindow;
      await studio.makeThumbnail({ photoId: id, layerId: 'original' as never, sidePx: 64 });
    }, photoId);
    taken.push(performance.now() - killedAt);
    await waitFor(page, 'engineRecovered');
    // Engines that end at the same place again and again are given up; these end for no reason of their own.
    await page.waitForTimeout(1000);
  }
  recordAll('respawn', [
    {
      what: 'end of the engine until another serves the photo',
      unit: 's',
      value: seconds(median(taken)),
      target: 3,
    },
  ]);
});

test('overhead: a repair in the window beside the same one of the command line', async () => {
  const samples = path.join(root, 'assets/samples');
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    heirloom = await launchHeirloom();
    const editor = new Editor(heirloom);
    await editor.ready();
    await editor.setIterations(overheadIterations);
    await listen(heirloom.page);
    await editor.repair();
    const { durationMs }: RunResult = await waitFor(heirloom.page, 'runFinished', 600_000);
    await heirloom.close();
    const folder = temporaryFolder();
    const events = execFileSync(
      process.execPath,
      [
        path.join(root, 'dist/cli/heirloom.cjs'),
        'restore',
        path.join(samples, 'nagasaki-boats-damaged.png'),
        ...[
          '--mask',
          path.join(samples, 'nagasaki-boats-mask.png'),
          '-o',
          path.join(folder, 'a.png'),
        ],
        ...['--iterations', String(overheadIterations), '--json'],
      ],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    ).toString();
    const saved = events
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { event: string; durationMs: number })
      .find(({ event }) => event === 'saved')!;
    ratios.push(durationMs / saved.durationMs);
  }
  recordAll('overhead', [
    {
      what: 'a repair in the window takes longer than the command line’s by',
      unit: '%',
      value: 100 * (median(ratios) - 1),
      target: 10,
    },
  ]);
});

test('large: a photo of a hundred megapixels', async () => {
  const photo = path.join(temporaryFolder(), 'large.jpg');
  await writeLargePhoto(photo);
  const startedAt = performance.now();
  heirloom = await launchHeirloom({ files: [photo] });
  const editor = new Editor(heirloom);
  const { app, page } = heirloom;
  await editor.view.waitFor({ timeout: 300_000 });
  const openMs = performance.now() - startedAt;
  await expect(editor.inspector.getByText('Looking for damage…')).toHaveCount(0, {
    timeout: 600_000,
  });
  const readyMs = performance.now() - startedAt;
  await editor.choose('useHand');
  await editor.choose('showActualSize');
  await page.waitForTimeout(3000);
  const pan = await timeFrames(page, 'pan', 300);
  const zoom = await timeFrames(page, 'zoom', 300);
  const pagePid = await app.evaluate(
    ({ app: electronApp }) => electronApp.getAppMetrics().find(({ type }) => type === 'Tab')!.pid,
  );
  const status = readFileSync(`/proc/${pagePid}/status`, 'utf8');
  const anonymous = Number(/^RssAnon:\s*(\d+) kB/m.exec(status)![1]);
  const peak = Number(/^VmHWM:\s*(\d+) kB/m.exec(status)![1]);
  recordAll('large', [
    { what: '100 megapixels (JPEG): start until it is open', unit: 's', value: seconds(openMs) },
    {
      what: '100 megapixels: start until damage was looked for',
      unit: 's',
      value: seconds(readyMs),
    },
    {
      what: '100 megapixels: memory of the page, highest',
      unit: 'MB',
      value: peak / 1024,
      target: 600,
    },
    {
      what: '100 megapixels: memory of the page, its own after panning',
      unit: 'MB',
      value: anonymous / 1024,
    },
    ...describeFrames('panning at 100 %', pan),
    ...describeFrames('zooming', zoom),
  ]);
});

function describeFrames(
  what: string,
  { medianMs, p95Ms, count, dropped }: Frames,
): readonly Omit<WindowMeasurement, 'measure'>[] {
  return [
    { what: `${what}: frame, median`, unit: 'ms', value: medianMs, target: 17 },
    { what: `${what}: frame, 95 of 100`, unit: 'ms', value: p95Ms },
    { what: `${what}: frames dropped of ${count}`, unit: 'frames', value: dropped },
  ];
}
