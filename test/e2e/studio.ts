import type { Page } from '@playwright/test';
import type { OpenedPhoto, StudioApi, StudioEvents } from '../../src-shared/contract';

/** What the tests put into the page. */
export interface TestWindow {
  readonly studio: StudioApi;
  heard: { readonly name: string; readonly event: unknown }[];
}

/** Writes down everything that main tells the window from now on. */
export async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { studio } = window as unknown as TestWindow;
    const heard: TestWindow['heard'] = [];
    (window as unknown as TestWindow).heard = heard;
    const names = [
      'engineStatus',
      'engineLost',
      'engineRecovered',
      'engineGivenUp',
      'deviceLost',
      'runProgress',
      'runFinished',
      'runFailed',
      'damagePreview',
      'menuCommand',
      'filesHandedOver',
      'photoChangedOnDisk',
      'networkReport',
    ] as const;
    for (const name of names) studio.on(name, (event) => heard.push({ name, event }));
  });
}

/** Waits for an event that main tells after `listen`, and gives the first one. */
export async function waitFor<Name extends keyof StudioEvents>(
  page: Page,
  name: Name,
  timeoutMs = 30_000,
): Promise<StudioEvents[Name]> {
  const handle = await page.waitForFunction(
    (wanted) => (window as unknown as TestWindow).heard.find((entry) => entry.name === wanted),
    name,
    { timeout: timeoutMs },
  );
  const entry = (await handle.jsonValue()) as { event: StudioEvents[Name] };
  return entry.event;
}

/** Opens the photo that comes with the program. */
export async function openSample(page: Page): Promise<OpenedPhoto['photo']> {
  return page.evaluate(async () => {
    const { studio } = window as unknown as TestWindow;
    const result = await studio.openSample({});
    if (!result.ok) throw new Error(result.error.message);
    return result.value.photo;
  });
}
