import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runInProcess } from '../../support/cli-environment';
import { makeSamples, sharpFrom } from '../../support/make-photos';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const at = (name: string) => path.join(folder, name);

describe('heirloom inspect', () => {
  it('shows what is in a photo as a table', async () => {
    await sharpFrom(makeSamples(40, 30))
      .withMetadata({ density: 30, orientation: 6 })
      .jpeg({ quality: 85 })
      .toFile(at('a.jpg'));
    const { exitCode, stdout, stderr } = await runInProcess(['inspect', at('a.jpg')]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')[0]).toBe('a.jpg');
    expect(stdout).toMatch(/Format +JPEG 4:2:0, quality about 85, lossy\n/);
    expect(stdout).toMatch(/Size +30 x 40 pixels, \d+ (bytes|kB)\n/);
    expect(stdout).toMatch(/Colour +RGB, 8 bits a sample\n/);
    expect(stdout).toMatch(/ICC profile +sRGB\n/);
    expect(stdout).toMatch(/Resolution +30 pixels an inch \(2.5 x 3.4 cm\)\n/);
    expect(stdout).toMatch(/Orientation +6 \(EXIF\); opened upright\n/);
    expect(stdout).toMatch(/Embedded +EXIF \d+ bytes\n/);
  });

  it('lists what a copy stores otherwise', async () => {
    await sharpFrom(makeSamples(40, 30)).png({ palette: true }).toFile(at('p.png'));
    const { stdout } = await runInProcess(['inspect', at('p.png')]);
    expect(stdout).toContain('RGB by a palette');
    expect(stdout).toMatch(/To know before saving\n {2}- /);
  });

  it('has the notes as plain sentences in JSON', async () => {
    await sharpFrom(makeSamples(40, 30)).png({ palette: true }).toFile(at('n.png'));
    const { stdout } = await runInProcess(['inspect', at('n.png'), '--json']);
    const { notes } = JSON.parse(stdout) as { notes: unknown };
    expect(notes).toEqual([expect.stringMatching(/^The picture uses a palette .*\.$/)]);
  });

  it('prints the inspection as JSON', async () => {
    await sharpFrom(makeSamples(40, 30, { bitDepth: 16 }))
      .png()
      .toFile(at('b.png'));
    const { stdout } = await runInProcess(['inspect', at('b.png'), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      path: at('b.png'),
      format: 'png',
      width: 40,
      bitDepth: 16,
    });
  });

  it('refuses what is no photo with one sentence and code 3', async () => {
    writeFileSync(at('notes.txt'), 'dear diary');
    const { exitCode, stdout, stderr } = await runInProcess(['inspect', at('notes.txt')]);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^heirloom: “notes.txt” is [^\n]+\n$/);
  });
});
