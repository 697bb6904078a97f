import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readWarmUpPair, verifyWeights } from '../../../src-main/inference/prior-files';
import { readPriorManifest } from '../../../src-main/inference/prior-manifest';
import {
  constantGraph,
  edmDescription,
  identityGraph,
  temporaryFolder,
  writePrior,
} from '../../support/tiny-priors';

async function freshPrior() {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  const manifest = await readPriorManifest(folder);
  return { folder, manifest, weights: path.join(folder, 'tiny.onnx') };
}

async function refusalOf(task: Promise<unknown>): Promise<string> {
  const error: unknown = await task.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'EngineError', kind: 'prior' });
  return (error as Error).message;
}

test('untouched weights pass and their path is returned', async () => {
  const { folder, manifest, weights } = await freshPrior();
  expect(await verifyWeights(folder, manifest.weights)).toBe(weights);
});

test('each kind of damage to the weights has its own sentence, with file and remedy', async () => {
  const { folder, manifest, weights } = await freshPrior();
  const original = await readFile(weights);
  const remedy = 'install Heirloom again or restore that file from a fresh download.';

  await truncate(weights, original.length - 10);
  expect(await refusalOf(verifyWeights(folder, manifest.weights))).toBe(
    `The weights ${weights} are cut short: ${original.length - 10} of ${original.length} bytes; ${remedy}`,
  );

  const corrupt = Buffer.from(original);
  corrupt[60] = corrupt[60]! ^ 1;
  await writeFile(weights, corrupt);
  expect(await refusalOf(verifyWeights(folder, manifest.weights))).toContain(
    'are damaged or belong',
  );

  await writeFile(weights, Buffer.concat([original, Buffer.of(0)]));
  expect(await refusalOf(verifyWeights(folder, manifest.weights))).toContain(
    'are damaged or belong',
  );

  await rm(weights);
  expect(await refusalOf(verifyWeights(folder, manifest.weights))).toBe(
    `The weights ${weights} are missing; ${remedy}`,
  );
});

test("another prior's weights are refused although they are a sound network", async () => {
  const { folder, manifest, weights } = await freshPrior();
  const other = await writePrior(await temporaryFolder(), constantGraph);
  await writeFile(weights, await readFile(path.join(other, 'tiny.onnx')));
  expect(await refusalOf(verifyWeights(folder, manifest.weights))).toContain('SHA-256');
});

test('the stored answer is read as it was written: for the identity both halves are the same', async () => {
  const { folder, manifest } = await freshPrior();
  const { input, answer } = await readWarmUpPair(folder, manifest);
  expect(input).toHaveLength(3 * 8 * 8);
  expect(answer).toEqual(input);
  expect(new Set(input).size).toBeGreaterThan(150);
});

test('a damaged or missing stored answer is refused', async () => {
  const { folder, manifest } = await freshPrior();
  const file = path.join(folder, 'warm-up.f32');
  const bytes = await readFile(file);
  bytes[5] = bytes[5]! ^ 1;
  await writeFile(file, bytes);
  expect(await refusalOf(readWarmUpPair(folder, manifest))).toContain(`${file} is damaged`);
  await truncate(file, 100);
  expect(await refusalOf(readWarmUpPair(folder, manifest))).toContain(`${file} is damaged`);
  await rm(file);
  expect(await refusalOf(readWarmUpPair(folder, manifest))).toContain(`${file} could not be read`);
});

test('files of a prior that was added are in no download: it has to be added again', async () => {
  const description = edmDescription({
    weights: { file: 'network.onnx', precision: 'float32' },
    version: 'added',
  });
  const folder = await writePrior(await temporaryFolder(), identityGraph, description);
  const manifest = await readPriorManifest(folder);
  const remedy = /; remove its folder and add the prior again with "heirloom models add"\.$/;
  const warmUp = path.join(folder, 'warm-up.f32');
  await truncate(warmUp, 100);
  expect(await refusalOf(readWarmUpPair(folder, manifest))).toMatch(remedy);
  await rm(warmUp);
  expect(await refusalOf(readWarmUpPair(folder, manifest))).toMatch(remedy);
  const manifestFile = path.join(folder, 'manifest.json');
  await writeFile(manifestFile, '{}');
  expect(await refusalOf(readPriorManifest(folder))).toMatch(remedy);
  await writeFile(manifestFile, '{');
  expect(await refusalOf(readPriorManifest(folder))).toMatch(remedy);
  await rm(manifestFile);
  expect(await refusalOf(readPriorManifest(folder))).toMatch(remedy);
  await truncate(path.join(folder, 'network.onnx'), 10);
  expect(await refusalOf(verifyWeights(folder, manifest.weights))).toMatch(remedy);
  await rm(path.join(folder, 'network.onnx'));
  expect(await refusalOf(verifyWeights(folder, manifest.weights))).toMatch(remedy);
});
