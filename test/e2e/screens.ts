import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { root } from './launch';

/** The pictures that docs/window.md and the README show. */
const documented: ReadonlySet<string> = new Set([
  'window-marks',
  'window-repairing',
  'window-compare',
  'window-empty-light',
  'window-marking-dark',
  'menu-mark',
  'evidence',
  'window-run-recovered',
  'dialog-recovery',
  'dialog-save-choices',
  'window-batch-review',
  'dialog-showSettings-light',
  'dialog-showShortcuts-light',
  'dialog-showPrivacy-dark',
  'forced-photo',
]);

/** Where they are asked for, so that an ordinary run changes no file of the project. */
const renewsDocuments = process.env['HEIRLOOM_SCREENSHOTS'] !== undefined;

/** A picture of the whole window. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = renewsDocuments && documented.has(name) ? 'docs/images' : 'dist/screens';
  await page.screenshot({ path: path.join(root, folder, `${name}.png`) });
}

/** Everything that axe knows to be wrong about what is on the screen; it must be nothing. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Electron cannot open the second page that axe would otherwise collect its results in.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  expect(found, what).toEqual([]);
}
