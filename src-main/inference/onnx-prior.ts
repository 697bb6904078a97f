import { setImmediate as nextMacrotask } from 'node:timers/promises';
import { EngineError } from '../engine/errors';
import {
  maximumSigma,
  type CancelSignal,
  type NoiseLevel,
  type Prior,
  type SigmaRange,
} from '../engine/prior/prior';
import { describeShape, expectShape, type ImageTensor } from '../engine/tensor/image-tensor';
import type { NetworkAdapter } from './network-adapter';
import type { OpenedSession } from './session-factory';
import type { PriorManifest } from './prior-manifest';
import { providerLabels } from './providers';
import { shortenOrtMessage } from './ort-errors';
import { createScratch } from './scratch';

/** What the network calls of a prior have cost so far. */
export interface PriorStatistics {
  readonly calls: number;
  readonly totalMs: number;
  readonly lastMs: number;
}

/**
 * A network under ONNX Runtime as a Prior. Noise levels outside `sigmaRange` count as its nearest end. Calls run one at a
 * time in the order in which they came; before each one the process may handle its messages, since the call itself blocks
 * it. A call whose `signal` is set by then leaves `out` as it was.
 */
export class OnnxPrior implements Prior {
  readonly sigmaRange: SigmaRange;
  readonly takesSigmaMap: boolean;
  readonly sizeMultiple: number;
  readonly haloPx: number;

  readonly #name: string;
  readonly #adapter: NetworkAdapter;
  readonly #opened: OpenedSession;
  readonly #clampedMap = createScratch();
  #statistics: PriorStatistics = { calls: 0, totalMs: 0, lastMs: 0 };
  #lastCall: Promise<void> = Promise.resolve();
  #disposal: Promise<void> | undefined;

  /** Takes the session over: `dispose` releases it. */
  constructor(manifest: PriorManifest, adapter: NetworkAdapter, opened: OpenedSession) {
    this.sigmaRange = manifest.sigmaRange;
    this.takesSigmaMap = adapter.takesSigmaMap;
    this.sizeMultiple = manifest.sizeMultiple;
    this.haloPx = manifest.haloPx;
    this.#name = manifest.name;
    this.#adapter = adapter;
    this.#opened = opened;
  }

  /** Network calls so far. */
  get statistics(): PriorStatistics {
    return this.#statistics;
  }

  /**
   * @throws EngineError 'shape' for sizes it cannot take, 'settings' for a negative or unordered noise level, 'not-finite'
   * when the answer holds NaN or infinity on the processor, 'prior' when the network fails, answers so on another device or
   * was disposed.
   */
  async denoise(
    x: ImageTensor,
    sigma: NoiseLevel,
    out: ImageTensor,
    signal?: CancelSignal,
  ): Promise<void> {
    if (this.#disposal) {
      throw new EngineError('prior', `The prior "${this.#name}" was closed; load it again.`);
    }
    this.#checkShapes(x, sigma, out);
    const call = this.#lastCall.then(() => this.#denoiseNow(x, sigma, out, signal));
    this.#lastCall = call.catch(() => undefined);
    await call;
  }

  /** Waits for the calls in hand, then frees the network; what a lost device does not give back is gone either way. */
  dispose(): Promise<void> {
    const { session } = this.#opened;
    this.#disposal ??= this.#lastCall.then(() => session.release().catch(() => undefined));
    return this.#disposal;
  }

  async #denoiseNow(
    x: ImageTensor,
    sigma: NoiseLevel,
    out: ImageTensor,
    signal: CancelSignal | undefined,
  ): Promise<void> {
    await nextMacrotask();
    if (signal?.aborted) return;
    const x0 = await this.#runNetwork(x, this.#clamp(sigma));
    if (!x0.every(Number.isFinite)) {
      // A processor computes what the network says; another device may be at fault, and can be left for the processor.
      throw new EngineError(
        this.#opened.provider === 'cpu' ? 'not-finite' : 'prior',
        `The prior "${this.#name}" answered with values that are no numbers on ${this.#place}; the photograph is unchanged, ${this.#remedy}.`,
      );
    }
    out.data.set(x0);
  }

  async #runNetwork(x: ImageTensor, sigma: NoiseLevel): Promise<Float32Array> {
    const startMs = performance.now();
    try {
      return await this.#adapter.denoise(this.#opened.session, x, sigma);
    } catch (cause) {
      const detail = cause instanceof Error ? shortenOrtMessage(cause.message) : String(cause);
      throw new EngineError(
        'prior',
        `The prior "${this.#name}" stopped on ${this.#place} at ${describeShape(x)} (${detail}); ${this.#remedy}.`,
        { cause },
      );
    } finally {
      const lastMs = performance.now() - startMs;
      const { calls, totalMs } = this.#statistics;
      this.#statistics = { calls: calls + 1, totalMs: totalMs + lastMs, lastMs };
    }
  }

  get #place(): string {
    return providerLabels[this.#opened.provider];
  }

  get #remedy(): string {
    return this.#opened.provider === 'cpu'
      ? 'try a smaller window or another prior'
      : 'run on the processor ("cpu")';
  }

  #checkShapes(x: ImageTensor, sigma: NoiseLevel, out: ImageTensor): void {
    const { height, width } = x;
    if (x.channels !== 3 || height % this.sizeMultiple !== 0 || width % this.sizeMultiple !== 0) {
      throw new EngineError(
        'shape',
        `Expected 3 channels and sides that are multiples of ${this.sizeMultiple} for the prior but received ${describeShape(x)}.`,
      );
    }
    expectShape(out, x, "the prior's answer");
    if (typeof sigma !== 'number')
      expectShape(sigma, { channels: 1, height, width }, 'the noise levels');
  }

  /** The noise level inside the trained range. */
  #clamp(sigma: NoiseLevel): NoiseLevel {
    const { min, max } = this.sigmaRange;
    const largest = maximumSigma(sigma);
    if (!(largest >= 0)) {
      throw new EngineError(
        'settings',
        `Expected a noise level from 0 up but received ${largest}.`,
      );
    }
    const clampOne = (value: number) => Math.min(Math.max(value, min), max);
    if (typeof sigma === 'number') return clampOne(sigma);
    const data = this.#clampedMap(sigma.data.length);
    for (let i = 0; i < data.length; i++) data[i] = clampOne(sigma.data[i]!);
    return { ...sigma, data };
  }
}
