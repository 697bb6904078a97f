import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { makeEnvironment, runInProcess } from '../../support/cli-environment';
import { writeOnnx } from '../../support/onnx-writer';
import {
  edmDescription,
  identityGraph,
  temporaryFolder,
  writePrior,
} from '../../support/tiny-priors';

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
