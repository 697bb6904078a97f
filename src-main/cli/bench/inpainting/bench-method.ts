import type { CancelSignal, Prior } from '../../../engine/prior/prior';
import type { PhotoSamples } from '../../../../src-shared/model/photo';
import type { LoadedCase } from './cases';

/** What a method is given: never the truth. */
export type DamagedCase = Pick<LoadedCase, 'damaged' | 'damageMask'>;

/** A way to repair a case. */
export interface BenchMethod {
  /** Different for each method of a run: its family, and what sets it apart where there are several of one. */
  readonly name: string;
  /** What the methods of one line of a chart have in common, as `photo`. */
  readonly family: string;
  /** Calls of the prior for each damaged place; 0 for a method that never asks it. */
  readonly calls: number;
  /** Only the cases of the first images, where many calls on all would take days. */
  readonly images?: number | undefined;
  /** Everything that was chosen, for the table and to recognise stored results. */
  readonly settings: string;
  /** The repaired crop; unfinished once `signal` is set. */
  repair(damaged: DamagedCase, prior: Prior, signal: CancelSignal): Promise<PhotoSamples>;
}
