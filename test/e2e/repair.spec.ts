import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { MaskId, PhotoId, RunId } from '../../src-shared/model/ids';
import { completeSettings } from '../../src-shared/model/settings';
import { launchHeirloom, type LaunchedApp } from './launch';
import { listen, openSample, waitFor, type TestWindow } from './studio';

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

/** Starts a repair of the sample's own mask, long enough to be interrupted. */
async function startRepair(page: Page, photoId: PhotoId, runId: RunId): Promise<void> {
  const failure = await page.evaluate(
    async ([photo, run, settings]) => {
      const { studio } = window as unknown as TestWindow;
      const mask = await studio.importMask({ photoId: photo, fileToken: 'sample-mask' as never });
      if (!mask.ok || !mask.value) return 'no mask';
      const started = await studio.startRepair({
        photoId: photo,
        runId: run,
        maskId: mask.value.maskId as MaskId,
        baseLayerId: 'original' as never,
        settings,
      });
      return started.ok ? undefined : started.error.message;
    },
    [photoId, runId, completeSettings({ iterations: 200 })] as const,
  );
  expect(failure).toBeUndefined();
}

/** Waits until an iteration of the run is kept. */
async function reachIteration(page: Page, iteration: number): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      (window as unknown as TestWindow).heard.some(
        ({ name, event }) =>
          name === 'runProgress' && (event as { keptIterations: number }).keptIterations >= wanted,
      ),
    iteration,
    { timeout: 90_000 },
  );
}

/** Waits until the run is on disk, which happens every few seconds: what came after is done again by another engine. */
async function reachCheckpoint(userData: string, runId: string): Promise<void> {
  const drafts = path.join(userData, 'drafts');
  const isWritten = () =>
    readdirSync(drafts).some((draft) =>
      existsSync(path.join(drafts, draft, 'engine/runs', runId, 'checkpoint')),
    );
  await expect.poll(isWritten, { timeout: 60_000 }).toBe(true);
}

test('a repair goes on after its engine was killed', async () => {
  test.setTimeout(240_000);
  heirloom = await launchHeirloom();
  const { page, enginePid, userData } = heirloom;
  const { photoId } = await openSample(page);
  await listen(page);
  await startRepair(page, photoId, 'run-e2e' as RunId);
  await reachIteration(page, 2);
  await reachCheckpoint(userData, 'run-e2e');
  process.kill(await enginePid(), 'SIGKILL');
  const { resumedRunId, iteration } = await waitFor(page, 'engineRecovered', 60_000);
  expect(resumedRunId).toBe('run-e2e');
  expect(iteration).toBeGreaterThanOrEqual(1);
  await reachIteration(page, iteration + 1);
  const stopped = await page.evaluate(async () => {
    const { studio } = window as unknown as TestWindow;
    const result = await studio.stopRepair({ runId: 'run-e2e' as never });
    return result.ok ? result.value : result.error.message;
  });
  expect(stopped).toMatchObject({ runId: 'run-e2e', changedOutside: 0 });
});

test('a pause is answered although the engine does not listen', async () => {
  test.setTimeout(240_000);
  heirloom = await launchHeirloom();
  const { page, enginePid, userData } = heirloom;
  const { photoId } = await openSample(page);
  await listen(page);
  await startRepair(page, photoId, 'run-deaf' as RunId);
  await reachIteration(page, 1);
  await reachCheckpoint(userData, 'run-deaf');
  const former = await enginePid();
  process.kill(former, 'SIGSTOP');
  const paused = await page.evaluate(async () => {
    const { studio } = window as unknown as TestWindow;
    return studio.pauseRepair({ runId: 'run-deaf' as never });
  });
  expect(paused).toEqual({ ok: true, value: null });
  // A stopped process ends only when Chromium loses patience with it, two seconds later.
  await expect.poll(enginePid).not.toBe(former);
  const stopped = await page.evaluate(async () => {
    const { studio } = window as unknown as TestWindow;
    const result = await studio.stopRepair({ runId: 'run-deaf' as never });
    return result.ok ? result.value : result.error.message;
  });
  expect(stopped).toMatchObject({ runId: 'run-deaf' });
});
