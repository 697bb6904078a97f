import path from 'node:path';
import { EngineError } from '../engine/errors';
import {
  isRivalFaster,
  rivalWeights,
  type PrecisionRequest,
  type RivalWeights,
} from './faster-weights';
import type { NetworkSession } from './onnx-runtime';
import { shortenOrtMessage } from './ort-errors';
import type { Precision, PriorManifest } from './prior-manifest';
import { providerLabels, type ProviderName, type ProviderRejection } from './providers';
import type { OpenedSession } from './session-factory';
import type { SpeedMemory } from './speed-memory';

/** Side of a usual window of a repair: what a provider or other weights have to stand before they are used. */
export const USUAL_SIDE_PX = 256;

/** Side of the image on which other weights are timed: large enough to tell, small enough for a start. */
const TIMED_SIDE_PX = 128;

/** What the choice between the weights of one prior needs. */
export interface WeightsRequest {
  readonly folder: string;
  readonly manifest: PriorManifest;
  readonly precision: PrecisionRequest;
  readonly memory: SpeedMemory;
  /** Opens a file of the folder and compares it with the stored answer. @throws EngineError 'prior' */
  readonly open: (
    file: string,
    precision: Precision,
    provider: ProviderName,
  ) => Promise<OpenedSession>;
  /** Milliseconds of one call of this size. */
  readonly measureCallMs: (session: NetworkSession, sidePx: number) => Promise<number>;
}

/** The session to use, and the manifest whose `weights` are in it. */
export interface ChosenWeights {
  readonly opened: OpenedSession;
  readonly manifest: PriorManifest;
}

/**
 * Keeps the exact weights or puts faster ones in their place, and releases those that are not used. Faster ones that
 * nobody asked for are dropped wherever they fail, with a reason among the rejections.
 * @throws EngineError 'prior' where the exact weights fail, or others that were asked for; no session is open then
 */
export async function chooseWeights(
  exact: OpenedSession,
  request: WeightsRequest,
): Promise<ChosenWeights> {
  const { manifest, precision } = request;
  const rival = rivalWeights(manifest, precision, exact.provider);
  if (!rival) return { opened: exact, manifest };
  try {
    const opened = await openFaster(exact, rival, request);
    if (!opened) return { opened: exact, manifest };
    await release(exact);
    const weights = { ...rival.weights, precision: rival.precision };
    return {
      opened: { ...opened, rejections: exact.rejections },
      manifest: { ...manifest, weights },
    };
  } catch (error) {
    if (precision !== 'auto' || error instanceof ExactWeightsError) {
      await release(exact);
      throw asPriorError(error, exact.provider);
    }
    const rejections = [...exact.rejections, whyDropped(exact.provider, error)];
    return { opened: { ...exact, rejections }, manifest };
  }
}

/** @returns undefined where they are not faster; their session is released then, and wherever something is thrown */
async function openFaster(
  exact: OpenedSession,
  rival: RivalWeights,
  { folder, precision, memory, open, measureCallMs }: WeightsRequest,
): Promise<OpenedSession | undefined> {
  const file = path.join(folder, rival.weights.file);
  const opened = await open(file, rival.precision, exact.provider);
  const measure = async (session: NetworkSession): Promise<number> => {
    try {
      return await measureCallMs(session, TIMED_SIDE_PX);
    } catch (cause) {
      // Weights that are no worse than the others are not to blame.
      throw session === exact.session ? new ExactWeightsError(cause) : cause;
    }
  };
  const sessions = { exact: exact.session, rival: opened.session, key: rival.key };
  try {
    const isFaster = precision !== 'auto' || (await isRivalFaster(sessions, measure, memory));
    if (isFaster) await measureCallMs(opened.session, USUAL_SIDE_PX);
    else await release(opened);
    return isFaster ? opened : undefined;
  } catch (error) {
    await release(opened);
    throw error;
  }
}

/** The exact weights failed while they were timed: there is nothing to fall back to. */
class ExactWeightsError extends Error {
  constructor(cause: unknown) {
    super(gistOf(cause), { cause });
  }
}

function asPriorError(error: unknown, provider: ProviderName): EngineError {
  if (error instanceof EngineError) return error;
  return new EngineError(
    'prior',
    `The prior stopped on ${providerLabels[provider]} while it was tried (${gistOf(error)}); choose another precision, device or prior.`,
    { cause: error },
  );
}

function whyDropped(provider: ProviderName, error: unknown): ProviderRejection {
  return {
    provider,
    kind: 'weights',
    reason: `The faster weights do not work on ${providerLabels[provider]}, so the exact ones are used.`,
    detail: gistOf(error),
  };
}

/** What failed, in one line: of a session that could not be opened, the provider's own reason. */
function gistOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const rejections = Array.isArray(error.cause) ? (error.cause as ProviderRejection[]) : [];
  return shortenOrtMessage(rejections.at(-1)?.reason ?? error.message);
}

/** What cannot be given back is not used either way. */
async function release({ session }: OpenedSession): Promise<void> {
  await session.release().catch(() => undefined);
}
