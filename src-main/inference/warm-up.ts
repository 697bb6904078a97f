import type { ImageTensor } from '../engine/tensor/image-tensor';
import type { NetworkAdapter } from './network-adapter';
import type { NetworkSession } from './onnx-runtime';
import type { WarmUpPair } from './prior-files';
import type { PriorManifest } from './prior-manifest';

/** How a provider answered the stored question. */
export interface WarmUpResult {
  /** Largest absolute difference from the stored answer; infinite when the answer holds NaN. */
  readonly maximumError: number;
  /** Time of the second answer: the first one also pays for compiling and allocating. */
  readonly durationMs: number;
}

/** Asks a session the stored question twice and compares the second answer, so that state left by the first shows. */
export async function runWarmUp(
  session: NetworkSession,
  adapter: NetworkAdapter,
  { input, answer }: WarmUpPair,
  { height, width, sigma }: PriorManifest['warmUp'],
): Promise<WarmUpResult> {
  const x: ImageTensor = { channels: 3, height, width, data: input };
  await adapter.denoise(session, x, sigma);
  const startMs = performance.now();
  const x0 = await adapter.denoise(session, x, sigma);
  return { durationMs: performance.now() - startMs, maximumError: maximumDifference(x0, answer) };
}

/** Time of one answer for a square image of a usual working size, after one that compiles and allocates. */
export async function measureCallMs(
  session: NetworkSession,
  adapter: NetworkAdapter,
  sidePx: number,
): Promise<number> {
  const data = new Float32Array(3 * sidePx * sidePx);
  const x: ImageTensor = { channels: 3, height: sidePx, width: sidePx, data };
  await adapter.denoise(session, x, 1);
  const startMs = performance.now();
  await adapter.denoise(session, x, 1);
  return performance.now() - startMs;
}

function maximumDifference(a: Float32Array, b: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (!(difference <= largest)) largest = difference;
    if (Number.isNaN(difference)) return Infinity;
  }
  return largest;
}
