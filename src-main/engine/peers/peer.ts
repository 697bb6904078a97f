import type { LinearOperator } from '../operators/operator';
import type { CancelSignal, Prior } from '../prior/prior';
import type { NoiseSource } from '../random/noise-source';
import { createImageTensor, expectShape, type ImageTensor } from '../tensor/image-tensor';
import type { Region } from '../tensor/region';

/** Values of a channel between which a clean picture lies. */
export interface ChannelRange {
  readonly black: number;
  readonly white: number;
}

/** A restoration as the peers of RED-Diff take it: the same prior, operator and noise, so that only the method differs. */
export interface PeerProblem {
  readonly operator: LinearOperator;
  readonly measurement: ImageTensor;
  readonly prior: Prior;
  /** Standard deviation of the measurement's noise, unit of the image; 0 for none. */
  readonly measurementSigma: number;
  /** First guess, to which the noise of the highest level is added. */
  readonly start: ImageTensor;
  readonly noise: NoiseSource;
  /** Place of the picture: the address of its noise. */
  readonly region: Region;
  /** By channel, where the picture is in another contrast than [-1, 1]; for methods that clip. */
  readonly ranges?: readonly ChannelRange[];
  readonly signal?: CancelSignal;
}

/** What is known after one call of the prior. */
export interface PeerStep {
  /** Index of the call. */
  readonly iteration: number;
  /** Noise level at which the prior was asked. */
  readonly sigma: number;
  /** The clean picture as the method sees it now; the last one is its answer. Valid until the next call. */
  readonly estimate: ImageTensor;
}

/** One noise level of a sampler in variance-exploding form, x = picture + sigma n. */
export interface PeerLevel {
  /** The sample at this level; the rule moves it to the next. */
  readonly x: ImageTensor;
  /** D(x; sigma). */
  readonly denoised: ImageTensor;
  /** To be filled by the rule: the clean picture that agrees with prior and measurement. */
  readonly estimate: ImageTensor;
  /** Fresh N(0, 1) noise; the rule may overwrite it. */
  readonly z: ImageTensor;
  readonly sigma: number;
  /** Level to move to; 0 after the last call. */
  readonly nextSigma: number;
}

/** What distinguishes one peer from another. */
export interface PeerRule {
  /** Turns the start x + sigma z into another one; changes `x` in place. */
  readonly prepare?: (x: ImageTensor, z: ImageTensor, sigma: number) => void;
  readonly update: (level: PeerLevel) => void;
}

/**
 * Walks down the noise levels, one call of the prior for each, and yields after every call. Deterministic for the same noise
 * source; ends early when the signal is aborted.
 * @param sigmas falling noise levels (see sigma-levels.ts)
 * @throws EngineError 'shape' on tensors that do not fit, and what the prior throws.
 */
export async function* samplePeer(
  problem: PeerProblem,
  sigmas: readonly number[],
  rule: PeerRule,
): AsyncGenerator<PeerStep, void, void> {
  const { operator, measurement, prior, start, noise, region, signal } = problem;
  expectShape(start, operator.inputShape, 'the start');
  expectShape(measurement, operator.outputShape, 'the measurement');
  const [x, denoised, estimate, z] = [0, 1, 2, 3].map(() =>
    createImageTensor(operator.inputShape),
  ) as [ImageTensor, ImageTensor, ImageTensor, ImageTensor];
  // Draw 0 belongs to the start, draw i + 1 to call i.
  noise.fill(z, 0, region);
  const first = sigmas[0] ?? 0;
  for (let i = 0; i < x.data.length; i++) x.data[i] = start.data[i]! + first * z.data[i]!;
  rule.prepare?.(x, z, first);
  for (const [iteration, sigma] of sigmas.entries()) {
    if (signal?.aborted) return;
    await prior.denoise(x, sigma, denoised, signal);
    if (signal?.aborted) return;
    noise.fill(z, iteration + 1, region);
    rule.update({ x, denoised, estimate, z, sigma, nextSigma: sigmas[iteration + 1] ?? 0 });
    yield { iteration, sigma, estimate };
  }
}
