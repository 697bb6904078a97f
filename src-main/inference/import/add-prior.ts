import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../../engine/errors';
import { createAdapter } from '../network-adapter';
import { onnxRuntime, type NetworkSession } from '../onnx-runtime';
import { shortenOrtMessage } from '../ort-errors';
import { readPriorManifest, type PriorManifest } from '../prior-manifest';
import { recordPrior } from '../record-prior';
import { calibrate, type Calibration } from './calibrate';
import { describeAddedPrior } from './describe-added-prior';
import { inspectNetworkFile } from './inspect-network-file';
import { recogniseAdapter } from './recognise-adapter';

const WEIGHTS = 'network.onnx';
const CARD = 'MODEL_CARD.md';
const WARM_UP_SIDE_PX = 64;
const WARM_UP_SIGMA = 0.15;

/** A network file to be added to a folder of priors. */
export interface AddPriorRequest {
  readonly file: string;
  /** Made where it is missing. */
  readonly modelsFolder: string;
  /** Lower case words joined by -; default: made of the file's name. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  /** What the person who adds it says of its licence. */
  readonly licence?: string | undefined;
}

/** A prior that was added. */
export interface AddedPrior {
  readonly folder: string;
  readonly manifest: PriorManifest;
  readonly calibration: Calibration;
}

/**
 * Adds a denoiser of one's own: looks through the file, tells from its inputs how it is asked, finds out by asking whether it
 * denoises, and writes a folder like that of a shipped prior. The folder is there as a whole or not at all.
 * @throws EngineError 'prior', one sentence on what is wrong; nothing was added then
 */
export async function addPrior(request: AddPriorRequest): Promise<AddedPrior> {
  const { file, modelsFolder } = request;
  await inspectNetworkFile(file);
  const id = request.id ?? idOf(file);
  const folder = path.join(modelsFolder, id);
  if (await exists(folder)) {
    throw new EngineError(
      'prior',
      `There is a prior "${id}" in ${modelsFolder} already; nothing was added, choose another name with --id.`,
    );
  }
  const partial = path.join(modelsFolder, `.adding-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(partial, { recursive: true });
    // Away from whatever lies beside it: what the library loads is this file alone.
    await copyFile(file, path.join(partial, WEIGHTS));
    const calibration = await fillFolder(partial, id, request);
    await rename(partial, folder);
    return { folder, manifest: await readPriorManifest(folder), calibration };
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function fillFolder(
  folder: string,
  id: string,
  { file, name = id, licence = 'not stated by the person who added it' }: AddPriorRequest,
): Promise<Calibration> {
  const session = await startNetwork(path.join(folder, WEIGHTS), file);
  try {
    const adapter = recogniseAdapter(session, file);
    const calibration = await callNetwork(file, () =>
      calibrate(session, createAdapter(adapter), file),
    );
    const description = {
      formatVersion: 1,
      id,
      name,
      version: 'added',
      licence,
      card: CARD,
      weights: { file: WEIGHTS, precision: 'float32' },
      adapter,
      sigmaRange: calibration.sigmaRange,
      sizeMultiple: calibration.sizeMultiple,
      haloPx: calibration.haloPx,
      haloCriterion:
        'Cut 320 x 320 out of a made-up 512 x 512 picture, sigma 0.1 and 0.3: at most half an 8-bit step.',
      warmUp: {
        file: 'warm-up.f32',
        height: WARM_UP_SIDE_PX,
        width: WARM_UP_SIDE_PX,
        sigma: WARM_UP_SIGMA,
      },
    } as const;
    await writeFile(path.join(folder, CARD), describeAddedPrior(description, calibration));
    await recordPrior(folder, description);
    return calibration;
  } finally {
    await session.release();
  }
}

async function startNetwork(copy: string, file: string): Promise<NetworkSession> {
  return callNetwork(file, () => onnxRuntime.createSession(copy, 'cpu', 0));
}

async function callNetwork<Result>(file: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    const detail = cause instanceof Error ? shortenOrtMessage(cause.message) : String(cause);
    throw new EngineError(
      'prior',
      `The network ${file} cannot be run (${detail}); nothing was added, export it again.`,
      { cause },
    );
  }
}

function idOf(file: string): string {
  const words = path
    .basename(file, path.extname(file))
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words?.join('-').slice(0, 64) ?? 'prior';
}

async function exists(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}
