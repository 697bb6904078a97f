import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeEnvironment, makeReadyPrior, runInProcess } from '../../../support/cli-environment';
import { writeMask } from '../../../support/damaged-photo';
import { eventsOf, hashOf, makeRestoreCase } from '../../../support/restore-case';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const root = makeTemporaryFolder();

describe('heirloom redo', () => {
  it('repeats a result bit for bit, from paths beside the sidecar', async () => {
    const { common, at } = await makeRestoreCase(root);
    await runInProcess([...common, '--seed', '3', '--sidecar']);
    const sidecar = at('photo_restored.png.heirloom.json');
    const recorded = JSON.parse(readFileSync(sidecar, 'utf8')) as Record<string, object>;
    expect(recorded).toMatchObject({
      program: 'Heirloom',
      version: '9.8.7',
      photo: { path: 'photo.png', sha256: hashOf(at('photo.png')) },
      damageMask: { path: 'mask.png' },
      prior: { id: 'tiny', sha256: 'ab'.repeat(32) },
      provider: 'cpu',
      settings: { seed: 3, iterations: 4 },
      result: { path: 'photo_restored.png', sha256: hashOf(at('photo_restored.png')) },
    });
    const { exitCode, stdout, stderr } = await runInProcess(['redo', sidecar]);
    expect([exitCode, stdout]).toEqual([0, `${at('photo_restored_2.png')}\n`]);
    expect(stderr).toContain('It is the recorded result, bit for bit.');
    expect(hashOf(at('photo_restored_2.png'))).toBe(hashOf(at('photo_restored.png')));
  });

  it.each([
    ['another quality', 'q.jpg', ['--quality', '40'], 'q2.jpg'],
    ['a name that tells no format', 'x.dat', ['--format', 'png'], 'x2.dat'],
    ['the format of another name', 'x.jpg', ['--format', 'jpeg', '--quality', '30'], 'x2.scan'],
    ['another format, redone into a folder', 'x.webp', ['--quality', '50'], 'again/'],
    ['a name that tells no format, redone beside the photo', 'x.dat', ['--format', 'tiff']],
  ])('repeats the very file: %s', async (_, name, choices, again?: string) => {
    const { common, at } = await makeRestoreCase(root);
    mkdirSync(at('again'));
    await runInProcess([...common, '-o', at(name), ...choices, '--sidecar']);
    const out = again === undefined ? [] : ['-o', at(again)];
    const redone = await runInProcess(['redo', at(`${name}.heirloom.json`), ...out]);
    expect(redone.exitCode, redone.stderr).toBe(0);
    expect(hashOf(redone.stdout.trimEnd())).toBe(hashOf(at(name)));
    expect(redone.stderr).toContain('It is the recorded result, bit for bit.');
  });

  it.each([
    ['a quality that is not the recorded one', 60, 'q2.jpg'],
    ['another format', 40, 'q2.png'],
  ])('does not call the same pixels in %s the same result', async (_, quality, again) => {
    const { common, at } = await makeRestoreCase(root);
    await runInProcess([...common, '-o', at('q.jpg'), '--quality', '40', '--sidecar']);
    const file = at('q.jpg.heirloom.json');
    const recorded = JSON.parse(readFileSync(file, 'utf8')) as { result: { quality: number } };
    recorded.result.quality = quality;
    writeFileSync(file, JSON.stringify(recorded));
    const told = await runInProcess(['redo', file, '-o', at(again)]);
    expect(hashOf(at(again))).not.toBe(hashOf(at('q.jpg')));
    expect(told.stderr).toContain('The repair gave the same pixels, coded otherwise:');
    expect(told.stderr).not.toContain('bit for bit');
    const { stdout } = await runInProcess(['redo', file, '-o', at(again), '--overwrite', '--json']);
    expect(eventsOf(stdout).at(-1)).toMatchObject({ isAsRecorded: false, hasSamePixels: true });
  });

  it('takes the format of a sidecar that does not name it from the name of the result', async () => {
    const { common, at } = await makeRestoreCase(root);
    await runInProcess([...common, '-o', at('a.webp'), '--sidecar']);
    const file = at('a.webp.heirloom.json');
    const recorded = JSON.parse(readFileSync(file, 'utf8')) as { result: { format?: string } };
    delete recorded.result.format;
    writeFileSync(file, JSON.stringify(recorded));
    const { stdout } = await runInProcess(['redo', file]);
    expect(hashOf(stdout.trimEnd())).toBe(hashOf(at('a.webp')));
  });

  it('never writes the result over its sidecar', async () => {
    const { common, at } = await makeRestoreCase(root);
    await runInProcess([...common, '--sidecar']);
    const sidecar = at('photo_restored.png.heirloom.json');
    const before = hashOf(sidecar);
    const { exitCode, stderr } = await runInProcess([
      'redo',
      sidecar,
      '-o',
      sidecar,
      '--overwrite',
    ]);
    expect([exitCode, hashOf(sidecar)]).toEqual([4, before]);
    expect(stderr).toContain('is the sidecar, which is never overwritten');
  });

  it('tells when the result is another one', async () => {
    const { common, at } = await makeRestoreCase(root);
    await runInProcess([...common, '--sidecar']);
    const ready = makeReadyPrior();
    ready.prior.denoise = async (x, _sigma, out) => {
      out.data.set(x.data.map((value) => value * 0.9));
      await Promise.resolve();
    };
    const { exitCode, stdout } = await runInProcess(
      ['redo', at('photo_restored.png.heirloom.json'), '--json'],
      makeEnvironment({ loadPrior: () => Promise.resolve(ready) }),
    );
    expect(exitCode).toBe(0);
    expect(eventsOf(stdout).at(-1)).toMatchObject({
      event: 'saved',
      isAsRecorded: false,
      hasSamePixels: false,
    });
  });

  it('asks for the very weights that were used', async () => {
    const { common, at } = await makeRestoreCase(root);
    await runInProcess([...common, '--sidecar']);
    const ready = makeReadyPrior();
    const asked: unknown[] = [];
    await runInProcess(
      ['redo', at('photo_restored.png.heirloom.json')],
      makeEnvironment({
        loadPrior: (request) => {
          asked.push(request.weightsSha256);
          return Promise.resolve(ready);
        },
      }),
    );
    expect(asked).toEqual([ready.manifest.weights.sha256]);
  });

  it('refuses changed files and sidecars that are none', async () => {
    const { common, at, damageMask } = await makeRestoreCase(root);
    await runInProcess([...common, '--sidecar']);
    const sidecar = at('photo_restored.png.heirloom.json');
    const ready = makeReadyPrior();
    const weights = { ...ready.manifest.weights, sha256: 'ef'.repeat(32) };
    const other = { ...ready, manifest: { ...ready.manifest, weights } };
    const otherPrior = await runInProcess(
      ['redo', sidecar],
      makeEnvironment({ loadPrior: () => Promise.resolve(other) }),
    );
    expect(otherPrior.stderr).toContain('The prior is not the one that the sidecar names');
    await writeMask(damageMask, (x, y) => x === 50 && y > 10);
    const otherMask = await runInProcess(['redo', sidecar]);
    expect(otherMask.stderr).toContain('The damage mask is not the one that the sidecar names');
    writeFileSync(at('broken.json'), '{');
    writeFileSync(at('empty.json'), '{}');
    const broken = await runInProcess(['redo', at('broken.json')]);
    expect(broken.stderr).toContain('is not valid JSON');
    const empty = await runInProcess(['redo', at('empty.json')]);
    expect(empty.stderr).toContain('is not as this version of Heirloom writes it');
    const missing = await runInProcess(['redo', at('none.json')]);
    const outcomes = [otherPrior, otherMask, broken, empty, missing];
    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([3, 3, 3, 3, 3]);
  });
});
