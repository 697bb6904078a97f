import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openPhoto } from '../../../../src-main/imaging/decode';
import { makeEnvironment, makeReadyPrior, runInProcess } from '../../../support/cli-environment';
import { writeMask } from '../../../support/damaged-photo';
import { eventsOf, makeRestoreCase, pressAtCall } from '../../../support/restore-case';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const root = makeTemporaryFolder();

describe('a checkpoint', () => {
  it('lets another run end with the bytes of an undisturbed one', async () => {
    const { common, at } = await makeRestoreCase(root);
    await runInProcess([...common, '-o', at('whole.png')]);
    const first = [...common, '-o', at('parts.png'), '--checkpoint', at('state')];
    const stopped = await runInProcess(first, pressAtCall(4, 'SIGTERM'));
    expect(stopped.stderr).toContain(
      `The checkpoint ${at('state')} holds the last whole iteration`,
    );
    const resumed = await runInProcess([...first, '--resume', at('state'), '--json']);
    expect(resumed.exitCode).toBe(0);
    const iterations = eventsOf(resumed.stdout).filter(({ event }) => event === 'iteration');
    expect(iterations.map(({ iteration }) => iteration)).toEqual([4]);
    expect(readFileSync(at('parts.png'))).toEqual(readFileSync(at('whole.png')));
  });

  it('that was taken up is saved as far as it was where its first call is stopped', async () => {
    const { common, at } = await makeRestoreCase(root);
    const args = [...common, '--checkpoint', at('state'), '--on-stop', 'save', '--json'];
    await runInProcess([...args, '-o', at('first.png')], pressAtCall(4, 'SIGTERM'));
    const resumed = [...args, '-o', at('second.png'), '--resume', at('state')];
    const { exitCode, stdout } = await runInProcess(resumed, pressAtCall(1, 'SIGTERM'));
    expect(exitCode).toBe(130);
    expect(eventsOf(stdout).slice(-2)).toMatchObject([
      { event: 'saved', repairedFraction: 0.75 },
      { event: 'stopped', repairedFraction: 0.75, isSaved: true },
    ]);
    const [first, second] = await Promise.all(
      ['first.png', 'second.png'].map(async (name) => (await openPhoto(at(name))).samples.data),
    );
    expect(second).toEqual(first);
  });

  it('of another repair is refused, as is a file that is none', async () => {
    const { common, at, folder } = await makeRestoreCase(root);
    await runInProcess([...common, '-o', at('a.png'), '--checkpoint', at('state')]);
    writeFileSync(at('torn'), readFileSync(at('state')).subarray(0, 5000));
    writeFileSync(at('text'), 'This is not a checkpoint at all.');
    await writeMask(at('other.png'), (x) => x === 20);
    const attempts = [
      [...common, '--resume', at('state'), '--seed', '2'],
      [...common, '--resume', at('state'), '--mask', at('other.png')],
      [...common, '--resume', at('torn')],
      [...common, '--resume', at('text')],
      [...common, '--resume', at('missing')],
    ];
    for (const args of attempts) {
      const { exitCode, stderr } = await runInProcess(args);
      expect(exitCode).toBe(3);
      expect(stderr).toMatch(/^heirloom: .*checkpoint.*\n$/);
    }
    expect(readdirSync(folder)).not.toContain('photo_restored.png');
  });

  it('does not replace a file that happens to have its name', async () => {
    const { common, at } = await makeRestoreCase(root);
    writeFileSync(at('letters.txt'), 'dear');
    const args = [...common, '--checkpoint', at('letters.txt')];
    const refused = await runInProcess(args);
    expect(refused.exitCode).toBe(4);
    expect(readFileSync(at('letters.txt'), 'utf8')).toBe('dear');
    expect((await runInProcess([...args, '--overwrite'])).exitCode).toBe(0);
  });

  it('that cannot be written any more is told once and costs no repair', async () => {
    const { common, at } = await makeRestoreCase(root);
    const ready = makeReadyPrior();
    const denoise = ready.prior.denoise.bind(ready.prior);
    ready.prior.denoise = async (...args) => {
      // A folder takes the checkpoint's place after the checks.
      mkdirSync(at('state'), { recursive: true });
      await denoise(...args);
    };
    const environment = makeEnvironment({ loadPrior: () => Promise.resolve(ready) });
    const { exitCode, stderr } = await runInProcess(
      [...common, '--checkpoint', at('state')],
      environment,
    );
    expect(exitCode).toBe(0);
    expect(stderr.match(/the repair goes on without a checkpoint/g)).toHaveLength(1);
  });
});
