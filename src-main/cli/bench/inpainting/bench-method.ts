import type { CancelSignal, Prior } from '../../../engine/prior/prior';
import type { PhotoSamples } from '../../../../src-shared/model/photo';
import type { LoadedCase } from './cases';

/** What a method is given: never the truth. */
export type DamagedCase = Pick<LoadedCase, 'damaged' | 'damageMask'>;

/** A way to repair a case. */
export interface BenchMethod {
  readonly name: string;
  /** Everything that was chosen, for the table and to recognise stored results. */
  readonly settings: string;
  /** The repaired crop; unfinished once `signal` is set. */
  repair(damaged: DamagedCase, prior: Prior, signal: CancelSignal): Promise<PhotoSamples>;
}
