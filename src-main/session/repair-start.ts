import type { RunStart } from '../engine/repair/run-start';
import type { RepairedTriple } from './composite';

/** How far a repair is in one of its passes; see RunStart. */
export type PassStanding = Omit<RunStart, 'canvas' | 'extraIterations'>;

/** Colours of a repair and how far it was with them, both by pass; passes not begun are left out. */
export interface RepairStanding {
  readonly passes: readonly PassStanding[];
  readonly repaired: readonly RepairedTriple[];
}

/** From where another repair over the same mask goes on, by pass; passes without a start begin as in any repair. */
export function continueFrom(
  { passes, repaired }: RepairStanding,
  extraIterations = 0,
): readonly RunStart[] {
  return repaired.map(({ canvas }, pass) => ({ ...passes[pass]!, canvas, extraIterations }));
}
