import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../engine/errors';
import { inspectNetworkFile } from './import/inspect-network-file';
import { remedyFor, type PriorManifest, type WeightsFile } from './prior-manifest';

/** Lower-case hexadecimal SHA-256 of a file, read in pieces. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Compares the weights with the manifest: half of all files with a few changed bytes load without complaint
 * in ONNX Runtime and then answer nonsense, so this must pass before a file is loaded. Then looks through them, in
 * milliseconds: whoever made the folder of a prior made its checksums as well, and they cover no file beside the weights.
 * @returns the path of the weights
 * @throws EngineError 'prior', one sentence that names the file, when it is missing, truncated, corrupt, another file or one
 * that would not be added
 */
export async function verifyWeights(
  folder: string,
  { file: name, byteLength, sha256 }: WeightsFile,
): Promise<string> {
  const file = path.join(folder, name);
  const length = await lengthOf(file);
  if (length === undefined) throw unusable(`The weights ${file} are missing`, name);
  if (length < byteLength) {
    throw unusable(`The weights ${file} are cut short: ${length} of ${byteLength} bytes`, name);
  }
  if (length > byteLength || (await hashOrThrow(file)) !== sha256) {
    throw unusable(
      `The weights ${file} are damaged or belong to another prior: their SHA-256 is not the manifest's`,
      name,
    );
  }
  // Whoever has the prior may have nothing that could be exported again.
  await inspectNetworkFile(file, { outcome: 'it was not loaded', remedy: remedyFor(name) });
  return file;
}

/** The same for the less exact weights that a manifest names. */
export async function verifyRivals(
  folder: string,
  { int8Weights, float16Weights }: Pick<PriorManifest, 'int8Weights' | 'float16Weights'>,
): Promise<void> {
  for (const weights of [int8Weights, float16Weights]) {
    if (weights) await verifyWeights(folder, weights);
  }
}

/** A stored pair of input and answer, each 3 x height x width. */
export interface WarmUpPair {
  readonly input: Float32Array;
  readonly answer: Float32Array;
}

/**
 * Reads the stored answer with which every provider is compared.
 * @throws EngineError 'prior' when the file is missing or not the manifest's.
 */
export async function readWarmUpPair(folder: string, manifest: PriorManifest): Promise<WarmUpPair> {
  const { file: name, sha256, height, width } = manifest.warmUp;
  const file = path.join(folder, name);
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw unusable(`The stored answer ${file} could not be read`, manifest.weights.file, cause);
  }
  const length = 3 * height * width;
  const isTheManifests = createHash('sha256').update(bytes).digest('hex') === sha256;
  if (!isTheManifests || bytes.length !== 2 * length * Float32Array.BYTES_PER_ELEMENT) {
    throw unusable(`The stored answer ${file} is damaged`, manifest.weights.file);
  }
  const values = Float32Array.from({ length: 2 * length }, (_, i) => bytes.readFloatLE(4 * i));
  return { input: values.slice(0, length), answer: values.slice(length) };
}

async function lengthOf(file: string): Promise<number | undefined> {
  try {
    const entry = await stat(file);
    return entry.isFile() ? entry.size : undefined;
  } catch {
    return undefined;
  }
}

async function hashOrThrow(file: string): Promise<string> {
  try {
    return await sha256OfFile(file);
  } catch (cause) {
    throw unusable(`The weights ${file} could not be read`, path.basename(file), cause);
  }
}

/** @param weightsFile name of the prior's weights, which tells where the prior is from */
function unusable(what: string, weightsFile: string, cause?: unknown): EngineError {
  return new EngineError('prior', `${what}; ${remedyFor(weightsFile)}.`, { cause });
}
