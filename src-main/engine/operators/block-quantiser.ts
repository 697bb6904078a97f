const side = 8;

/** cosines[k * 8 + n]: the orthonormal DCT-II of length 8 (ITU-T T.81, A.3.3, separable). */
const cosines = Float64Array.from({ length: side * side }, (_, i) => {
  const [k, n] = [Math.floor(i / side), i % side];
  return Math.cos(((2 * n + 1) * k * Math.PI) / (2 * side)) * Math.sqrt((k === 0 ? 1 : 2) / side);
});

const block = new Float64Array(side * side);
const half = new Float64Array(side * side);

/** block <- B block B^T, with B the DCT or its inverse. */
function transformBlock(isInverse: boolean): void {
  for (const [from, to] of [
    [block, half],
    [half, block],
  ] as const) {
    // Each pass transforms the columns and transposes, so that two passes transform both.
    for (let k = 0; k < side; k++) {
      for (let column = 0; column < side; column++) {
        let sum = 0;
        for (let n = 0; n < side; n++) {
          const weight = isInverse ? cosines[n * side + k]! : cosines[k * side + n]!;
          sum += weight * from[n * side + column]!;
        }
        to[column * side + k] = sum;
      }
    }
  }
}

/**
 * Rounds the DCT of every 8 x 8 block of a plane to multiples of `steps` (64 values, row by row), in place; blocks that reach
 * over the right or lower edge repeat its pixels, as encoders do.
 */
export function quantiseBlocks(
  plane: Float64Array,
  width: number,
  height: number,
  steps: readonly number[],
): void {
  for (let top = 0; top < height; top += side) {
    for (let left = 0; left < width; left += side) {
      for (let i = 0; i < block.length; i++) {
        const y = Math.min(height - 1, top + Math.floor(i / side));
        block[i] = plane[y * width + Math.min(width - 1, left + (i % side))]!;
      }
      transformBlock(false);
      for (let i = 0; i < block.length; i++) {
        block[i] = Math.round(block[i]! / steps[i]!) * steps[i]!;
      }
      transformBlock(true);
      for (let i = 0; i < block.length; i++) {
        const [y, x] = [top + Math.floor(i / side), left + (i % side)];
        if (y < height && x < width) plane[y * width + x] = block[i]!;
      }
    }
  }
}
