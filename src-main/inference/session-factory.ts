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
  const { provider } = request;
  if (provider === 'auto') return openFastest(runtime, request);
  const attempt = await tryProvider(runtime, request, provider);
  if ('reason' in attempt) throw noProviderLeft(request, [attempt]);
  return { session: attempt.session, provider, rejections: [] };
}

/** The processor's session and the time of its call: it is opened for the first race and kept for the next ones. */
interface Processor {
  readonly session: NetworkSession;
  readonly callMs: number;
}

async function openFastest(
  runtime: InferenceRuntime,
  request: SessionRequest,
): Promise<OpenedSession> {
  const rejections: ProviderRejection[] = [];
  let candidate: NetworkSession | undefined;
  let processor: Processor | undefined;
  try {
    for (const provider of providerOrder(runtime.platform)) {
      if (provider === 'cpu' && processor) {
        return { session: processor.session, provider, rejections };
      }
      const attempt = await tryProvider(runtime, request, provider);
      if ('reason' in attempt) {
        rejections.push(attempt);
        continue;
      }
      candidate = attempt.session;
      if (provider === 'cpu') return { session: candidate, provider, rejections };
      processor ??= await openProcessor(runtime, request);
      // The processor's own refusal does not speak against a provider that agreed with the stored answer.
      if (!processor) return { session: candidate, provider, rejections };
      const callMs = await callMsOrInfinity(request.trial, candidate);
      if (callMs < processor.callMs) {
        await processor.session.release();
        return { session: candidate, provider, rejections };
      }
      await candidate.release();
      candidate = undefined;
      rejections.push({ provider, ...whySlower(provider, callMs, processor.callMs) });
    }
  } catch (error) {
    await candidate?.release().catch(() => undefined);
    await processor?.session.release().catch(() => undefined);
    throw error;
  }
  throw noProviderLeft(request, rejections);
}

/** @returns undefined where the processor does not stand its trial either */
async function openProcessor(
  runtime: InferenceRuntime,
  request: SessionRequest,
): Promise<Processor | undefined> {
  const attempt = await tryProvider(runtime, request, 'cpu');
  if ('reason' in attempt) return undefined;
  const { session } = attempt;
  return { session, callMs: await callMsOrInfinity(request.trial, session) };
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

function whySlower(provider: ProviderName, callMs: number, processorMs: number): RejectionReason {
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
  const reasons = rejections.map(({ reason }) => reason.replace(/\.$/, '')).join('; ');
  const remedy =
    provider === 'auto' || provider === 'cpu'
      ? 'install Heirloom again or choose another prior'
      : 'choose "auto" or "cpu"';
  return new EngineError(
    'prior',
    `The prior in ${file} could not be started (${reasons}); ${remedy}.`,
    { cause: rejections },
  );
}
