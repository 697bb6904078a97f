import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuseSharedTargets } from '../../../../src-main/cli/restore/shared-targets';
import { makeEnvironment, runInProcess } from '../../../support/cli-environment';
import { hashOf, makeRestoreCase } from '../../../support/restore-case';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const root = makeTemporaryFolder();
const computed = () => Promise.reject(new Error('computed'));
const untouched = ['mask.png', 'photo.png', 'there'];

describe('two files of one run under one name', () => {
  it.each([
    ['-o r.png --checkpoint r.png', 'The result and the checkpoint'],
    ['-o r.png --checkpoint there/../r.png --overwrite', 'The result and the checkpoint'],
    ['--checkpoint photo_restored.png', 'The result and the checkpoint'],
    ['-o there --checkpoint there/photo_restored.png', 'The result and the checkpoint'],
    ['-o r.png --sidecar --checkpoint r.png.heirloom.json', 'The sidecar and the checkpoint'],
    [`-o ${'n'.repeat(249)}.png --sidecar --variants 2`, 'The sidecar of result 1 and the sidecar'],
    ['-o r.png --save-iterations r.png', 'The result and the folder for pictures of iterations'],
    [
      '-o r.png --save-iterations r.png/a/b',
      'The result and the folder for pictures of iterations',
    ],
    ['-o r.png --checkpoint s --save-iterations s', 'The checkpoint and the folder'],
    ['-o there/iteration-0001.png --save-iterations there', 'The result and a picture of an iter'],
    [
      '-o r.png --checkpoint there/iteration-0002.png --save-iterations there',
      'The checkpoint and',
    ],
  ])('are refused before anything is computed: %s', async (options, message) => {
    const { common, at, folder } = await makeRestoreCase(root);
    mkdirSync(at('there'));
    const environment = makeEnvironment({ loadPrior: computed });
    const args = options.split(' ').map((word) => (/^-|^\d+$/.test(word) ? word : at(word)));
    const { exitCode, stdout, stderr } = await runInProcess([...common, ...args], environment);
    expect([exitCode, stdout], stderr).toEqual([2, '']);
    expect(stderr).toMatch(/^heirloom: [^\n]+, so nothing was started; [^\n]+\n/);
    expect(stderr).toContain(message);
    expect(readdirSync(folder).sort()).toEqual(untouched);
    expect(readdirSync(at('there'))).toEqual([]);
  });

  it.each([
    ['-o r.png --mask-out r.png', 'The result and the damage mask'],
    ['--mask-out photo_restored.png', 'The result and the damage mask'],
    ['-o r.png --mask-out s --checkpoint s --overwrite', 'The damage mask and the checkpoint'],
    ['-o r.png --sidecar --mask-out r.png.heirloom.json', 'The sidecar and the damage mask'],
    ['-o r.png --mask-out s --save-iterations s', 'The damage mask and the folder'],
  ])('are refused before damage is looked for: %s', async (options, message) => {
    const { photo, at, folder } = await makeRestoreCase(root);
    mkdirSync(at('there'));
    const environment = makeEnvironment({ loadPrior: computed, loadDamageNetwork: computed });
    const args = options.split(' ').map((word) => (word.startsWith('-') ? word : at(word)));
    const { exitCode, stderr } = await runInProcess(['restore', photo, ...args], environment);
    expect(exitCode, stderr).toBe(2);
    expect(stderr).toContain(message);
    expect(readdirSync(folder).sort()).toEqual(untouched);
  });

  it('are told apart where they are two, however alike', async () => {
    const { common, at } = await makeRestoreCase(root);
    mkdirSync(at('there'));
    const options = ['-o', at('there/a.png'), '--sidecar', '--checkpoint', at('there/a')];
    const { exitCode, stderr } = await runInProcess([
      ...common,
      ...options,
      '--save-iterations',
      at('there'),
    ]);
    expect(exitCode, stderr).toBe(0);
    expect(readdirSync(at('there')).sort()).toEqual([
      'a',
      'a.png',
      'a.png.heirloom.json',
      ...[1, 2, 3, 4].map((number) => `iteration-000${number}.png`),
    ]);
  });

  it('are one through a link to their folder, and in other letters where the system sees none', async () => {
    const folder = path.join(root, 'linked');
    mkdirSync(folder);
    symlinkSync(folder, path.join(root, 'link'));
    const files = (first: string, second: string) => [
      { path: path.join(folder, first), nature: 'the result' },
      { path: path.join(root, 'link', second), nature: 'the checkpoint' },
    ];
    const one = refuseSharedTargets(files('r.png', 'r.png'), undefined, 'linux');
    await expect(one).rejects.toThrow('“r.png”');
    const other = refuseSharedTargets(files('r.png', 'R.PNG'), undefined, 'linux');
    await expect(other).resolves.toBeUndefined();
    for (const platform of ['darwin', 'win32'] as const) {
      const same = refuseSharedTargets(files('ä.png', 'A\u0308.PNG'), undefined, platform);
      await expect(same, platform).rejects.toThrow('would both get');
    }
  });
});

it('a mask never takes the place of the checkpoint that is taken up', async () => {
  const { photo, at } = await makeRestoreCase(root);
  writeFileSync(at('state'), 'hours of work');
  const before = hashOf(at('state'));
  const args = ['restore', photo, '--mask-out', at('state'), '--resume', at('state')];
  const environment = makeEnvironment({ loadDamageNetwork: computed });
  const { exitCode, stderr } = await runInProcess([...args, '--overwrite'], environment);
  expect([exitCode, hashOf(at('state'))], stderr).toEqual([4, before]);
  expect(stderr).toContain('is the checkpoint to go on from, which is never overwritten');
});
