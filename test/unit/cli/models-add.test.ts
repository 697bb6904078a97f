import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ApartOutcome } from '../../../src-main/cli/apart/apart-limits';
import { makeEnvironment, runInProcess } from '../../support/cli-environment';
import { writeOnnx } from '../../support/onnx-writer';
import {
  edmDescription,
  identityGraph,
  temporaryFolder,
  writePrior,
} from '../../support/tiny-priors';
import { blurGraph, blurWithMean, writeNetwork } from '../inference/import/blur-graphs';

it('refuses in one sentence, with the code of a prior that cannot be used', async () => {
  const root = await temporaryFolder();
  const file = path.join(root, 'idle.onnx');
  await writeFile(file, writeOnnx(identityGraph));
  const ownModelsFolder = path.join(root, 'own');
  const run = (...args: string[]) =>
    runInProcess(['models', 'add', ...args], makeEnvironment({ ownModelsFolder }));
  const useless = await run(file);
  expect(useless.exitCode).toBe(5);
  expect(useless.stderr).toMatch(/^heirloom: The network .* does not take noise away[^\n]+\n$/);
  expect((await run(file, '--id', 'No Way')).stderr).toContain('choose lower case words');
  expect((await run()).exitCode).toBe(2);
});

it('prints what was found out, under the name and with the licence that were given', async () => {
  const root = await temporaryFolder();
  const file = await writeNetwork(root, blurGraph(), 'blur.onnx');
  const ownModelsFolder = path.join(root, 'own');
  const run = (...args: string[]) =>
    runInProcess(['models', 'add', file, ...args], makeEnvironment({ ownModelsFolder }));
  const said = ['--id', 'mine', '--name', 'My own blur', '--licence', 'MIT, by A. Person'];
  const { stdout, stderr, exitCode } = await run(...said);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  expect(stdout).toMatch(/^Added the prior mine\.\n/);
  expect(stdout).toMatch(/^ {2}Name +My own blur$/m);
  expect(stdout).toMatch(/^ {2}Kind +x0-denoiser$/m);
  expect(stdout).toMatch(/^ {2}Licence +MIT, by A\. Person$/m);
  expect(stdout).toMatch(/^ {2}Sides +multiples of 1 px, 8 px of context$/m);
  expect(stdout).toMatch(/^ {2}Time +\d+ ms for 128 x 128 px on the processor$/m);
  expect(stdout).not.toContain('seams');
  const listed = await runInProcess(['models', '--models', ownModelsFolder]);
  expect(listed.stdout).toContain('My own blur, version added');
  expect(listed.stdout).toContain('MIT, by A. Person');
  const silent = await run('--json');
  expect(JSON.parse(silent.stdout)).toMatchObject({
    folder: path.join(ownModelsFolder, 'blur'),
    manifest: {
      id: 'blur',
      name: 'blur',
      licence: expect.stringContaining('not stated') as string,
    },
  });
});

it('warns of a network that looks at the whole picture, whenever it is listed', async () => {
  const root = await temporaryFolder();
  const file = await writeNetwork(root, blurWithMean(0.05), 'far.onnx');
  const models = ['--models', path.join(root, 'own')];
  const { stdout, exitCode } = await runInProcess(['models', 'add', file, ...models]);
  expect(exitCode).toBe(0);
  for (const text of [stdout, (await runInProcess(['models', ...models])).stdout]) {
    expect(text.replace(/\s+/g, ' ')).toContain(
      'This network looks farther than 128 px around each pixel, perhaps at the whole picture, so seams may show where a repair is wider than one window.',
    );
  }
});

describe('in a process of its own', () => {
  async function addApart(outcome: ApartOutcome) {
    const root = await temporaryFolder();
    const ownModelsFolder = path.join(root, 'own');
    const runApart = async () => {
      // What a process that was ended leaves behind.
      await mkdir(path.join(ownModelsFolder, '.adding-999999999-0123456789ab'), {
        recursive: true,
      });
      return outcome;
    };
    const environment = makeEnvironment({ ownModelsFolder, runApart });
    const result = await runInProcess(['models', 'add', 'far.onnx'], environment);
    return { ...result, left: await readdir(ownModelsFolder) };
  }

  it.each<[ApartOutcome, RegExp]>([
    [{ kind: 'memory' }, /far\.onnx took more than [\d.]+ [GM]B of memory while it was tried/],
    [{ kind: 'silence' }, /far\.onnx gave no answer for 10 minutes while it was tried/],
    [{ kind: 'broken', signal: 'SIGSEGV' }, /far\.onnx ended the process .* \(SIGSEGV\)/],
  ])('says how it ended: %o', async (outcome, reason) => {
    const { exitCode, stderr, stdout, left } = await addApart(outcome);
    expect({ exitCode, stdout, left }).toEqual({ exitCode: 5, stdout: '', left: [] });
    expect(stderr).toMatch(/^heirloom: The network [^\n]+; nothing was added\.\n$/);
    expect(stderr).toMatch(reason);
  });

  it('says nothing more where it was stopped, or has said all itself', async () => {
    const stopped = await addApart({ kind: 'stopped' });
    expect(stopped).toMatchObject({ exitCode: 130, stderr: '', left: [] });
    const refused = await addApart({ kind: 'done', exitCode: 5 });
    expect(refused).toMatchObject({ exitCode: 5, stderr: '' });
  });
});

it('refuses the name of a shipped prior in the own folder, where it would never be found', async () => {
  const root = await temporaryFolder();
  const file = await writeNetwork(root, blurGraph(), 'tiny.onnx');
  const [modelsFolder, ownModelsFolder] = [path.join(root, 'shipped'), path.join(root, 'own')];
  await writePrior(path.join(modelsFolder, 'tiny'), identityGraph);
  const run = (...args: string[]) =>
    runInProcess(
      ['models', 'add', file, ...args],
      makeEnvironment({ modelsFolder, ownModelsFolder }),
    );
  const refused = await run();
  expect(refused.exitCode).toBe(5);
  expect(refused.stderr).toContain('"tiny" belongs to what came with Heirloom; nothing was added');
  // A folder that has to be named is looked through alone.
  expect((await run('--models', path.join(root, 'elsewhere'))).exitCode).toBe(0);
});

it('tells trouble with files in one sentence', async () => {
  const root = await temporaryFolder();
  const file = await writeNetwork(root, blurGraph(), 'blur.onnx');
  const run = (...args: string[]) => runInProcess(['models', 'add', file, ...args]);
  for (const args of [
    ['--models', file],
    ['--models', path.join(file, 'deeper')],
    ['--models', path.join(root, 'own'), '--id', 'a'.repeat(300)],
    ['--models', path.join(root, 'x'.repeat(300))],
  ]) {
    const { stderr, exitCode } = await run(...args);
    expect(exitCode).toBe(5);
    expect(stderr).toMatch(/^heirloom: [^\n]*nothing was added[^\n]+\n$/);
    expect(stderr).not.toContain('Something went wrong');
  }
});

it('lists added priors beside those that came with Heirloom', async () => {
  const root = await temporaryFolder();
  const [modelsFolder, ownModelsFolder] = [path.join(root, 'shipped'), path.join(root, 'own')];
  await writePrior(path.join(modelsFolder, 'tiny'), identityGraph);
  const mine = edmDescription({ id: 'mine', name: 'Mine' });
  await writePrior(path.join(ownModelsFolder, 'mine'), identityGraph, mine);
  const environment = makeEnvironment({ modelsFolder, ownModelsFolder });
  const { stdout, exitCode } = await runInProcess(['models'], environment);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`1 prior in ${modelsFolder}\n`);
  expect(stdout).toMatch(new RegExp(`1 prior in ${ownModelsFolder}\n\nmine\n {2}Name +Mine`));
});

it('is explained by help of both spellings', async () => {
  const help = (await runInProcess(['models', 'add', '--help'])).stdout;
  expect(help).toContain('heirloom models add FILE');
  expect((await runInProcess(['help', 'models', 'add'])).stdout).toBe(help);
  expect((await runInProcess(['help', 'models'])).stdout).not.toBe(help);
});
