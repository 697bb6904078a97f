import { chooseWeights, USUAL_SIDE_PX } from './choose-weights';
import type { PrecisionRequest } from './faster-weights';
import { createAdapter } from './network-adapter';
import { OnnxPrior } from './onnx-prior';
import { onnxRuntime, type InferenceRuntime } from './onnx-runtime';
import { readWarmUpPair, verifyRivals, verifyWeights } from './prior-files';
import { readPriorManifest, type Precision, type PriorManifest } from './prior-manifest';
import {
  answerTolerance,
  providerLabels,
  type ProviderName,
  type ProviderRejection,
  type ProviderRequest,
} from './providers';
import { openSession } from './session-factory';
import { checkSignature } from './signature';
import { speedMemoryIn, userCacheFolder, type SpeedMemory } from './speed-memory';
import { defaultThreadCount } from './thread-count';
import { measureCallMs, runWarmUp } from './warm-up';

/** A provider whose small stored answer takes this long computes in software and is not worth timing. */
const HOPELESS_MS = 1000;

/** How a prior is to be run. */
export interface LoadPriorOptions {
  /** Default 'auto'. */
  readonly provider?: ProviderRequest;
  /** Default 'auto'. */
  readonly precision?: PrecisionRequest;
  /** Threads of the processor; default: one a physical core, one core left free from four on. */
  readonly threads?: number;
  readonly runtime?: InferenceRuntime;
  /** Where it is kept what this computer is faster with; default: a file in the user's cache folder. */
  readonly memory?: SpeedMemory;
}

/** A prior that is ready, and where and why it runs there. */
export interface LoadedPrior {
  readonly prior: OnnxPrior;
  /** Its `weights` are those in use. */
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
    precision = 'auto',
    threads = defaultThreadCount(),
    runtime = onnxRuntime,
    memory = speedMemoryIn(userCacheFolder(), threads),
  }: LoadPriorOptions = {},
): Promise<LoadedPrior> {
  const manifest = await readPriorManifest(folder);
  const file = await verifyWeights(folder, manifest.weights);
  if (precision !== 'float32') await verifyRivals(folder, manifest);
  const pair = await readWarmUpPair(folder, manifest);
  const adapter = createAdapter(manifest.adapter);
  const open = (weights: string, as: Precision, where: ProviderRequest) =>
    openSession(runtime, {
      file: weights,
      provider: where,
      threads,
      trial: {
        checkSignature: (session) => checkSignature(session, adapter, weights),
        checkAnswer: async (session, name) => {
          const result = await runWarmUp(session, adapter, pair, manifest.warmUp);
          return refusal(name, as, result, provider === 'auto');
        },
        measureCallMs: (session) => measureCallMs(session, adapter, USUAL_SIDE_PX),
      },
    });
  const chosen = await chooseWeights(await open(file, manifest.weights.precision, provider), {
    folder,
    manifest,
    precision,
    memory,
    open,
    measureCallMs: (session, sidePx) => measureCallMs(session, adapter, sidePx),
  });
  const { opened, manifest: used } = chosen;
  return {
    prior: new OnnxPrior(used, adapter, opened),
    manifest: used,
    provider: opened.provider,
    rejections: opened.rejections,
  };
}

function refusal(
  provider: ProviderName,
  precision: Precision,
  { maximumError, durationMs }: Awaited<ReturnType<typeof runWarmUp>>,
  mindsSpeed: boolean,
): string | undefined {
  const label = providerLabels[provider];
  if (!(maximumError <= answerTolerance(provider, precision))) {
    return `${label} answered wrongly: it is off by up to ${maximumError.toPrecision(2)} from the stored answer.`;
  }
  if (mindsSpeed && provider !== 'cpu' && durationMs > HOPELESS_MS) {
    return `${label} is far too slow here (${(durationMs / 1000).toFixed(1)} s for a small picture).`;
  }
  return undefined;
}
