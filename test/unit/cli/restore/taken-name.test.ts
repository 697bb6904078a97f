import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeEnvironment, makeReadyPrior, runInProcess } from '../../../support/cli-environment';
import { hashOf, makeRestoreCase } from '../../../support/restore-case';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const root = makeTemporaryFolder();
type Case = Awaited<ReturnType<typeof makeRestoreCase>>;

/** A repair, and what somebody else does to the folder when it has begun. */
async function repairWhile(
  options: readonly string[],
  disturb: (given: Case) => void,
  given?: Case,
) {
  const restoreCase = given ?? (await makeRestoreCase(root));
  const environment = makeEnvironment({
    loadPrior: () => {
      disturb(restoreCase);
      return Promise.resolve(makeReadyPrior());
    },
  });
  return {
    ...restoreCase,
    ...(await runInProcess([...restoreCase.common, ...options], environment)),
  };
}

const take =
  (...names: string[]) =>
  ({ at }: Case) =>
    names.forEach((name) => writeFileSync(at(name), 'precious'));

describe('a proposed name that is taken while the repair is computed', () => {
  it('gives way to the next free one', async () => {
    const names = ['photo_restored.png', 'photo_restored_2.png'];
    const { exitCode, stdout, stderr, at } = await repairWhile([], take(...names));
    expect([exitCode, stdout]).toEqual([0, `${at('photo_restored_3.png')}\n`]);
    for (const name of names) expect(readFileSync(at(name), 'utf8')).toBe('precious');
    expect(stderr).toContain('“photo_restored.png” is taken by now, so another name is used.');
  });

  it('does so in a folder that was named, with a sidecar of its own', async () => {
    const given = await makeRestoreCase(root);
    const { at } = given;
    mkdirSync(at('results'));
    const disturb = take(
      'results/photo_restored.png',
      'results/photo_restored_2.png.heirloom.json',
    );
    const options = ['--out', at('results'), '--sidecar'];
    const { exitCode, stdout } = await repairWhile(options, disturb, given);
    expect([exitCode, stdout]).toEqual([0, `${at('results/photo_restored_3.png')}\n`]);
    const sidecar = readFileSync(at('results/photo_restored_3.png.heirloom.json'), 'utf8');
    expect(JSON.parse(sidecar)).toMatchObject({ result: { path: 'photo_restored_3.png' } });
  });

  it('gives way in a row of variants to names that none of them is to have', async () => {
    const disturb = take('photo_restored_1.png', 'photo_restored_2.png', 'photo_restored_4.png');
    const { exitCode, stdout, at } = await repairWhile(['--variants', '3'], disturb);
    const names = ['photo_restored_5.png', 'photo_restored_6.png', 'photo_restored_3.png'].map(at);
    expect([exitCode, stdout]).toEqual([0, `${names.join('\n')}\n`]);
  });

  it('is left to the original itself, which was given it', async () => {
    const { exitCode, stdout, at } = await repairWhile([], ({ photo, at: of }) =>
      renameSync(photo, of('photo_restored.png')),
    );
    expect([exitCode, stdout]).toEqual([0, `${at('photo_restored_2.png')}\n`]);
    expect(hashOf(at('photo_restored.png'))).not.toBe(hashOf(at('photo_restored_2.png')));
  });
});

it('refuses a name that the person chose and that is taken meanwhile', async () => {
  const given = await makeRestoreCase(root);
  const options = ['--out', given.at('out.png')];
  const { exitCode, at } = await repairWhile(options, take('out.png'), given);
  expect(exitCode).toBe(4);
  expect(readFileSync(at('out.png'), 'utf8')).toBe('precious');
});
