import type { NetworkSession } from './onnx-runtime';
import type { SessionTrial } from './session-factory';
import type { SpeedMemory } from './speed-memory';

/** How exactly a network may be asked to compute. */
export const precisionRequests = ['auto', 'float32', 'int8'] as const;

/** 'auto': 8-bit weights on the processor, where it is clearly faster with them and they are there. */
export type PrecisionRequest = (typeof precisionRequests)[number];

/** The 8-bit network must save this share of the time at least: it is a little less exact. */
const LARGEST_TIME_SHARE = 0.85;

/** Each is timed so often, by turns, and counts with its best: what else the computer does only ever adds time. */
const ROUNDS = 3;

/** Two sessions of one network on the processor. */
export interface PrecisionRivals {
  readonly float32: NetworkSession;
  readonly int8: NetworkSession;
  readonly int8Sha256: string;
}

/** Whether the 8-bit network is clearly faster on this computer: remembered, or measured now and remembered. */
export async function isInt8Faster(
  { float32, int8, int8Sha256 }: PrecisionRivals,
  measureCallMs: SessionTrial['measureCallMs'],
  memory: SpeedMemory,
): Promise<boolean> {
  const known = await memory.read(int8Sha256);
  if (known !== undefined) return known;
  let float32Ms = Infinity;
  let int8Ms = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    float32Ms = Math.min(float32Ms, await measureCallMs(float32));
    int8Ms = Math.min(int8Ms, await measureCallMs(int8));
  }
  const isFaster = int8Ms <= LARGEST_TIME_SHARE * float32Ms;
  await memory.write(int8Sha256, isFaster);
  return isFaster;
}
