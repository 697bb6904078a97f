import type { NetworkSession } from './onnx-runtime';
import type { Precision, PriorManifest, WeightsFile } from './prior-manifest';
import type { ProviderName } from './providers';
import type { SessionTrial } from './session-factory';
import type { SpeedMemory } from './speed-memory';

/** How exactly a network may be asked to compute. */
export const precisionRequests = ['auto', 'float32', 'float16', 'int8'] as const;

/** 'auto': 8-bit weights on the processor, half precision elsewhere, each where it is there and clearly faster. */
export type PrecisionRequest = (typeof precisionRequests)[number];

/** Other weights of a network, less exact and perhaps faster. */
export interface RivalWeights {
  readonly weights: WeightsFile;
  readonly precision: Precision;
  /** What is kept on their speed is kept under this. */
  readonly key: string;
}

/**
 * Which weights may take the exact ones' place: processors are faster with bytes, graphics cards with half precision.
 * @returns undefined where there are none, or the exact ones are asked for
 */
export function rivalWeights(
  { int8Weights, float16Weights }: Pick<PriorManifest, 'int8Weights' | 'float16Weights'>,
  requested: PrecisionRequest,
  provider: ProviderName,
): RivalWeights | undefined {
  const usual = provider === 'cpu' ? 'int8' : 'float16';
  const precision = requested === 'auto' ? usual : requested;
  const weights = {
    float32: undefined,
    float16: float16Weights,
    int8: provider === 'cpu' ? int8Weights : undefined,
  }[precision];
  if (!weights) return undefined;
  const { sha256 } = weights;
  return { weights, precision, key: provider === 'cpu' ? sha256 : `${sha256} ${provider}` };
}

/** The less exact network must save this share of the time at least. */
const LARGEST_TIME_SHARE = 0.85;

/** Each is timed so often, by turns, and counts with its best: what else the computer does only ever adds time. */
const ROUNDS = 3;

/** Two sessions of one network with one provider. */
export interface PrecisionRivals {
  readonly exact: NetworkSession;
  readonly rival: NetworkSession;
  /** `RivalWeights.key` */
  readonly key: string;
}

/** Whether the less exact network is clearly faster on this computer: remembered, or measured now and remembered. */
export async function isRivalFaster(
  { exact, rival, key }: PrecisionRivals,
  measureCallMs: SessionTrial['measureCallMs'],
  memory: SpeedMemory,
): Promise<boolean> {
  const known = await memory.read(key);
  if (known !== undefined) return known;
  let exactMs = Infinity;
  let rivalMs = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    exactMs = Math.min(exactMs, await measureCallMs(exact));
    rivalMs = Math.min(rivalMs, await measureCallMs(rival));
  }
  const isFaster = rivalMs <= LARGEST_TIME_SHARE * exactMs;
  await memory.write(key, isFaster);
  return isFaster;
}
