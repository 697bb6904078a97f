import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { root } from './launch';

/** Pictures of the window go to docs/images where they are asked for, so that an ordinary run changes no file of the project. */
const folder =
  process.env['HEIRLOOM_SCREENSHOTS'] === undefined
    ? path.join(root, 'dist/screens')
    : path.join(root, 'docs/images');

/** A picture of the whole window. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Everything that axe knows to be wrong about what is on the screen; it must be nothing. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Electron cannot open the second page that axe would otherwise collect its results in.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  expect(found, what).toEqual([]);
}
