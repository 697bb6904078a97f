import { expect, test } from '@playwright/test';
import { isAlive, launchHeirloom, type LaunchedApp } from './launch';
import { listen, openSample, waitFor, type TestWindow } from './studio';

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

test('an engine that is killed is replaced within seconds, with the photo open', async () => {
  heirloom = await launchHeirloom();
  const { page, enginePid } = heirloom;
  const { photoId } = await openSample(page);
  await listen(page);
  const former = await enginePid();
  const killedAt = performance.now();
  process.kill(former, 'SIGKILL');
  await waitFor(page, 'engineLost');
  const png = await page.evaluate(async (id) => {
    const { studio } = window as unknown as TestWindow;
    const result = await studio.makeThumbnail({
      photoId: id,
      layerId: 'original' as never,
      sidePx: 64,
    });
    return result.ok ? [...result.value.slice(1, 4)] : result.error.message;
  }, photoId);
  const backMs = Math.round(performance.now() - killedAt);
  test.info().annotations.push({ type: 'photo served again after', description: `${backMs} ms` });
  expect(png).toEqual([...Buffer.from('PNG')]);
  expect(await enginePid()).not.toBe(former);
  await waitFor(page, 'engineRecovered');
});

test('no process outlives a main process that is killed', async () => {
  heirloom = await launchHeirloom();
  const { page, app, pids, enginePid } = heirloom;
  await openSample(page);
  const all = await pids();
  expect(all).toContain(await enginePid());
  app.process().kill('SIGKILL');
  await expect.poll(() => all.filter(isAlive), { timeout: 5000 }).toEqual([]);
});

test('a page whose process dies comes back with its photo', async () => {
  heirloom = await launchHeirloom();
  const { page, app } = heirloom;
  const { photoId } = await openSample(page);
  const openPhotos = await app.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const loaded = new Promise((resolve) =>
      webContents.once('did-finish-load', () => resolve(undefined)),
    );
    webContents.forcefullyCrashRenderer();
    await loaded;
    const ids =
      'studio.getStartState({}).then(({ value }) => value.openPhotos.map(({ photo }) => photo.photoId))';
    return webContents.executeJavaScript(ids) as Promise<string[]>;
  });
  expect(openPhotos).toEqual([photoId]);
});

test('a page whose process dies twice gives way to one without a script, which leads back', async () => {
  heirloom = await launchHeirloom();
  const { app } = heirloom;
  const crash = async () =>
    app.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      const loaded = new Promise((resolve) =>
        webContents.once('did-finish-load', () => resolve(undefined)),
      );
      webContents.forcefullyCrashRenderer();
      await loaded;
      return webContents.getURL();
    });
  expect(await crash()).toBe('app://heirloom/index.html');
  expect(await crash()).toBe('app://heirloom/crashed.html');
  const address = await app.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const loaded = new Promise((resolve) =>
      webContents.once('did-finish-load', () => resolve(undefined)),
    );
    await webContents.executeJavaScript("document.querySelector('a').click()");
    await loaded;
    return webContents.getURL();
  });
  expect(address).toBe('app://heirloom/index.html');
});
