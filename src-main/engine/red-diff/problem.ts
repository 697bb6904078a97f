import type { MeasurementOperator } from '../operators/operator';
import type { Optimizer } from '../optimizer/optimizer';
import type { NoiseLevel, Prior } from '../prior/prior';
import type { NoiseSource } from '../random/noise-source';
import type { ImageTensor } from '../tensor/image-tensor';
import type { Region } from '../tensor/region';
import type { WeightingName } from './weighting';

/** The objective's scalars; see docs/math.md. */
export interface Objective {
  readonly weighting: WeightingName;
  /** lambda: weight of the prior term. */
  readonly lambda: number;
  /** v: weight of the data term; 0 leaves the data to `dataStep`. */
  readonly observationWeight: number;
  /** 'mean' divides each term by its number of elements (the published code), 'sum' does not (any picture size). */
  readonly reduction: 'mean' | 'sum';
}

/** Brings mu into agreement with the measurement after an optimiser step at noise level `sigma`; changes it in place. */
export type DataStep = (mu: ImageTensor, sigma: number) => void;

/** One restoration: what was measured, how, and what is believed about photographs. */
export interface RedDiffProblem {
  readonly operator: MeasurementOperator;
  readonly measurement: ImageTensor;
  readonly prior: Prior;
  readonly objective: Objective;
  readonly optimizer: Optimizer;
  readonly noise: NoiseSource;
  /** Place of mu in the photo (or pyramid level): the address of its noise. */
  readonly region: Region;
  readonly dataStep?: DataStep;
  /**
   * Spreads the noise level over the pixels for a prior that takes a map (1 x height x width, observed pixels low);
   * the noise added to a pixel follows the same map. Absent: every pixel gets sigma.
   */
  readonly sigmaMap?: (sigma: number) => ImageTensor;
  /** Keeps the prior's answer inside the photo's family (a grey photo stays grey); changes it in place. */
  readonly constrain?: (denoised: ImageTensor) => void;
}

/** The noise level as the prior is to be asked, and as noise is to be added. */
export function noiseLevelOf(problem: RedDiffProblem, sigma: number): NoiseLevel {
  return problem.prior.takesSigmaMap && problem.sigmaMap ? problem.sigmaMap(sigma) : sigma;
}
