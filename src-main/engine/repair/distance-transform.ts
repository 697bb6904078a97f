/**
 * Euclidean distance, in pixels and from centre to centre, of each hole pixel to the nearest observed one; 0 at observed
 * pixels, Infinity everywhere when there is none. `hole`: height x width, 0 = observed.
 */
export function distanceToObserved(
  _hole: Uint8Array,
  _width: number,
  _height: number,
): Float32Array {
  throw new Error('not written yet');
}

/** The largest of these distances: 0 without a hole, Infinity without an observed pixel. */
export function widestRadius(_hole: Uint8Array, _width: number, _height: number): number {
  throw new Error('not written yet');
}
