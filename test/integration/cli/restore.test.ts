import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDamageMask } from '../../../src-main/imaging/damage-mask';
import { openPhoto } from '../../../src-main/imaging/decode';
import { countChangedOutside } from '../../../src-main/session/composite';
import { writeDamagedPhoto, type DamagedPhoto } from '../../support/damaged-photo';
import { runProgram, startHeirloom } from '../../support/heirloom-process';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const root = makeTemporaryFolder();
let given: DamagedPhoto;
beforeAll(async () => {
  given = await writeDamagedPhoto(root);
});

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const freshFolder = () => mkdtempSync(path.join(root, 'out-'));
const argumentsFor = (...more: string[]) => [
  'restore',
  given.photo,
  '--mask',
  given.damageMask,
  ...more,
];

describe('the real program with the real prior', () => {
  it('repairs, changes nothing outside the mask, and never touches what it was given', async () => {
    const out = path.join(freshFolder(), 'a.png');
    const before = [given.photo, given.damageMask].map((file) => [hashOf(file), statSync(file)]);
    const { exitCode, stdout, stderr } = await runProgram(
      argumentsFor('-o', out, '--iterations', '4'),
    );
    expect([exitCode, stdout]).toEqual([0, `${out}\n`]);
    expect(stderr).toContain('Running on the processor.');
    expect(stderr).toContain('Outside the mask the repair changed 0 of 59,157 samples.');
    const original = (await openPhoto(given.photo)).samples;
    const result = (await openPhoto(out)).samples;
    const damageMask = await readDamageMask(given.damageMask, original);
    expect(countChangedOutside(original, result, damageMask)).toBe(0);
    expect(result.data).not.toEqual(original.data);
    const after = [given.photo, given.damageMask].map((file) => [hashOf(file), statSync(file)]);
    expect(after.map(([hash, stats]) => [hash, (stats as { mtimeMs: number }).mtimeMs])).toEqual(
      before.map(([hash, stats]) => [hash, (stats as { mtimeMs: number }).mtimeMs]),
    );
  });

  it('goes on after kill -9 from its checkpoint and ends with the same bytes', async () => {
    const folder = freshFolder();
    const at = (name: string) => path.join(folder, name);
    const common = argumentsFor('--iterations', '8');
    await runProgram([...common, '-o', at('whole.png')]);

    const parts = [...common, '-o', at('parts.png'), '--checkpoint', at('state')];
    const killed = startHeirloom([...parts, '--json']);
    await killed.waitFor(/"event":"iteration","iteration":4/);
    killed.child.kill('SIGKILL');
    expect((await killed.outcome).exitCode).toBeNull();
    expect(readdirSync(folder)).not.toContain('parts.png');

    const resumed = await runProgram([...parts, '--resume', at('state'), '--json']);
    expect(resumed.exitCode).toBe(0);
    const first = /"event":"iteration","iteration":(\d)/.exec(resumed.stdout)?.[1];
    expect(Number(first)).toBeGreaterThanOrEqual(4);
    expect(hashOf(at('parts.png'))).toBe(hashOf(at('whole.png')));
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops at %s, leaves nothing, exit 130',
    async (signal) => {
      const folder = freshFolder();
      const out = path.join(folder, 'a.png');
      const run = startHeirloom(argumentsFor('-o', out, '--iterations', '500'));
      await run.waitFor(/iteration (?:[2-9]|\d\d) of/);
      run.child.kill(signal);
      const { exitCode, stdout, stderr } = await run.outcome;
      expect([exitCode, stdout]).toEqual([130, '']);
      expect(stderr).toMatch(/Stopped at \d+ %; no picture was saved/);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('saves what is repaired at SIGINT with --on-stop save, whole and readable', async () => {
    const folder = freshFolder();
    const out = path.join(folder, 'a.png');
    const run = startHeirloom(argumentsFor('-o', out, '--iterations', '500', '--on-stop', 'save'));
    await run.waitFor(/iteration (?:[2-9]|\d\d) of/);
    run.child.kill('SIGINT');
    const { exitCode, stdout } = await run.outcome;
    expect([exitCode, stdout]).toEqual([130, `${out}\n`]);
    expect(readdirSync(folder)).toEqual(['a.png']);
    expect((await openPhoto(out)).samples.width).toBe(160);
  });

  it('redoes a result bit for bit from its sidecar', async () => {
    const folder = freshFolder();
    const out = path.join(folder, 'a.png');
    await runProgram(argumentsFor('-o', out, '--iterations', '3', '--seed', '11', '--sidecar'));
    const again = path.join(folder, 'b.png');
    const { exitCode, stderr } = await runProgram(['redo', `${out}.heirloom.json`, '-o', again]);
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('It is the recorded result, bit for bit.');
    expect(hashOf(again)).toBe(hashOf(out));
  });

  it.each(['Tante Änne im “Löwen” 🙂.png', '-x.png', `${'n'.repeat(246)}.png`, "it's.png"])(
    'takes the name %s',
    async (name) => {
      const folder = freshFolder();
      await writeDamagedPhoto(folder, { name });
      const args = ['restore', '--mask=mask.png', '--iterations', '1', '--sidecar', '-q', '--'];
      const { exitCode, stdout, stderr } = await runProgram([...args, name], { folder });
      expect(exitCode, stderr).toBe(0);
      const result = path.basename(stdout.trimEnd());
      expect(readdirSync(folder)).toContain(result);
      expect(Buffer.byteLength(result)).toBeLessThanOrEqual(255);
      expect(readdirSync(folder).filter((file) => file.endsWith('.heirloom.json'))).toHaveLength(1);
    },
  );

  it('lets the reader of its output go away', async () => {
    const folder = freshFolder();
    const out = path.join(folder, 'a.png');
    const run = startHeirloom(argumentsFor('-o', out, '--iterations', '2', '--json'));
    await run.waitFor(/started/);
    run.child.stdout.destroy();
    run.child.stderr.destroy();
    expect((await run.outcome).exitCode).toBe(0);
    expect(readdirSync(folder)).toEqual(['a.png']);
  });

  it('lists its prior as valid', async () => {
    const { exitCode, stdout } = await runProgram(['models']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('photo-unet-s7 (default)');
  });

  it('writes into a folder that is made for it only where it says so', async () => {
    const folder = freshFolder();
    mkdirSync(path.join(folder, 'results'));
    const inside = `${path.join(folder, 'results')}/`;
    const { stdout } = await runProgram(argumentsFor('-o', inside, '--iterations', '1'));
    expect(stdout).toBe(`${path.join(folder, 'results', 'photo_restored.png')}\n`);
    const missing = await runProgram(argumentsFor('-o', `${path.join(folder, 'none')}/`));
    expect(missing.exitCode).toBe(4);
    expect(missing.stderr).toContain('The folder “none”');
  });
});
