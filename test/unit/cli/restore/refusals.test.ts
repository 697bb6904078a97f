import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeEnvironment, runInProcess } from '../../../support/cli-environment';
import { writeMask } from '../../../support/damaged-photo';
import { eventsOf, hashOf, makeRestoreCase } from '../../../support/restore-case';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const root = makeTemporaryFolder();

describe('what cannot be done', () => {
  it.each([
    [
      'is for damage that Heirloom looks for itself',
      (_: string) => ['--mask', 'm', '--mask-out', 'o'],
      2,
    ],
    ['--sensitivity is for', (_: string) => ['--mask', 'm', '--sensitivity', '0.5'], 2],
    ['--sidecar needs the mask', (_: string) => ['--sidecar'], 2],
    ['must stay up to', () => ['--mask', 'm', '--seed', '4294967295', '--variants', '2'], 2],
    ['follow a single repair', () => ['--mask', 'm', '--variants', '2', '--resume', 's'], 2],
    ['There is no file “gone.png”', (at: string) => ['--mask', path.join(at, 'gone.png')], 3],
    ['is a folder', (at: string) => ['--mask', at], 3],
  ])('%s', async (message, argsFor, expected) => {
    const { photo, folder } = await makeRestoreCase(root);
    const { exitCode, stderr, stdout } = await runInProcess(['restore', photo, ...argsFor(folder)]);
    expect([exitCode, stdout]).toEqual([expected, '']);
    expect(stderr).toMatch(/^heirloom: [^\n]+\n$/);
    expect(stderr).toContain(message);
    expect(readdirSync(folder).sort()).toEqual(['mask.png', 'photo.png']);
  });

  it('refuses a target that is the photo or the mask, even with --overwrite', async () => {
    const { photo, damageMask, common } = await makeRestoreCase(root);
    const before = [hashOf(photo), hashOf(damageMask)];
    for (const target of [photo, damageMask]) {
      const { exitCode, stderr } = await runInProcess([...common, '-o', target, '--overwrite']);
      expect(exitCode).toBe(4);
      expect(stderr).toContain('never overwritten');
    }
    expect([hashOf(photo), hashOf(damageMask)]).toEqual(before);
  });

  it('refuses an existing target before anything is computed, and replaces it with --overwrite', async () => {
    const { common, at } = await makeRestoreCase(root);
    writeFileSync(at('out.png'), 'precious');
    const environment = makeEnvironment({ loadPrior: () => Promise.reject(new Error('computed')) });
    const refused = await runInProcess([...common, '-o', at('out.png')], environment);
    expect([refused.exitCode, refused.stderr]).toEqual([
      4,
      expect.stringContaining('There is already a file “out.png”') as string,
    ]);
    expect(readFileSync(at('out.png'), 'utf8')).toBe('precious');
    const replaced = await runInProcess([...common, '-o', at('out.png'), '--overwrite']);
    expect(replaced.exitCode).toBe(0);
  });

  it('refuses a mask of another size, and one that marks everything', async () => {
    const { damageMask, common, folder } = await makeRestoreCase(root);
    await writeMask(damageMask, () => true, 100, 100);
    const small = await runInProcess(common);
    expect([small.exitCode, small.stderr]).toEqual([
      3,
      expect.stringContaining('has 100 x 100 pixels but the photo has 160 x 128') as string,
    ]);
    await writeMask(damageMask, () => true);
    const white = await runInProcess(common);
    expect([white.exitCode, white.stderr]).toEqual([
      3,
      expect.stringContaining('marks the whole picture') as string,
    ]);
    expect(readdirSync(folder).sort()).toEqual(['mask.png', 'photo.png']);
  });

  it('refuses a format that cannot hold the photo before anything is computed', async () => {
    const { common } = await makeRestoreCase(root, {
      name: 'b.tif',
      kind: { colourModel: 'cmyk' },
    });
    const environment = makeEnvironment({ loadPrior: () => Promise.reject(new Error('computed')) });
    const { exitCode, stderr } = await runInProcess([...common, '--format', 'png'], environment);
    expect(exitCode).toBe(4);
    expect(stderr).toContain('PNG cannot hold printing colours');
  });

  it('reports the failure as an event as well with --json', async () => {
    const { photo } = await makeRestoreCase(root);
    const { exitCode, stdout, stderr } = await runInProcess([
      'restore',
      photo,
      '--mask',
      'gone.png',
      '--json',
    ]);
    expect(eventsOf(stdout)).toMatchObject([{ event: 'error', exitCode: 3, code: 'missing' }]);
    expect([exitCode, stderr.startsWith('heirloom: ')]).toEqual([3, true]);
  });
});
