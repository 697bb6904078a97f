import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createImageTensor } from '../../../src-main/engine/tensor/image-tensor';
import { loadDamageNetwork } from '../../../src-main/inference/damage-network';
import { writeDamageNetwork } from '../../support/damage-networks';
import {
  edmDescription,
  identityGraph,
  temporaryFolder,
  writePrior,
} from '../../support/tiny-priors';

const planes = createImageTensor(
  { channels: 3, height: 16, width: 32 },
  Float32Array.from({ length: 3 * 16 * 32 }, (_, i) => Math.sin(i)),
);

async function modelsWithNetwork(options = {}): Promise<{ models: string; folder: string }> {
  const models = await temporaryFolder();
  await writePrior(path.join(models, 'tiny'), identityGraph, edmDescription());
  return { models, folder: await writeDamageNetwork(models, options) };
}

describe('loadDamageNetwork', () => {
  it('finds the network among the priors and answers with the log odds of any damage', async () => {
    const { models } = await modelsWithNetwork({ gain: 4 });
    const network = await loadDamageNetwork(models);
    // Two at once: calls wait for each other.
    const [logits, again] = await Promise.all([network.logits(planes), network.logits(planes)]);
    expect(logits).toHaveLength(16 * 32);
    logits.forEach((value, i) => expect(value).toBeCloseTo(4 * planes.data[i]!, 4));
    expect(again).toEqual(logits);
    await network.dispose();
  });

  it('says in one sentence what is missing or wrong', async () => {
    const models = await temporaryFolder();
    await expect(loadDamageNetwork(models)).rejects.toThrow(/no network that finds damage/);
    await expect(loadDamageNetwork(path.join(models, 'nowhere'))).rejects.toThrow(/no network/);

    const cut = await modelsWithNetwork();
    await truncate(path.join(cut.folder, 'damage.onnx'), 20);
    await expect(loadDamageNetwork(cut.models)).rejects.toThrow(/cut short/);

    const foreign = await modelsWithNetwork({ inputName: 'x' });
    await expect(loadDamageNetwork(foreign.models)).rejects.toThrow(/other inputs or outputs/);

    const described = await modelsWithNetwork();
    const manifest = { formatVersion: 2, kind: 'damage-detector' };
    await writeFile(path.join(described.folder, 'manifest.json'), JSON.stringify(manifest));
    await expect(loadDamageNetwork(described.models)).rejects.toThrow(/description .* install/);
  });

  it('refuses answers that are no numbers', async () => {
    const { models } = await modelsWithNetwork({ gain: NaN });
    const network = await loadDamageNetwork(models);
    await expect(network.logits(planes)).rejects.toThrow(/no numbers/);
    await network.dispose();
  });
});
