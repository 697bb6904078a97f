import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextMacrotask } from 'node:timers/promises';
import { Tensor } from 'onnxruntime-node';
import { EngineError } from '../engine/errors';
import type { DamageNetwork } from '../engine/detection/damage-network';
import type { ImageTensor } from '../engine/tensor/image-tensor';
import {
  isDamageNetworkFolder,
  readDamageNetworkManifest,
  type DamageNetworkManifest,
} from './damage-network-manifest';
import { onnxRuntime, type NetworkSession } from './onnx-runtime';
import { shortenOrtMessage } from './ort-errors';
import { verifyWeights } from './prior-files';
import { REINSTALL_REMEDY } from './prior-manifest';
import { defaultThreadCount } from './thread-count';

/** From so far inside the border on, the mean answer over a mark no longer depends on what lies beyond. */
const haloPx = 48;

/** A network that holds memory until it is disposed of. */
export interface LoadedDamageNetwork extends DamageNetwork {
  readonly dispose: () => Promise<void>;
}

/**
 * Loads the network that finds damage from the folder of models; it always runs on the processor, as it is small.
 * @throws EngineError 'prior', one sentence, when there is none or it cannot be used
 */
export async function loadDamageNetwork(modelsFolder: string): Promise<LoadedDamageNetwork> {
  const folder = await findDamageNetwork(modelsFolder);
  const manifest = await readDamageNetworkManifest(folder);
  const file = await verifyWeights(folder, manifest.weights);
  const session = await open(file);
  try {
    checkSignature(session, manifest, file);
  } catch (error) {
    await session.release();
    throw error;
  }
  return askable(session, manifest);
}

async function findDamageNetwork(modelsFolder: string): Promise<string> {
  const names = await readdir(modelsFolder).catch(() => []);
  for (const name of names.sort()) {
    const folder = path.join(modelsFolder, name);
    if (await isDamageNetworkFolder(folder)) return folder;
  }
  throw new EngineError(
    'prior',
    `There is no network that finds damage in ${modelsFolder}; ${REINSTALL_REMEDY}.`,
  );
}

async function open(file: string): Promise<NetworkSession> {
  try {
    return await onnxRuntime.createSession(file, 'cpu', defaultThreadCount());
  } catch (cause) {
    throw unusable(file, cause);
  }
}

function checkSignature(
  { inputMetadata, outputMetadata }: NetworkSession,
  { input, output }: DamageNetworkManifest,
  file: string,
): void {
  const has = (metadata: readonly { readonly name: string }[], name: string) =>
    metadata.length === 1 && metadata[0]!.name === name;
  if (has(inputMetadata, input) && has(outputMetadata, output)) return;
  throw unusable(file, new Error('other inputs or outputs than its description has'));
}

function askable(session: NetworkSession, manifest: DamageNetworkManifest): LoadedDamageNetwork {
  const { input, output, outputs, sizeMultiple } = manifest;
  const any = outputs.indexOf('any');
  let lastCall: Promise<unknown> = Promise.resolve();

  async function run({ data, height, width }: ImageTensor): Promise<Float32Array> {
    // A call blocks the process: whoever waits has a turn before each.
    await nextMacrotask();
    try {
      const planes = new Tensor('float32', data, [1, 3, height, width]);
      const answer = (await session.run({ [input]: planes }))[output]!.data as Float32Array;
      const logits = answer.slice(any * height * width, (any + 1) * height * width);
      if (logits.length === height * width && logits.every(Number.isFinite)) return logits;
      throw new Error('its answer holds no numbers');
    } catch (cause) {
      throw unusable(manifest.id, cause);
    }
  }

  return {
    sizeMultiple,
    haloPx,
    logits(planes) {
      const call = lastCall.then(() => run(planes));
      lastCall = call.catch(() => undefined);
      return call;
    },
    dispose: () => lastCall.then(() => session.release()),
  };
}

function unusable(what: string, cause: unknown): EngineError {
  const detail = cause instanceof Error ? shortenOrtMessage(cause.message) : String(cause);
  return new EngineError(
    'prior',
    `The network that finds damage (${what}) could not be used (${detail}); ${REINSTALL_REMEDY}.`,
    { cause },
  );
}
