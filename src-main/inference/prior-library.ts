import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { PriorName } from '../../src-shared/contract/engine-contract';
import { EngineError } from '../engine/errors';
import { isDamageNetworkFolder } from './damage-network-manifest';
import { readWarmUpPair, verifyRivals, verifyWeights } from './prior-files';
import { readPriorManifest, type PriorManifest } from './prior-manifest';

/** The prior that is used when none is asked for. */
export const DEFAULT_PRIOR_ID = 'photo-unet-s7';

/** One folder of the models folder. */
export interface PriorListing {
  /** Name of the folder, which is also the prior's id. */
  readonly id: string;
  readonly folder: string;
  /** Absent when it cannot be read. */
  readonly manifest?: PriorManifest;
  /** One sentence, when the prior cannot be used. */
  readonly problem?: string;
}

/**
 * Every prior in `modelsFolder` by id, with its files checked against its manifest.
 * @throws EngineError 'prior' when the folder itself cannot be read.
 */
export async function listPriors(modelsFolder: string): Promise<readonly PriorListing[]> {
  const ids = await readFolderNames(modelsFolder);
  const listings: PriorListing[] = [];
  for (const id of ids) listings.push(await inspect(id, path.join(modelsFolder, id)));
  return listings;
}

/**
 * The names of the priors in `modelsFolder`, then of those in `ownFolder`, where it can be read; files are not checked.
 * @throws EngineError 'prior' when `modelsFolder` cannot be read
 */
export async function listPriorNames(
  modelsFolder: string,
  ownFolder?: string,
): Promise<readonly PriorName[]> {
  // A folder of the person's own that cannot be read must not keep the shipped prior from work.
  const own = ownFolder === undefined ? [] : await readFolderNames(ownFolder).catch(() => []);
  const listed = [
    { folder: modelsFolder, ids: await readFolderNames(modelsFolder) },
    { folder: ownFolder ?? '', ids: own },
  ];
  const names: PriorName[] = [];
  for (const { folder, ids } of listed) {
    for (const id of ids) {
      const manifest = await readPriorManifest(path.join(folder, id)).catch(() => undefined);
      if (manifest && names.every((known) => known.id !== id)) {
        names.push({ id, name: manifest.name, isDefault: id === DEFAULT_PRIOR_ID });
      }
    }
  }
  return names;
}

/**
 * The folder of prior `id`: in `modelsFolder`, or else in `ownFolder`, which may be missing.
 * @throws EngineError 'prior' that names the priors there are, when there is no such folder.
 */
export async function findPrior(
  modelsFolder: string,
  id = DEFAULT_PRIOR_ID,
  ownFolder?: string,
): Promise<string> {
  const ids = await readFolderNames(modelsFolder);
  if (ids.includes(id)) return path.join(modelsFolder, id);
  const ownIds = ownFolder && existsSync(ownFolder) ? await readFolderNames(ownFolder) : [];
  if (ownFolder && ownIds.includes(id)) return path.join(ownFolder, id);
  const all = [...ids, ...ownIds];
  const choice = all.length > 0 ? `choose one of: ${all.join(', ')}` : 'install Heirloom again';
  throw new EngineError('prior', `There is no prior "${id}" in ${modelsFolder}; ${choice}.`);
}

async function readFolderNames(modelsFolder: string): Promise<string[]> {
  try {
    const entries = await readdir(modelsFolder, { withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
    const isDetector = await Promise.all(
      names.map((name) => isDamageNetworkFolder(path.join(modelsFolder, name))),
    );
    return names.filter((_, index) => !isDetector[index]);
  } catch (cause) {
    throw new EngineError(
      'prior',
      `The folder of priors ${modelsFolder} could not be read; install Heirloom again.`,
      { cause },
    );
  }
}

async function inspect(id: string, folder: string): Promise<PriorListing> {
  let manifest: PriorManifest | undefined;
  try {
    manifest = await readPriorManifest(folder);
    if (manifest.id !== id) {
      throw new EngineError(
        'prior',
        `The prior in ${folder} calls itself "${manifest.id}"; rename its folder.`,
      );
    }
    await verifyWeights(folder, manifest.weights);
    await verifyRivals(folder, manifest);
    await readWarmUpPair(folder, manifest);
    return { id, folder, manifest };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { id, folder, ...(manifest && { manifest }), problem: error.message };
  }
}
