import type { Region } from '../tensor/region';
import type { DamageField } from './damage-field';

/** Horizontal runs of damaged pixels, row by row; run i covers x from startX[i] to endX[i] (exclusive) in row y[i]. */
export interface DamageRuns {
  readonly count: number;
  readonly y: Uint32Array;
  readonly startX: Uint32Array;
  readonly endX: Uint32Array;
}

/** One 8-connected piece of damage. */
export interface DamageComponent {
  /** The smallest region that holds it. */
  readonly region: Region;
  readonly pixelCount: number;
}

/** The components of a photo's damage in the order of their first pixel, and the component each run belongs to. */
export interface ComponentLabels {
  readonly runs: DamageRuns;
  /** Index into `components`, one a run. */
  readonly componentOfRun: Uint32Array;
  readonly components: readonly DamageComponent[];
}

/** Finds the runs of damaged pixels in one pass over the bytes. */
export function findDamageRuns(_damage: DamageField): DamageRuns {
  throw new Error('not written yet');
}

/** Groups damaged pixels that touch at a side or a corner. */
export function labelComponents(_damage: DamageField): ComponentLabels {
  throw new Error('not written yet');
}
