import { EngineError } from '../engine/errors';
import type { InferenceRuntime, NetworkSession } from './onnx-runtime';
import { shortenOrtMessage } from './ort-errors';
import {
  providerLabels,
  providerOrder,
  reasonNotToTry,
  type ProviderName,
  type ProviderRejection,
  type ProviderRequest,
  type RejectionReason,
} from './providers';

/** What a new session has to stand before it is used. */
export interface SessionTrial {
  /** @throws EngineError 'prior' when the network is not the manifest's: no other provider would change that. */
  checkSignature(session: NetworkSession): void;
  /** Compares with the stored answer: the reason to refuse, or undefined. */
  checkAnswer(session: NetworkSession, provider: ProviderName): Promise<string | undefined>;
  /** Milliseconds of one call of a usual working size. */
  measureCallMs(session: NetworkSession): Promise<number>;
}

/** Which file is to be opened, where, and with how many threads of the processor (0 = ONNX Runtime's own choice). */
export interface SessionRequest {
  readonly file: string;
  readonly provider: ProviderRequest;
  readonly threads: number;
  readonly trial: SessionTrial;
}

/** A session that stood its trial, and why the providers before it did not. */
export interface OpenedSession {
  readonly session: NetworkSession;
  readonly provider: ProviderName;
  readonly rejections: readonly ProviderRejection[];
}

/**
 * Opens a network on the first provider that starts, agrees with the stored answer and, in 'auto', is faster than the
 * processor. Providers are tried one at a time: given a list, ONNX Runtime would drop some of them in silence.
 *
 * A driver can end the process while it is tried. So this runs in a process of its own in the application, whose
 * supervisor asks for 'cpu' after such a death.
 * @throws EngineError 'prior' when no provider is left; each one's reason is in the message.
 */
export async function openSession(
  runtime: InferenceRuntime,
  request: SessionRequest,
): Promise<OpenedSession> {
  const { provider: requested } = request;
  const order = requested === 'auto' ? providerOrder(runtime.platform) : [requested];
  const rejections: ProviderRejection[] = [];
  for (const provider of order) {
    const attempt = await tryProvider(runtime, request, provider);
    if ('reason' in attempt) {
      rejections.push(attempt);
      continue;
    }
    if (requested !== 'auto' || provider === 'cpu') {
      return { session: attempt.session, provider, rejections };
    }
    return await keepTheFaster(runtime, request, { ...attempt, provider, rejections });
  }
  throw noProviderLeft(request, rejections);
}

async function tryProvider(
  runtime: InferenceRuntime,
  { file, provider: requested, threads, trial }: SessionRequest,
  provider: ProviderName,
): Promise<ProviderRejection | { session: NetworkSession }> {
  const untried = reasonNotToTry(provider, requested, {
    platform: runtime.platform,
    backends: runtime.listBackends(),
    hasCudaLibraries: runtime.hasCudaLibraries(),
  });
  if (untried !== undefined) return { provider, ...untried };
  let session: NetworkSession | undefined;
  try {
    session = await runtime.createSession(file, provider, threads);
    trial.checkSignature(session);
    const refusal = await trial.checkAnswer(session, provider);
    if (refusal === undefined) return { session };
    await session.release();
    return { provider, kind: 'wrongAnswer', reason: refusal };
  } catch (error) {
    await session?.release().catch(() => undefined);
    if (error instanceof EngineError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    const what = session ? 'stopped during its first call' : 'could not start';
    const gist = shortenOrtMessage(detail);
    return {
      provider,
      kind: session ? 'noCall' : 'noStart',
      reason: `${providerLabels[provider]} ${what} (${gist}).`,
      values: { detail: gist },
      detail,
    };
  }
}

/** Times an accepted provider against the processor and releases the loser. */
async function keepTheFaster(
  runtime: InferenceRuntime,
  request: SessionRequest,
  candidate: OpenedSession,
): Promise<OpenedSession> {
  const processor = await tryProvider(runtime, request, 'cpu');
  // The processor's own refusal does not speak against a provider that agreed with the stored answer.
  if ('reason' in processor) return candidate;
  const processorMs = await callMsOrInfinity(request.trial, processor.session);
  const candidateMs = await callMsOrInfinity(request.trial, candidate.session);
  if (candidateMs < processorMs) {
    await processor.session.release();
    return candidate;
  }
  await candidate.session.release();
  const rejection = {
    provider: candidate.provider,
    ...whySlower(candidate, candidateMs, processorMs),
  };
  return {
    session: processor.session,
    provider: 'cpu',
    rejections: [...candidate.rejections, rejection],
  };
}

function whySlower(
  { provider }: OpenedSession,
  callMs: number,
  processorMs: number,
): RejectionReason {
  const label = providerLabels[provider];
  if (!Number.isFinite(callMs)) {
    return { kind: 'usualSize', reason: `${label} fails on a picture of usual size.` };
  }
  const [ms, ours] = [Math.round(callMs), Math.round(processorMs)];
  return {
    kind: 'slower',
    reason: `${label} is slower than the processor here (${ms} against ${ours} ms).`,
    values: { ms, processorMs: ours },
  };
}

async function callMsOrInfinity(trial: SessionTrial, session: NetworkSession): Promise<number> {
  try {
    return await trial.measureCallMs(session);
  } catch {
    return Infinity;
  }
}

function noProviderLeft(
  { file, provider }: SessionRequest,
  rejections: readonly ProviderRejection[],
): EngineError {
  const reasons = rejections.map(({ reason }) => reason).join(' ');
  const remedy =
    provider === 'auto' || provider === 'cpu'
      ? 'install Heirloom again or choose another prior'
      : 'choose "auto" or "cpu"';
  return new EngineError(
    'prior',
    `The prior in ${file} could not be started; ${remedy}. ${reasons}`,
    { cause: rejections },
  );
}
