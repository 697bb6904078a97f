import type { RepairWindow } from './windows';

/**
 * How much of each pixel's repair comes from this window: 1 x height x width of its region, in [0, 1].
 * At a damaged pixel the weights of all windows sum to 1; across a cut they pass from one to the other over 2 * blendPx.
 * A weight above 0 is given only inside the window's region.
 */
export function targetWeights(_window: RepairWindow): Float32Array {
  throw new Error('not written yet');
}
