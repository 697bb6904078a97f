import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../src-main/engine/errors';
import { makeEnvironment, runInProcess } from '../../support/cli-environment';
import { createDice } from '../../support/damage-drawing';
import { drawBlob, drawStroke } from '../../support/damage-drawing-strokes';
import { softPicture } from '../../support/drawn-picture';
import { eventsOf, hashOf } from '../../support/restore-case';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const root = makeTemporaryFolder();
const width = 320;
const height = 240;

/** A grey PNG of a soft picture, with a scratch and two specks where it is damaged. */
async function makePhoto(isDamaged = true) {
  const folder = mkdtempSync(path.join(root, 'detect-'));
  const at = (name: string) => path.join(folder, name);
  const picture = softPicture(width, height, 11);
  if (isDamaged) {
    const canvas = { ...picture, owner: new Uint16Array(width * height) };
    const ink = { value: 0.97, alpha: 1, softnessPx: 0.6, number: 1, dice: createDice(3) };
    const path2 = Array.from({ length: 40 }, (_, i) => ({ x: 60 + 5 * i, y: 70 + 2 * i }));
    drawStroke(canvas, path2, { ...ink, widthPx: 2.5, gaps: 0 });
    drawBlob(canvas, { x: 60, y: 190 }, { ...ink, radiusPx: 3 });
    drawBlob(canvas, { x: 250, y: 50 }, { ...ink, radiusPx: 3 });
  }
  const data = Uint8Array.from(picture.luma, (luma) => Math.round(255 * luma));
  const raw = { width, height, channels: 1 } as const;
  await sharp(data, { raw }).toColourspace('b-w').png().toFile(at('photo.png'));
  return { photo: at('photo.png'), at };
}

const readGrey = async (file: string) => sharp(file).toColourspace('b-w').raw().toBuffer();

describe('heirloom detect', () => {
  it('says what it found and writes it as a mask', async () => {
    const { photo, at } = await makePhoto();
    const { exitCode, stdout, stderr } = await runInProcess([
      'detect',
      photo,
      '--mask-out',
      at('mask.png'),
    ]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^photo\.png: Found 2 specks of dust and 1 (scratch|fold) \(\d.* % of the photo\)\./,
    );
    expect(stdout).toContain(`The mask is in ${at('mask.png')}.`);
    const mask = await readGrey(at('mask.png'));
    expect(mask).toHaveLength(width * height);
    expect([mask[190 * width + 60], mask[110 * width + 160], mask[20 * width + 20]]).toEqual([
      255, 255, 0,
    ]);
  });

  it('says what it had to do without, and finds plain damage all the same', async () => {
    const { photo } = await makePhoto();
    const reason = 'The weights of the network are missing; install Heirloom again.';
    const environment = makeEnvironment({
      loadDamageNetwork: () => Promise.reject(new EngineError('prior', reason)),
    });
    const { exitCode, stdout, stderr } = await runInProcess(
      ['detect', photo, '--sensitivity', '0.5'],
      environment,
    );
    expect(exitCode).toBe(0);
    expect(stderr).toBe(`${reason} Damage was looked for without it.\n`);
    expect(stdout).toContain('2 specks of dust');
  });

  it('lists all marks as JSON', async () => {
    const { photo } = await makePhoto();
    const { stdout } = await runInProcess(['detect', photo, '--json', '--sensitivity', '0.5']);
    const found = JSON.parse(stdout) as {
      counts: Record<string, number>;
      sensitivity: number;
      marks: { class: string; confidence: number; reasons: string[]; isProbablyPicture: boolean }[];
    };
    expect(found.counts['dust']).toBe(2);
    expect(found.sensitivity).toBe(0.5);
    const proposed = found.marks.filter((mark) => !mark.isProbablyPicture);
    expect(proposed).toHaveLength(3);
    for (const mark of proposed) {
      expect(mark.reasons.length).toBeGreaterThan(0);
      expect(mark).not.toHaveProperty('runs');
    }
  });

  it('says in one sentence that nothing was found', async () => {
    const { photo, at } = await makePhoto(false);
    const { exitCode, stdout } = await runInProcess(['detect', photo, '--mask-out', at('m.png')]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('photo.png: No damage was found;');
    expect(Math.max(...(await readGrey(at('m.png'))))).toBe(0);
  });

  it('never writes the mask over the photo or another file', async () => {
    const { photo, at } = await makePhoto();
    const before = hashOf(photo);
    const over = await runInProcess(['detect', photo, '--mask-out', photo, '--overwrite']);
    expect([over.exitCode, hashOf(photo)]).toEqual([4, before]);
    await runInProcess(['detect', photo, '--mask-out', at('m.png')]);
    const mask = readFileSync(at('m.png'));
    const again = await runInProcess([
      'detect',
      photo,
      '--mask-out',
      at('m.png'),
      '--sensitivity',
      '1',
    ]);
    expect(again.exitCode).toBe(4);
    expect(readFileSync(at('m.png'))).toEqual(mask);
  });

  it('ends at Ctrl-C without a mask', async () => {
    const { photo, at } = await makePhoto();
    const environment = makeEnvironment();
    const pressing = setInterval(() => environment.press('SIGINT'), 5);
    const { exitCode } = await runInProcess(
      ['detect', photo, '--mask-out', at('m.png')],
      environment,
    );
    clearInterval(pressing);
    expect([exitCode, existsSync(at('m.png'))]).toEqual([130, false]);
  });
});

describe('heirloom restore without a mask', () => {
  it('repairs what it finds, tells what that is, and writes the mask', async () => {
    const { photo, at } = await makePhoto();
    const args = ['restore', photo, '--iterations', '2', '--mask-out', at('m.png'), '--json'];
    const { exitCode, stdout } = await runInProcess(args);
    expect(exitCode).toBe(0);
    const events = eventsOf(stdout);
    const found = events.find(({ event }) => event === 'found')!;
    expect(found['marks']).toMatchObject({ dust: 2 });
    expect(events.find(({ event }) => event === 'started')!['damageMask']).toMatchObject({
      path: at('m.png'),
      damagedPixelCount: found['damagedPixelCount'],
    });
    const [before, after, mask] = await Promise.all(
      [photo, at('photo_restored.png'), at('m.png')].map(readGrey),
    );
    let changedOutside = 0;
    before!.forEach((value, i) => {
      if (mask![i] === 0 && after![i] !== value) changedOutside++;
    });
    expect(changedOutside).toBe(0);
    expect(after).not.toEqual(before);
  });

  it('can be redone from its sidecar', async () => {
    const { photo, at } = await makePhoto();
    const args = [
      'restore',
      photo,
      '--iterations',
      '2',
      '--mask-out',
      at('m.png'),
      '--sidecar',
      '-q',
    ];
    expect((await runInProcess(args)).exitCode).toBe(0);
    const sidecar = at('photo_restored.png.heirloom.json');
    const { exitCode, stdout } = await runInProcess(['redo', sidecar, '--json']);
    expect(exitCode).toBe(0);
    expect(eventsOf(stdout).find(({ event }) => event === 'saved')!['isAsRecorded']).toBe(true);
  });

  it('copies a photo in which nothing is found', async () => {
    const { photo, at } = await makePhoto(false);
    const { exitCode, stdout, stderr } = await runInProcess(['restore', photo]);
    expect([exitCode, stdout]).toEqual([0, `${at('photo_restored.png')}\n`]);
    expect(stderr).toContain('No damage was found');
    expect(stderr).toContain('the photo is copied as it is');
    expect(await readGrey(at('photo_restored.png'))).toEqual(await readGrey(photo));
  });
});
