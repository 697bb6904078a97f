import type { RunStanding, RunStart } from '../engine/repair/run-start';
import type { RepairedTriple } from './composite';

/** Colours of a repair and how far it was with them, both by pass; passes not begun are left out. */
export interface RepairStanding {
  readonly passes: readonly RunStanding[];
  readonly repaired: readonly RepairedTriple[];
}

/**
 * From where another repair over the same mask goes on, by pass; passes without a start begin as in any repair.
 * @param extraIterations added behind the plan of every window
 */
export function continueFrom(
  { passes, repaired }: RepairStanding,
  extraIterations = 0,
): readonly RunStart[] {
  return repaired.map(({ canvas }, pass) => {
    const { extensions, ...standing } = passes[pass]!;
    const longer = extraIterations > 0 ? [...extensions, extraIterations] : extensions;
    return { ...standing, extensions: longer, canvas };
  });
}
