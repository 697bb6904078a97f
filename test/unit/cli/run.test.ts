import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../src-main/engine/errors';
import { makeEnvironment, runInProcess } from '../../support/cli-environment';
import { writeDamagedPhoto } from '../../support/damaged-photo';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();

describe('the program itself', () => {
  it.each([['--help'], ['-h'], ['help']])('explains itself at %s', async (argument) => {
    const { exitCode, stdout, stderr } = await runInProcess([argument]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Heirloom 9.8.7');
    expect(stdout).toContain('heirloom restore aunt.jpg');
  });

  it('explains itself on standard error, with code 2, where nothing was asked', async () => {
    const { exitCode, stdout, stderr } = await runInProcess([]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Commands\n');
  });

  it.each([
    ['restore', '--help'],
    ['help', 'restore'],
  ])('explains a command at %s %s', async (...args) => {
    const { exitCode, stdout } = await runInProcess(args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('heirloom restore PHOTO [--mask MASK]');
  });

  it('prints its version', async () => {
    expect(await runInProcess(['--version'])).toEqual({
      exitCode: 0,
      stdout: '9.8.7\n',
      stderr: '',
    });
  });

  it.each([
    ['restroe', 'There is no command restroe; perhaps you mean restore'],
    ['paint', 'There is no command paint; there are restore, '],
    ['--verion', 'There is no option --verion'],
  ])('knows no %s', async (name, message) => {
    const { exitCode, stderr } = await runInProcess([name]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`heirloom: ${message}`);
  });
});

describe('failures', () => {
  const fail = async (error: Error, ...more: string[]) => {
    const { photo, damageMask } = await writeDamagedPhoto(folder);
    const environment = makeEnvironment({ loadPrior: () => Promise.reject(error) });
    return runInProcess(['restore', photo, '--mask', damageMask, ...more], environment);
  };

  it('of the prior are told in their own sentence, with code 5', async () => {
    const { exitCode, stderr } = await fail(new EngineError('prior', 'The weights are missing.'));
    expect(exitCode).toBe(5);
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('heirloom: The weights are missing.');
  });

  it('of Heirloom itself say so, and ask for a report', async () => {
    const { exitCode, stderr } = await fail(new TypeError('x is undefined'), '--quiet');
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'heirloom: Something went wrong inside Heirloom (x is undefined); the original is untouched, please report this with the output of --verbose.\n',
    );
  });

  it('show stack and causes with --verbose only', async () => {
    const error = new EngineError('prior', 'No weights.', { cause: new Error('ENOENT of old') });
    expect((await fail(error, '--quiet')).stderr).toBe('heirloom: No weights.\n');
    const { stderr } = await fail(error, '--quiet', '--verbose');
    expect(stderr).toMatch(/^heirloom: No weights\.\nEngineError: No weights\.\n {4}at /);
    expect(stderr).toContain('caused by Error: ENOENT of old');
  });
});
