import { createAdapter } from './network-adapter';
import { OnnxPrior } from './onnx-prior';
import { onnxRuntime, type InferenceRuntime } from './onnx-runtime';
import { readWarmUpPair, verifyWeights } from './prior-files';
import { readPriorManifest, type PriorManifest } from './prior-manifest';
import {
  answerTolerance,
  providerLabels,
  type ProviderName,
  type ProviderRejection,
  type ProviderRequest,
} from './providers';
import { openSession, type SessionTrial } from './session-factory';
import { checkSignature } from './signature';
import { defaultThreadCount } from './thread-count';
import { measureCallMs, runWarmUp } from './warm-up';

/** Side of the image on which a provider is timed against the processor: a usual window of a repair. */
const TIMED_SIDE_PX = 256;

/** A provider whose small stored answer takes this long computes in software and is not worth timing. */
const HOPELESS_MS = 1000;

/** How a prior is to be run. */
export interface LoadPriorOptions {
  /** Default 'auto'. */
  readonly provider?: ProviderRequest;
  /** Threads of the processor; default: one a physical core, one core left free from four on. */
  readonly threads?: number;
  readonly runtime?: InferenceRuntime;
}

/** A prior that is ready, and where and why it runs there. */
export interface LoadedPrior {
  readonly prior: OnnxPrior;
  readonly manifest: PriorManifest;
  readonly provider: ProviderName;
  readonly rejections: readonly ProviderRejection[];
}

/**
 * Loads the prior in `folder`: manifest, checksums, network, comparison with the stored answer.
 * @throws EngineError 'prior', one sentence that names the file and the remedy, when any of them fails.
 */
export async function loadPrior(
  folder: string,
  {
    provider = 'auto',
    threads = defaultThreadCount(),
    runtime = onnxRuntime,
  }: LoadPriorOptions = {},
): Promise<LoadedPrior> {
  const manifest = await readPriorManifest(folder);
  const file = await verifyWeights(folder, manifest);
  const pair = await readWarmUpPair(folder, manifest);
  const adapter = createAdapter(manifest.adapter);
  const trial: SessionTrial = {
    checkSignature: (session) => checkSignature(session, adapter, file),
    checkAnswer: async (session, name) => {
      const result = await runWarmUp(session, adapter, pair, manifest.warmUp);
      return refusal(name, manifest, result, provider === 'auto');
    },
    measureCallMs: (session) => measureCallMs(session, adapter, TIMED_SIDE_PX),
  };
  const opened = await openSession(runtime, { file, provider, threads, trial });
  return {
    prior: new OnnxPrior(manifest, adapter, opened),
    manifest,
    provider: opened.provider,
    rejections: opened.rejections,
  };
}

function refusal(
  provider: ProviderName,
  { weights }: PriorManifest,
  { maximumError, durationMs }: Awaited<ReturnType<typeof runWarmUp>>,
  mindsSpeed: boolean,
): string | undefined {
  const label = providerLabels[provider];
  if (!(maximumError <= answerTolerance(provider, weights.precision))) {
    return `${label} answered wrongly: it is off by up to ${maximumError.toPrecision(2)} from the stored answer.`;
  }
  if (mindsSpeed && provider !== 'cpu' && durationMs > HOPELESS_MS) {
    return `${label} is far too slow here (${(durationMs / 1000).toFixed(1)} s for a small picture).`;
  }
  return undefined;
}
