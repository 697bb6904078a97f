import { rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../../engine/errors';
import { loadPrior } from '../load-prior';
import { onnxRuntime } from '../onnx-runtime';
import { shortenOrtMessage } from '../ort-errors';
import {
  ADDED_WEIGHTS_FILE,
  LONGEST_PRIOR_ID,
  parsePriorId,
  type PriorManifest,
} from '../prior-manifest';
import type { ProviderRejection } from '../providers';
import { recordPrior } from '../record-prior';
import { calibrate, type Calibration } from './calibrate';
import { copyNetworkFile, expectNetworkFile } from './copy-network-file';
import { describeAddedPrior } from './describe-added-prior';
import { explainFileTrouble, isSystemError } from './file-trouble';
import { refusal } from './network-walk';
import { withPartialFolder } from './partial-folder';
import { recogniseAdapter } from './recognise-adapter';

const CARD = 'MODEL_CARD.md';
const WARM_UP_SIDE_PX = 64;
const WARM_UP_SIGMA = 0.15;

/** A network file to be added to a folder of priors. */
export interface AddPriorRequest {
  readonly file: string;
  /** Made where it is missing. */
  readonly modelsFolder: string;
  /** Folder of the priors that are looked for first: one of theirs would be found instead of one that is added. */
  readonly shippedFolder?: string | undefined;
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
 * denoises, writes a folder like that of a shipped prior, and loads it as every repair will. The folder is there as a whole
 * or not at all.
 * @throws EngineError 'prior', one sentence on what is wrong; nothing was added then
 */
export async function addPrior(request: AddPriorRequest): Promise<AddedPrior> {
  const { file, modelsFolder, shippedFolder } = request;
  const id = parsePriorId(request.id ?? idOf(file));
  await expectNetworkFile(file);
  const folder = path.join(modelsFolder, id);
  if (shippedFolder !== undefined && (await exists(path.join(shippedFolder, id)))) {
    throw taken(`The name "${id}" belongs to what came with Heirloom`);
  }
  const there = `There is a prior "${id}" in ${modelsFolder} already`;
  if (await exists(folder)) throw taken(there);
  try {
    return await withPartialFolder(modelsFolder, async (partial) => {
      await copyNetworkFile(file, path.join(partial, ADDED_WEIGHTS_FILE));
      const calibration = await fillFolder(partial, id, request);
      const manifest = await loadOnce(partial, file);
      await rename(partial, folder).catch(async (cause: unknown) => {
        // Somebody else has added one of this name meanwhile.
        throw (await exists(folder)) ? taken(there, cause) : cause;
      });
      return { folder, manifest, calibration };
    });
  } catch (error) {
    throw explainFileTrouble(error, modelsFolder);
  }
}

async function fillFolder(
  folder: string,
  id: string,
  { file, name = id, licence = 'not stated by the person who added it' }: AddPriorRequest,
): Promise<Calibration> {
  const weightsFile = path.join(folder, ADDED_WEIGHTS_FILE);
  const session = await callNetwork(file, () => onnxRuntime.createSession(weightsFile, 'cpu', 0));
  try {
    const adapter = recogniseAdapter(session, file);
    const calibration = await callNetwork(file, () => calibrate(session, adapter, file));
    const description = {
      formatVersion: 1,
      id,
      name,
      version: 'added',
      licence,
      card: CARD,
      weights: { file: ADDED_WEIGHTS_FILE, precision: 'float32' },
      adapter,
      sigmaRange: calibration.sigmaRange,
      sizeMultiple: calibration.sizeMultiple,
      haloPx: calibration.haloPx,
      haloCriterion: calibration.haloCriterion,
      warmUp: {
        file: 'warm-up.f32',
        height: WARM_UP_SIDE_PX,
        width: WARM_UP_SIDE_PX,
        sigma: WARM_UP_SIGMA,
      },
    } as const;
    await writeFile(path.join(folder, CARD), describeAddedPrior(description, calibration));
    await callNetwork(file, () => recordPrior(folder, description));
    return calibration;
  } finally {
    await session.release();
  }
}

/** Loads it as every repair will: what would be refused then is refused now. */
async function loadOnce(folder: string, file: string): Promise<PriorManifest> {
  try {
    const { prior, manifest } = await loadPrior(folder, { provider: 'cpu' });
    await prior.dispose();
    return manifest;
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    // Its own sentence names a folder that is gone afterwards.
    const reason = reasonOf(cause).replace(/\.$/, '');
    throw refusal(file, `would not be loaded (${reason}); export it again, without chance`, cause);
  }
}

function reasonOf({ cause, message }: EngineError): string {
  const rejections = Array.isArray(cause) ? (cause as readonly ProviderRejection[]) : [];
  return rejections.at(-1)?.reason ?? message;
}

async function callNetwork<Result>(file: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof EngineError || isSystemError(cause)) throw cause;
    const detail = cause instanceof Error ? shortenOrtMessage(cause.message) : String(cause);
    throw new EngineError(
      'prior',
      `The network ${file} cannot be run (${detail}); nothing was added, export it again.`,
      { cause },
    );
  }
}

function taken(what: string, cause?: unknown): EngineError {
  return new EngineError('prior', `${what}; nothing was added, choose another name with --id.`, {
    cause,
  });
}

function idOf(file: string): string {
  const words = path
    .basename(file, path.extname(file))
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words?.join('-').slice(0, LONGEST_PRIOR_ID) ?? 'prior';
}

async function exists(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}
