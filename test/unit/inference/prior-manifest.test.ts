import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parsePriorManifest, readPriorManifest } from '../../../src-main/inference/prior-manifest';
import { identityGraph, temporaryFolder, writePrior } from '../../support/tiny-priors';

async function manifestText(): Promise<string> {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  return readFile(path.join(folder, 'manifest.json'), 'utf8');
}

test('a written manifest is read back', async () => {
  const folder = await writePrior(await temporaryFolder(), identityGraph);
  const manifest = await readPriorManifest(folder);
  expect(manifest.id).toBe('tiny');
  expect(manifest.weights.byteLength).toBeGreaterThan(50);
  expect(manifest.weights.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ['a path instead of a file name', /"tiny\.onnx"/, '"../tiny.onnx"', 'weights.file'],
  ['a checksum that is none', /"sha256": "..../, '"sha256": "zzzz', 'weights.sha256'],
  ['an unknown kind of network', /"edm"/, '"gan"', 'adapter.kind'],
  ['an empty range of noise', /"min": 0.01/, '"min": 7', 'sigmaRange'],
  ['a later format', /"formatVersion": 1/, '"formatVersion": 2', 'formatVersion'],
  ['an unknown field', /"formatVersion": 1/, '"formatVersion": 1, "extra": 1', 'extra'],
  ['a file name that starts with a dot', /"warm-up.f32"/, '".f32"', 'warmUp.file'],
])('%s is refused by name', async (_what, pattern, replacement, field) => {
  const text = (await manifestText()).replace(pattern, replacement);
  expect(() => parsePriorManifest(text, 'models/tiny/manifest.json')).toThrow(
    expect.objectContaining({ kind: 'prior', message: expect.stringContaining(field) as string }),
  );
  expect(() => parsePriorManifest(text, 'models/tiny/manifest.json')).toThrow(
    /models\/tiny\/manifest\.json.*install Heirloom again/,
  );
});

test('a missing or unreadable manifest is one sentence with the path and the remedy', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'manifest.json');
  await expect(readPriorManifest(folder)).rejects.toThrow(
    `could not be read at ${file}; install Heirloom again`,
  );
  await writeFile(file, '{ "formatVersion": 1,');
  await expect(readPriorManifest(folder)).rejects.toThrow(`${file} is not valid JSON`);
});
