import { mkdir, rename, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  DEFAULT_PRIOR_ID,
  findPrior,
  listPriorNames,
  listPriors,
} from '../../../src-main/inference/prior-library';
import { writeDamageNetwork } from '../../support/damage-networks';
import {
  edmDescription,
  identityGraph,
  temporaryFolder,
  writePrior,
} from '../../support/tiny-priors';

async function addPrior(models: string, id: string): Promise<string> {
  return writePrior(path.join(models, id), identityGraph, edmDescription({ id }));
}

test('priors are listed by id; a bad one stays in the list with its reason', async () => {
  const models = await temporaryFolder();
  await addPrior(models, 'second');
  await addPrior(models, 'first');
  const cut = await addPrior(models, 'third');
  await truncate(path.join(cut, 'tiny.onnx'), 20);
  await mkdir(path.join(models, 'empty'));
  await mkdir(path.join(models, '.cache'));
  await writeFile(path.join(models, 'README.md'), '');
  await rename(await addPrior(models, 'before'), path.join(models, 'renamed'));

  const listings = await listPriors(models);
  expect(listings.map(({ id }) => id)).toEqual(['empty', 'first', 'renamed', 'second', 'third']);
  const [empty, first, renamed, second, third] = listings;
  expect(first).toMatchObject({ folder: path.join(models, 'first'), manifest: { name: 'Tiny' } });
  expect(first?.problem).toBeUndefined();
  expect(second?.problem).toBeUndefined();
  expect(empty?.problem).toContain('could not be read');
  expect(empty?.manifest).toBeUndefined();
  expect(renamed?.problem).toContain('calls itself "before"');
  expect(third?.problem).toContain('cut short');
  expect(third?.manifest?.name).toBe('Tiny');
});

test('the network that finds damage lies among the priors and is none of them', async () => {
  const models = await temporaryFolder();
  await addPrior(models, 'first');
  await writeDamageNetwork(models);
  expect((await listPriors(models)).map(({ id }) => id)).toEqual(['first']);
  await expect(findPrior(models, 'damage-tiny')).rejects.toThrow('choose one of: first.');
});

test('priors are named, the shipped ones first; what cannot be read has no name', async () => {
  const [models, own] = [await temporaryFolder(), await temporaryFolder()];
  await addPrior(models, DEFAULT_PRIOR_ID);
  await addPrior(own, 'mine');
  await addPrior(own, DEFAULT_PRIOR_ID);
  await mkdir(path.join(own, 'empty'));
  expect(await listPriorNames(models, own)).toEqual([
    { id: DEFAULT_PRIOR_ID, name: 'Tiny', isDefault: true },
    { id: 'mine', name: 'Tiny', isDefault: false },
  ]);
  expect(await listPriorNames(models, path.join(own, 'nowhere'))).toHaveLength(1);
  // No folder at all, and one that cannot be read, keep nobody from the shipped ones.
  expect(await listPriorNames(models, path.join(own, 'mine/tiny.onnx'))).toHaveLength(1);
});

test('a prior is found by id, the default one without', async () => {
  const models = await temporaryFolder();
  await mkdir(path.join(models, 'other'));
  await mkdir(path.join(models, 'photo-unet-s7'));
  expect(await findPrior(models, 'other')).toBe(path.join(models, 'other'));
  expect(await findPrior(models)).toBe(path.join(models, 'photo-unet-s7'));
});

test('an unknown id is answered with the choice, and no path leads out of the folder', async () => {
  const models = await temporaryFolder();
  await mkdir(path.join(models, 'one'));
  await mkdir(path.join(models, 'two'));
  await expect(findPrior(models, 'three')).rejects.toThrow(
    `There is no prior "three" in ${models}; choose one of: one, two.`,
  );
  await expect(findPrior(models, '../..')).rejects.toMatchObject({ kind: 'prior' });
});

test('a models folder that is not there is one sentence', async () => {
  const models = path.join(await temporaryFolder(), 'nowhere');
  await expect(listPriors(models)).rejects.toThrow(`${models} could not be read; install`);
  await expect(findPrior(models)).rejects.toMatchObject({ kind: 'prior' });
});
