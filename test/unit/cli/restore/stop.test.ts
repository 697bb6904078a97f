import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPhoto } from '../../../../src-main/imaging/decode';
import {
  makeEnvironment,
  runInProcess,
  type TestEnvironment,
} from '../../../support/cli-environment';
import { eventsOf, makeRestoreCase, pressAtCall } from '../../../support/restore-case';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const root = makeTemporaryFolder();

describe('a stop', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s discards the picture, exit 130',
    async (signal) => {
      const { common, folder } = await makeRestoreCase(root);
      const { exitCode, stdout, stderr } = await runInProcess(common, pressAtCall(3, signal));
      expect([exitCode, stdout]).toEqual([130, '']);
      expect(stderr).toContain(
        'Stopped at 50 %; no picture was saved and the original is untouched.',
      );
      expect(readdirSync(folder).sort()).toEqual(['mask.png', 'photo.png']);
    },
  );

  it('saves the picture as far as it is with --on-stop save, and says so inside and beside it', async () => {
    const { common, at } = await makeRestoreCase(root);
    const args = [...common, '--on-stop', 'save', '--json', '--sidecar'];
    const { exitCode, stdout } = await runInProcess(args, pressAtCall(3, 'SIGTERM'));
    expect(exitCode).toBe(130);
    const events = eventsOf(stdout);
    expect(events.at(-2)).toMatchObject({ event: 'saved', repairedFraction: 0.5 });
    expect(events.at(-1)).toMatchObject({ event: 'stopped', signal: 'SIGTERM', isSaved: true });
    const packet = readFileSync(at('photo_restored.png')).toString('latin1');
    expect(packet).toContain('"repairedFraction":0.5');
    const redo = await runInProcess(['redo', at('photo_restored.png.heirloom.json')]);
    expect([redo.exitCode, redo.stderr]).toEqual([
      3,
      expect.stringContaining('cannot be redone') as string,
    ]);
  });

  it.each([
    ['y\n', true],
    ['n\n', false],
  ])('by Ctrl-C on a terminal asks; %j counts', async (answer, isSaved) => {
    const { common, at, folder } = await makeRestoreCase(root);
    const environment = pressAtCall(4, 'SIGINT', true);
    environment.stdin.write(answer);
    const { exitCode, stderr } = await runInProcess(common, environment);
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Save the picture as far as it is repaired? [y/N]');
    expect(readdirSync(folder).includes('photo_restored.png')).toBe(isSaved);
    if (!isSaved) return;
    const saved = (await openPhoto(at('photo_restored.png'))).samples;
    await runInProcess([...common, '-o', at('steps.png'), '--save-iterations', at('steps')]);
    const third = (await openPhoto(path.join(at('steps'), 'iteration-0003.png'))).samples;
    expect(saved.data).toEqual(third.data);
  });

  it('takes a second Ctrl-C at the question for no', async () => {
    const { common, folder } = await makeRestoreCase(root);
    const environment = pressAtCall(3, 'SIGINT', true);
    const run = runInProcess(common, environment);
    while (!environment.stderr.text().includes('[y/N]')) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    environment.press('SIGINT');
    expect((await run).exitCode).toBe(130);
    expect(readdirSync(folder)).not.toContain('photo_restored.png');
  });

  it('asks nobody at SIGTERM, nor with --json', async () => {
    const { common } = await makeRestoreCase(root);
    const byTerm = await runInProcess(common, pressAtCall(3, 'SIGTERM', true));
    const withJson = await runInProcess([...common, '--json'], pressAtCall(3, 'SIGINT', true));
    expect([byTerm.exitCode, withJson.exitCode]).toEqual([130, 130]);
    expect(byTerm.stderr + withJson.stderr).not.toContain('[y/N]');
  });

  it('ends variants after the ones that are saved', async () => {
    const { common, folder } = await makeRestoreCase(root);
    const args = [...common, '--variants', '3'];
    const { exitCode } = await runInProcess(args, pressAtCall(6, 'SIGINT'));
    expect(exitCode).toBe(130);
    expect(readdirSync(folder).filter((name) => name.includes('restored'))).toEqual([
      'photo_restored_1.png',
    ]);
  });

  it('while the prior loads ends at once', async () => {
    const { common, folder } = await makeRestoreCase(root);
    const environment: TestEnvironment = makeEnvironment({
      loadPrior: () => {
        environment.press('SIGINT');
        return new Promise(() => undefined);
      },
    });
    const { exitCode, stderr } = await runInProcess(common, environment);
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Stopped; no picture was saved');
    expect(readdirSync(folder).sort()).toEqual(['mask.png', 'photo.png']);
  });
});
