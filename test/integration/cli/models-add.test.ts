import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runProgram, startHeirloom } from '../../support/heirloom-process';
import { makeTemporaryFolder } from '../../support/temporary-folder';
import { identityGraph } from '../../support/tiny-priors';
import { blurGraph, writeNetwork } from '../../unit/inference/import/blur-graphs';

const folder = makeTemporaryFolder();

function newModelsFolder(name: string): string {
  const models = path.join(folder, name);
  mkdirSync(models);
  return models;
}

test('a network is tried in a process of its own, whose words and exit code are the program’s', async () => {
  const models = newModelsFolder('words');
  const useful = await writeNetwork(folder, blurGraph(), 'useful.onnx');
  const added = await runProgram(['models', 'add', useful, '--models', models, '--json']);
  expect(added).toMatchObject({ exitCode: 0, stderr: '' });
  expect(JSON.parse(added.stdout)).toMatchObject({ manifest: { id: 'useful' } });
  const idle = await writeNetwork(folder, identityGraph, 'idle.onnx');
  const refused = await runProgram(['models', 'add', idle, '--models', models]);
  expect(refused).toMatchObject({ exitCode: 5, stdout: '' });
  expect(refused.stderr).toMatch(/^heirloom: The network [^\n]*does not take noise away[^\n]*\n$/);
  expect(readdirSync(models)).toEqual(['useful']);
});

test('stopping leaves nothing behind, though the network is in the middle of a call', async () => {
  const models = newModelsFolder('stopped');
  const file = await writeNetwork(folder, blurGraph(), 'stopped.onnx');
  const { child, outcome } = startHeirloom(['models', 'add', file, '--models', models]);
  while (readdirSync(models).length === 0) await wait(10);
  child.kill('SIGTERM');
  expect(await outcome).toEqual({ exitCode: 130, stdout: '', stderr: '' });
  expect(readdirSync(models)).toEqual([]);
});
