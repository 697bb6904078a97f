import path from 'node:path';
import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';
import type { CommandId } from '../../src-shared/commands';
import { createDice } from '../support/damage-drawing';
import { drawStroke } from '../support/damage-drawing-strokes';
import { softPicture } from '../support/drawn-picture';
import { root, type LaunchedApp } from './launch';

const clean = path.join(root, 'assets/samples/nagasaki-boats.jpg');

/** Width and height of `writeSmallPhoto`'s photo. */
export const smallPhoto = { width: 300, height: 220 } as const;

/** A small part of a real photograph, 16 bit and in colour: a repair of it takes seconds. */
export async function writeSmallPhoto(file: string): Promise<void> {
  const tint = [1, 0.9, 0.75];
  const { data } = await sharp(clean)
    .extract({ left: 330, top: 500, ...smallPhoto })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const samples = new Uint16Array(smallPhoto.width * smallPhoto.height * 3);
  for (let index = 0; index < samples.length; index++) {
    // Values that 8 bits cannot hold, and that say where they belong.
    const light = data[Math.floor(index / 3)]! * 250 + (index % 241);
    samples[index] = Math.round(light * tint[index % 3]!);
  }
  await sharp(samples, { raw: { ...smallPhoto, channels: 3 } })
    .toColourspace('rgb16')
    .withDensity(300)
    .tiff({ compression: 'deflate' })
    .toFile(file);
}

/** The torn corner of the damaged sample, which nobody would take for a part of the picture. */
export async function writeTornPhoto(file: string): Promise<void> {
  await sharp(path.join(root, 'assets/samples/nagasaki-boats-damaged.png'))
    .extract({ left: 724, top: 0, ...smallPhoto })
    .png()
    .toFile(file);
}

/** Width and height of `writeScratchedPhoto`'s photo. */
export const scratchedPhoto = { width: 640, height: 420 } as const;

/** Strength of the scratches below, from the top: some that nobody overlooks, and fainter and fainter ones. */
const scratchStrengths = [0.3, 0.25, 0.16, 0.12, 0.09, 0.07, 0.055, 0.045] as const;

/** A soft picture with scratches that are all alike but for their strength: of some of them nobody can be sure. */
export async function writeScratchedPhoto(file: string): Promise<void> {
  const { width, height } = scratchedPhoto;
  const picture = softPicture(width, height, 7, 0.012);
  const canvas = { ...picture, owner: new Uint16Array(width * height) };
  const dice = createDice(4);
  for (const [index, alpha] of scratchStrengths.entries()) {
    const length = index === 0 ? 220 : 110;
    const path = Array.from({ length: 40 }, (_, step) => ({
      x: 60 + (length * step) / 39,
      y: 40 + 44 * index + (length * 0.137 * step) / 39,
    }));
    const ink = { value: 1, alpha, softnessPx: 0.6, number: 1, widthPx: 2, gaps: 0 };
    drawStroke(canvas, path, { ...ink, dice });
  }
  const samples = Uint16Array.from(canvas.luma, (luma) => Math.round(65_535 * luma));
  await sharp(samples, { raw: { width, height, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toFile(file);
}

/** A white page of dark strokes. */
export async function writeDrawing(file: string): Promise<void> {
  const [width, height] = [400, 300];
  const page = { width, height, luma: new Float32Array(width * height).fill(1) };
  const canvas = { ...page, owner: new Uint16Array(width * height) };
  const dice = createDice(6);
  const ink = { value: 0, alpha: 1, softnessPx: 0.5, number: 1, gaps: 0, widthPx: 2, dice };
  for (let stroke = 0; stroke < 40; stroke++) {
    const from = { x: width * dice(), y: height * dice() };
    const to = { x: from.x + 120 * (dice() - 0.5), y: from.y + 120 * (dice() - 0.5) };
    drawStroke(canvas, [from, to], ink);
  }
  const samples = Uint8Array.from(canvas.luma, (luma) => Math.round(255 * luma));
  await sharp(samples, { raw: { width, height, channels: 1 } })
    .png()
    .toFile(file);
}

/** Samples of a file as 16-bit numbers, or what 8 bits give. */
export async function readSamples(file: string): Promise<{ depth: string; data: Uint16Array }> {
  const { depth } = await sharp(file).metadata();
  const { data } = await sharp(file)
    .toColourspace('rgb16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  return { depth: depth, data: new Uint16Array(data.buffer, data.byteOffset, data.length / 2) };
}

/** The window as a person uses it. */
export class Editor {
  readonly page: Page;
  readonly view: Locator;
  readonly inspector: Locator;
  readonly status: Locator;

  private readonly app: ElectronApplication;

  constructor({ app, page }: Pick<LaunchedApp, 'app' | 'page'>) {
    this.app = app;
    this.page = page;
    this.view = page.getByTestId('photo-view');
    this.inspector = page.getByRole('complementary', { name: 'Repair and marks' });
    this.status = page.getByRole('contentinfo');
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Waits until the photo is open and the detector has answered. */
  async ready(): Promise<void> {
    await this.view.waitFor();
    await expect(this.inspector.getByText('Looking for damage…')).toHaveCount(0);
    await expect(this.button('Find damage')).toBeVisible();
  }

  /** Takes all marks of the detector away, so that a test repairs what it has painted. */
  async rejectAll(): Promise<void> {
    await this.choose('selectAllMarks');
    await this.press('Delete');
  }

  /** A key with the photo in focus. */
  async press(key: string): Promise<void> {
    await this.view.focus();
    await this.page.keyboard.press(key);
  }

  /** How many marks Repair would take. */
  async markCount(): Promise<number> {
    const name = await this.button(/^Repair( \d+ marks?)?$/)
      .first()
      .textContent();
    return Number(/\d+/.exec(name ?? '')?.[0] ?? 0);
  }

  /** Cautious (Home) or thorough (End); resolves once there is an answer. */
  async setSensitivity(key: 'Home' | 'End'): Promise<void> {
    const slider = this.inspector.getByRole('slider', { name: 'Sensitivity' });
    await slider.focus();
    await slider.press(key);
    await expect(this.inspector.getByText('Looking for damage…')).toHaveCount(0);
  }

  /** An item of the menu bar: keys with Ctrl are its own, and reach it from real keyboards only. */
  async choose(command: CommandId): Promise<void> {
    await this.app.evaluate(({ Menu }, id) => {
      Menu.getApplicationMenu()?.getMenuItemById(id)?.click();
    }, command);
  }

  /** Opens a folder as a batch, with the system's dialog answered for the person. */
  async openFolder(folder: string): Promise<void> {
    await this.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, folder);
    await this.choose('openFolder');
  }

  /** Paints with the tool in hand; places are shares of the photo area. */
  async drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const box = (await this.view.boundingBox())!;
    const place = ([x, y]: readonly [number, number]) =>
      [box.x + x * box.width, box.y + y * box.height] as const;
    const { mouse } = this.page;
    await mouse.move(...place(from));
    await mouse.down();
    await mouse.move(...place(to), { steps: 8 });
    await mouse.up();
  }

  /** Fewer iterations: the tests look at what happens, not at how it looks. */
  async setIterations(count: number): Promise<void> {
    await this.button('Advanced').click();
    const field = this.inspector.getByRole('spinbutton', { name: 'Iterations' });
    await field.fill(String(count));
    await field.press('Enter');
    await this.button(/^Advanced/).click();
  }

  /** One stroke across the middle. */
  async paint(): Promise<void> {
    await this.drag([0.4, 0.45], [0.55, 0.5]);
  }

  /** One stroke and nothing else is repaired, as quickly as can be. */
  async repairStroke(): Promise<void> {
    await this.ready();
    await this.rejectAll();
    await this.setIterations(1);
    await this.paint();
    await this.repair();
    await this.finished();
  }

  async openPanel(name: 'Iterations' | 'Advanced'): Promise<void> {
    const button = this.button(new RegExp(`^${name}`));
    if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
  }

  async repair(): Promise<void> {
    await this.button(/^Repair \d+ marks?$/).click();
  }

  async finished(): Promise<void> {
    await expect(this.button('Save a copy…')).toBeVisible({ timeout: 90_000 });
  }

  /** Pixels of the photo area, as they are on the screen. */
  async pixels(): Promise<Buffer> {
    // Away from the picture and with the focus elsewhere, so that neither ring is part of it.
    await this.page.mouse.move(5, 5);
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    return this.view.screenshot();
  }

  /** Waits until the photo area has shown the same for a moment: rough tiles have given way to fine ones. */
  async settledPixels(): Promise<Buffer> {
    let last = await this.pixels();
    await expect
      .poll(
        async () => {
          const before = last;
          last = await this.pixels();
          return last.equals(before);
        },
        { intervals: [500] },
      )
      .toBe(true);
    return last;
  }

  /** Waits until the photo area shows exactly these pixels. */
  async shows(pixels: Buffer): Promise<void> {
    await expect.poll(async () => (await this.pixels()).equals(pixels)).toBe(true);
  }
}
