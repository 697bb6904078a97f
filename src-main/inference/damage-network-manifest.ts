import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { EngineError } from '../engine/errors';
import { MANIFEST_FILE, REINSTALL_REMEDY, weightsFileSchema } from './prior-manifest';

const kind = z.literal('damage-detector');

/** What the application needs of what `python -m training damage-export` writes; the rest is for people. */
const manifestSchema = z.object({
  formatVersion: z.literal(1),
  kind,
  id: z.string(),
  weights: z.object(weightsFileSchema),
  sizeMultiple: z.int().positive(),
  input: z.string(),
  output: z.string(),
  /** In the order of the output's channels. */
  outputs: z.array(z.string()).refine((names) => names.includes('any'), 'must hold "any"'),
});

/** Everything about a network that finds damage which its weights do not say: models/<id>/manifest.json. */
export type DamageNetworkManifest = z.infer<typeof manifestSchema>;

/** @throws EngineError 'prior', one sentence, when it is missing or is none */
export async function readDamageNetworkManifest(folder: string): Promise<DamageNetworkManifest> {
  const file = path.join(folder, MANIFEST_FILE);
  try {
    return manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new EngineError(
      'prior',
      `The description ${file} of the network that finds damage could not be read; ${REINSTALL_REMEDY}.`,
      { cause },
    );
  }
}

/** True for the folder of a network that finds damage, whatever else may be wrong with it. */
export async function isDamageNetworkFolder(folder: string): Promise<boolean> {
  try {
    const manifest: unknown = JSON.parse(await readFile(path.join(folder, MANIFEST_FILE), 'utf8'));
    return z.object({ kind }).safeParse(manifest).success;
  } catch {
    return false;
  }
}
