import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createAdapter } from './network-adapter';
import { onnxRuntime } from './onnx-runtime';
import { sha256OfFile } from './prior-files';
import {
  MANIFEST_FILE,
  parsePriorManifest,
  type PriorManifest,
  type WeightsFile,
} from './prior-manifest';
import { checkSignature } from './signature';
import { cleanTestPicture, seededNoise } from './test-picture';

type WithoutChecksums<T> = Omit<T, 'sha256' | 'byteLength'>;

/** A manifest before its files are measured. */
export interface PriorDescription extends Omit<
  PriorManifest,
  'weights' | 'int8Weights' | 'float16Weights' | 'warmUp'
> {
  readonly weights: WithoutChecksums<PriorManifest['weights']>;
  readonly int8Weights?: WithoutChecksums<WeightsFile> | undefined;
  readonly float16Weights?: WithoutChecksums<WeightsFile> | undefined;
  readonly warmUp: WithoutChecksums<PriorManifest['warmUp']>;
}

/**
 * Finishes a new prior: lets the processor answer a made-up noisy picture, stores both as the warm-up file, and writes
 * manifest.json with the checksums. The weights must lie in `folder` already.
 */
export async function recordPrior(folder: string, description: PriorDescription): Promise<void> {
  const weightsFile = path.join(folder, description.weights.file);
  const warmUpFile = path.join(folder, description.warmUp.file);
  await writeFile(warmUpFile, await recordAnswer(weightsFile, description));
  const { int8Weights, float16Weights, ...others } = description;
  const measured = async (weights: WithoutChecksums<WeightsFile>) => ({
    ...weights,
    ...(await measureFile(path.join(folder, weights.file))),
  });
  const manifest: PriorManifest = {
    ...others,
    weights: { ...others.weights, ...(await measureFile(weightsFile)) },
    ...(int8Weights && { int8Weights: await measured(int8Weights) }),
    ...(float16Weights && { float16Weights: await measured(float16Weights) }),
    warmUp: { ...description.warmUp, sha256: await sha256OfFile(warmUpFile) },
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  parsePriorManifest(text, MANIFEST_FILE);
  await writeFile(path.join(folder, MANIFEST_FILE), text);
}

async function measureFile(file: string): Promise<Pick<WeightsFile, 'byteLength' | 'sha256'>> {
  return { byteLength: (await stat(file)).size, sha256: await sha256OfFile(file) };
}

async function recordAnswer(weightsFile: string, description: PriorDescription): Promise<Buffer> {
  const { height, width, sigma } = description.warmUp;
  const adapter = createAdapter(description.adapter);
  const session = await onnxRuntime.createSession(weightsFile, 'cpu', 1);
  try {
    checkSignature(session, adapter, weightsFile);
    const noise = seededNoise();
    const clean = cleanTestPicture(height, width);
    const input = clean.data.map((value) => value + sigma * noise());
    const x = { ...clean, data: input };
    const answer = await adapter.denoise(session, x, sigma);
    const bytes = Buffer.alloc(4 * (input.length + answer.length));
    [...input, ...answer].forEach((value, i) => bytes.writeFloatLE(value, 4 * i));
    return bytes;
  } finally {
    await session.release();
  }
}
