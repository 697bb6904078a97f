import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { launchHeirloom, root, temporaryFolder, type LaunchedApp } from './launch';
import { takePicture } from './screens';

let heirloom: LaunchedApp;
test.afterEach(async () => heirloom.close());

/** Where each system keeps what a person has given to a program, and the variable that moves it. */
const dataFolders: Partial<
  Record<NodeJS.Platform, { readonly variable: string; readonly place: string }>
> = {
  darwin: { variable: 'HOME', place: 'Library/Application Support/Heirloom' },
  win32: { variable: 'APPDATA', place: 'Heirloom' },
};
const { variable, place } = dataFolders[process.platform] ?? {
  variable: 'XDG_DATA_HOME',
  place: 'heirloom',
};

/** A copy of the shipped prior under another name, where `heirloom models add` puts priors. */
function addOwnPrior(): { readonly env: Record<string, string>; readonly folder: string } {
  const dataHome = temporaryFolder();
  const folder = path.join(dataHome, place, 'models/mine');
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(root, 'models/photo-unet-s7'), folder, { recursive: true });
  const file = path.join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...manifest, id: 'mine', name: 'My own prior' }));
  return { env: { [variable]: dataHome }, folder };
}

async function openDevicePanel(page: Page): Promise<void> {
  const device = page.locator('.status-item-fixed', { hasText: /CPU|Starting/ });
  await expect(device).toHaveText(/CPU/, { timeout: 60_000 });
  await device.click();
}

const modelOf = (page: Page) => page.getByRole('button', { name: /Model$/ });

test('a prior that was added is chosen in the window, kept, and left when it is gone', async () => {
  test.setTimeout(180_000);
  const { env, folder } = addOwnPrior();
  heirloom = await launchHeirloom({ env });
  const { userData } = heirloom;
  await openDevicePanel(heirloom.page);
  await expect(modelOf(heirloom.page)).toHaveText('Photo U-Net, scalar sigma');
  await modelOf(heirloom.page).click();
  await heirloom.page.getByRole('option', { name: 'My own prior' }).click();
  await expect(modelOf(heirloom.page)).toHaveText('My own prior', { timeout: 60_000 });
  await takePicture(heirloom.page, 'status-model');
  await heirloom.close();

  heirloom = await launchHeirloom({ env, userData });
  await openDevicePanel(heirloom.page);
  await expect(modelOf(heirloom.page)).toHaveText('My own prior');
  await heirloom.close();

  rmSync(folder, { recursive: true });
  heirloom = await launchHeirloom({ env, userData });
  await openDevicePanel(heirloom.page);
  await expect(heirloom.page.getByText('The model “mine” could not be used')).toBeVisible();
  await expect(modelOf(heirloom.page)).toHaveCount(0);
});
