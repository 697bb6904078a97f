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

type WithoutChecksums<T> = Omit<T, 'sha256' | 'byteLength'>;

/** A manifest before its files are measured. */
export interface PriorDescription extends Omit<
  PriorManifest,
  'weights' | 'int8Weights' | 'warmUp'
> {
  readonly weights: WithoutChecksums<PriorManifest['weights']>;
  readonly int8Weights?: WithoutChecksums<WeightsFile> | undefined;
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
  const { int8Weights, ...others } = description;
  const manifest: PriorManifest = {
    ...others,
    weights: { ...others.weights, ...(await measureFile(weightsFile)) },
    ...(int8Weights && {
      int8Weights: {
        ...int8Weights,
        ...(await measureFile(path.join(folder, int8Weights.file))),
      },
    }),
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
    const input = noisyPicture(height, width, sigma);
    const x = { channels: 3, height, width, data: input };
    const answer = await adapter.denoise(session, x, sigma);
    const bytes = Buffer.alloc(4 * (input.length + answer.length));
    [...input, ...answer].forEach((value, i) => bytes.writeFloatLE(value, 4 * i));
    return bytes;
  } finally {
    await session.release();
  }
}

/** Slopes, an edge and stripes in three tints, and seeded noise of deviation sigma: something of all a photo holds. */
function noisyPicture(height: number, width: number, sigma: number): Float32Array {
  const noise = seededNoise();
  return Float32Array.from({ length: 3 * height * width }, (_, i) => {
    const x = (i % width) / width;
    const y = (Math.floor(i / width) % height) / height;
    const tint = Math.floor(i / (height * width)) / 3;
    const edge = x + y > 1 ? 0.4 : -0.3;
    const stripes = 0.2 * Math.sin(40 * x * (1 + y));
    return 0.6 * (edge + stripes + 0.4 * (y - tint)) + sigma * noise();
  });
}

/** Sum of twelve uniform numbers less six: normal enough here, and the same on every computer. */
function seededNoise(): () => number {
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6);
}
