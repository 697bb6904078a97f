import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPhoto } from '../../../src-main/imaging/decode';
import { sweepStaleTemporaries } from '../../../src-main/files/atomic-write';
import { savePhoto } from '../../../src-main/imaging/save';
import { compareSamples, makeRandom, makeSamples, sharpFrom } from '../../support/make-photos';
import { bundleScript, startScript } from '../../support/run-script';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const kills = 30;

/** Saves over and over, each time with another colour in the corner, and says so when it begins. */
const saveForever = `
import { openPhoto } from './src-main/imaging/decode';
import { savePhoto } from './src-main/imaging/save';
async function run() {
  const [sourcePath, targetPath] = process.argv.slice(2);
  const { samples, source } = await openPhoto(sourcePath);
  for (let turn = 0; ; turn += 1) {
    samples.data.fill(turn % 251, 0, 30);
    console.log('saving');
    await savePhoto({ samples, source, targetPath, format: 'tiff', overwrite: true });
  }
}
void run();
`;

describe('a save that is killed', () => {
  it(`leaves the old or the new file whole, ${kills} times out of ${kills}`, async () => {
    const script = await bundleScript(folder, saveForever);
    const source = path.join(folder, 'aunt.png');
    writeFileSync(
      source,
      await sharpFrom(makeSamples(400, 300, { bitDepth: 16 }))
        .png()
        .toBuffer(),
    );
    const original = readFileSync(source);
    const target = path.join(folder, 'aunt_restored.tif');
    const expected = (await openPhoto(source)).samples;
    const random = makeRandom(5);
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, ended } = startScript(script, [source, target]);
      await new Promise((resolve) => child.stdout?.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, 150 * random()));
      child.kill('SIGKILL');
      await ended;
      expect(readFileSync(source).equals(original)).toBe(true);
      const exists = readdirSync(folder).includes('aunt_restored.tif');
      if (!exists) continue;
      const { samples } = await openPhoto(target);
      // Thirty samples of the corner tell the turns apart; all others are the original's.
      expect(new Set(samples.data.slice(0, 30)).size).toBe(1);
      samples.data.set(expected.data.subarray(0, 30));
      expect(compareSamples(samples, expected).differing).toBe(0);
    }
    expect(readdirSync(folder)).toContain('aunt_restored.tif');
    const strays = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
    for (const name of strays) utimesSync(path.join(folder, name), 0, 0);
    await sweepStaleTemporaries(folder);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && isMountAllowed();

function isMountAllowed(): boolean {
  const point = path.join(folder, 'probe');
  mkdirSync(point);
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', point], {
      stdio: 'ignore',
    });
    execFileSync('/bin/umount', [point]);
    return true;
  } catch {
    console.warn(
      'SKIPPED: no small drive can be mounted here, so full and read-only drives are not tried.',
    );
    return false;
  }
}

describe.skipIf(!canMount)('a drive of its own', () => {
  function mountDrive(name: string, size: string): string {
    const point = path.join(folder, name);
    mkdirSync(point);
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', point]);
    onTestFinished(() => void execFileSync('/bin/umount', ['-l', point]));
    return point;
  }

  it('that is too small: nothing is left, and the message says how much is needed and free', async () => {
    const drive = mountDrive('small', '512k');
    const source = path.join(folder, 'large.png');
    writeFileSync(
      source,
      await sharpFrom(makeSamples(700, 500, { bitDepth: 16 }))
        .png()
        .toBuffer(),
    );
    const photo = await openPhoto(source);
    const targetPath = path.join(drive, 'copy.png');
    await expect(savePhoto({ ...photo, targetPath })).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/needs \d+ MB and 52\d kB are free/) as string,
    });
    expect(readdirSync(drive)).toEqual([]);
  });

  it('that fills up while the file is written', async () => {
    const drive = mountDrive('filling', '1m');
    const source = path.join(folder, 'medium.png');
    writeFileSync(
      source,
      await sharpFrom(makeSamples(300, 200, { bitDepth: 16 }))
        .png()
        .toBuffer(),
    );
    const photo = await openPhoto(source);
    const room = 1024 * 1024 - statSync(source).size / 2;
    writeFileSync(path.join(drive, 'ballast'), Buffer.alloc(room - (room % 4096)));
    const { nodeFileSystem } = await import('../../../src-main/files/file-system');
    const blind = { ...nodeFileSystem, freeBytes: () => Promise.resolve(undefined) };
    await expect(
      savePhoto({ ...photo, targetPath: path.join(drive, 'copy.png'), fileSystem: blind }),
    ).rejects.toMatchObject({ code: 'disk-full' });
    expect(readdirSync(drive)).toEqual(['ballast']);
  });

  it('that may only be read', async () => {
    const drive = mountDrive('sealed', '1m');
    execFileSync('/bin/mount', ['-o', 'remount,ro', drive]);
    const source = path.join(folder, 'small.png');
    writeFileSync(source, await sharpFrom(makeSamples(20, 20)).png().toBuffer());
    const photo = await openPhoto(source);
    await expect(
      savePhoto({ ...photo, targetPath: path.join(drive, 'copy.png') }),
    ).rejects.toMatchObject({
      code: 'folder-read-only',
    });
  });
});
