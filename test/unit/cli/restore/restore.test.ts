import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPhoto } from '../../../../src-main/imaging/decode';
import { readDamageMask } from '../../../../src-main/imaging/damage-mask';
import { countChangedOutside } from '../../../../src-main/session/composite';
import { makeEnvironment, runInProcess } from '../../../support/cli-environment';
import { writeMask } from '../../../support/damaged-photo';
import { compareSamples } from '../../../support/make-photos';
import { eventsOf, hashOf, makeRestoreCase } from '../../../support/restore-case';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const root = makeTemporaryFolder();

describe('heirloom restore', () => {
  it('repairs the damage, leaves all else bit for bit, and never touches what it was given', async () => {
    const { photo, damageMask, common, at } = await makeRestoreCase(root);
    const before = [hashOf(photo), hashOf(damageMask)];
    const { exitCode, stdout, stderr } = await runInProcess(common);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`${at('photo_restored.png')}\n`);
    expect(stderr).toContain('Running on the processor. CUDA is not there.\n');
    expect(stderr).toContain(
      'Repairing 1 place (3.7 % of a colour photo) in 4 iterations with seed 1.\n',
    );
    expect(stderr).toContain('Outside the mask the repair changed 0 of 59,157 samples.\n');

    const original = (await openPhoto(photo)).samples;
    const result = (await openPhoto(at('photo_restored.png'))).samples;
    const mask = await readDamageMask(damageMask, original);
    expect(countChangedOutside(original, result, mask)).toBe(0);
    expect(compareSamples(original, result).differing).toBeGreaterThan(100);
    expect([hashOf(photo), hashOf(damageMask)]).toEqual(before);
  });

  it('gives the same bytes for the same seed and others for another', async () => {
    const { common, at } = await makeRestoreCase(root);
    await runInProcess([...common, '-o', at('a.png')]);
    await runInProcess([...common, '-o', at('b.png')]);
    await runInProcess([...common, '-o', at('c.png'), '--seed', '2']);
    expect(readFileSync(at('b.png'))).toEqual(readFileSync(at('a.png')));
    expect(readFileSync(at('c.png'))).not.toEqual(readFileSync(at('a.png')));
  });

  it('saves variants with consecutive seeds', async () => {
    const { common, at } = await makeRestoreCase(root);
    const { exitCode, stdout } = await runInProcess([...common, '--seed', '7', '--variants', '3']);
    expect(exitCode).toBe(0);
    const names = [1, 2, 3].map((number) => at(`photo_restored_${number}.png`));
    expect(stdout).toBe(`${names.join('\n')}\n`);
    await runInProcess([...common, '--seed', '9', '-o', at('ninth.png')]);
    const samplesOf = async (file: string) => (await openPhoto(file)).samples.data;
    expect(await samplesOf(names[2]!)).toEqual(await samplesOf(at('ninth.png')));
    expect(new Set(names.map(hashOf)).size).toBe(3);
  });

  it('reports events and nothing else with --json', async () => {
    const { common, at } = await makeRestoreCase(root);
    const { stdout, stderr } = await runInProcess([...common, '--json', '--seed', '5']);
    expect(stderr).toBe('');
    const events = eventsOf(stdout);
    const names = events.map(({ event }) => event);
    expect(names).toEqual(['started', ...Array<string>(4).fill('iteration'), 'saved']);
    expect(events[0]).toMatchObject({
      places: 1,
      provider: 'cpu',
      prior: { id: 'tiny' },
      damageMask: { damagedPixelCount: 761 },
      settings: { seed: 5, iterations: 4 },
    });
    expect(events[1]).toMatchObject({ iteration: 1, iterations: 4, doneFraction: 0.25, level: 0 });
    expect(events[5]).toMatchObject({
      path: at('photo_restored.png'),
      changedOutside: 0,
      samplesOutside: 59_157,
      repairedFraction: 1,
      report: { sha256: hashOf(at('photo_restored.png')) },
    });
  });

  it('prints nothing but paths with --quiet', async () => {
    const { common, at } = await makeRestoreCase(root);
    const { stdout, stderr } = await runInProcess([...common, '--quiet']);
    expect([stdout, stderr]).toEqual([`${at('photo_restored.png')}\n`, '']);
  });

  it('saves the picture after every iteration, and counts on from pictures that are there', async () => {
    const { common, at } = await makeRestoreCase(root);
    await runInProcess([...common, '--save-iterations', at('steps')]);
    const names = [1, 2, 3, 4].map((number) => `iteration-000${number}.png`);
    expect(readdirSync(at('steps')).sort()).toEqual(names);
    const last = (await openPhoto(path.join(at('steps'), names[3]!))).samples;
    const result = (await openPhoto(at('photo_restored.png'))).samples;
    expect(last.data).toEqual(result.data);
    const first = (await openPhoto(path.join(at('steps'), names[0]!))).samples;
    expect(first.data).not.toEqual(result.data);
    await runInProcess([...common, '--save-iterations', at('steps')]);
    expect(readdirSync(at('steps'))).toHaveLength(8);
  });

  it('copies a photo in which nothing is marked, without needing a prior', async () => {
    const { photo, damageMask, common, at } = await makeRestoreCase(root);
    await writeMask(damageMask, () => false);
    const environment = makeEnvironment({ loadPrior: () => Promise.reject(new Error('unneeded')) });
    const outcome = await runInProcess([...common, '--sidecar'], environment);
    expect(outcome.exitCode).toBe(0);
    expect(outcome.stderr).toContain('Nothing is marked as damaged');
    expect(readdirSync(path.dirname(photo)).sort()).toEqual([
      'mask.png',
      'photo.png',
      'photo_restored.png',
    ]);
    const copy = (await openPhoto(at('photo_restored.png'))).samples;
    expect(copy).toEqual((await openPhoto(photo)).samples);
  });

  it('keeps 16 bits, grey and CMYK', async () => {
    const kinds = [
      { name: 'a.png', kind: { bitDepth: 16, hasAlpha: true } },
      { name: 'b.tif', kind: { colourModel: 'cmyk' } },
      { name: 'c.png', kind: { colourModel: 'grey' } },
    ] as const;
    for (const options of kinds) {
      const { common, photo, damageMask, at } = await makeRestoreCase(root, options);
      const outcome = await runInProcess([...common, '--save-iterations', at('steps')]);
      expect(outcome.exitCode, outcome.stderr).toBe(0);
      const original = (await openPhoto(photo)).samples;
      const result = (await openPhoto(outcome.stdout.trimEnd())).samples;
      expect({ ...result, data: 0 }).toEqual({ ...original, data: 0 });
      const mask = await readDamageMask(damageMask, original);
      expect(countChangedOutside(original, result, mask)).toBe(0);
      expect(readdirSync(at('steps')).length).toBeGreaterThanOrEqual(4);
    }
  });
});
