import { createImageTensor, type ImageTensor } from '../tensor/image-tensor';
import { widestRadius } from './distance-transform';

/** An image with its hole (height x width, 0 = observed) at one level of a pyramid. */
export interface PyramidLevel {
  readonly image: ImageTensor;
  readonly hole: Uint8Array;
}

/**
 * Halves both sides (rounded up). A coarse pixel is the mean of the observed pixels of its 2 x 2 block. It is a hole, and 0,
 * only where less than `leastObservedFraction` of the block is observed, or nothing.
 */
export function halveObserved(
  image: ImageTensor,
  hole: Uint8Array,
  leastObservedFraction = 0.5,
): PyramidLevel {
  const { channels, height, width } = image;
  const coarse = createImageTensor({
    channels,
    height: Math.ceil(height / 2),
    width: Math.ceil(width / 2),
  });
  const coarseHole = new Uint8Array(coarse.height * coarse.width);
  const plane = height * width;
  const coarsePlane = coarseHole.length;
  const observed: number[] = [];
  for (let row = 0; row < coarse.height; row++) {
    for (let column = 0; column < coarse.width; column++) {
      const index = row * coarse.width + column;
      const bottom = Math.min(2 * row + 2, height);
      const right = Math.min(2 * column + 2, width);
      observed.length = 0;
      for (let y = 2 * row; y < bottom; y++) {
        for (let x = 2 * column; x < right; x++) {
          if (hole[y * width + x] === 0) observed.push(y * width + x);
        }
      }
      const blockSize = (bottom - 2 * row) * (right - 2 * column);
      if (observed.length === 0 || observed.length < leastObservedFraction * blockSize) {
        coarseHole[index] = 1;
        continue;
      }
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (const position of observed) sum += image.data[channel * plane + position]!;
        coarse.data[channel * coarsePlane + index] = sum / observed.length;
      }
    }
  }
  return { image: coarse, hole: coarseHole };
}

/**
 * Halves until no hole pixel is farther than `radiusPx` from an observed one. [0] is what was given; the last level is the
 * coarsest. It ends early where halving would leave nothing observed.
 */
export function buildPyramid(
  image: ImageTensor,
  hole: Uint8Array,
  radiusPx: number,
): readonly PyramidLevel[] {
  const levels: PyramidLevel[] = [{ image, hole }];
  for (let level = levels[0]!; ;) {
    const { height, width } = level.image;
    if (widestRadius(level.hole, width, height) <= radiusPx) return levels;
    level = halveObserved(level.image, level.hole);
    if (!level.hole.includes(0) || Math.max(height, width) === 1) return levels;
    levels.push(level);
  }
}

/**
 * Doubles `coarse` bilinearly into the hole pixels of `out` (twice as large, or one less on a side); its observed pixels stay.
 * Block centres stay where they were, so nothing shifts.
 */
export function doubleIntoHole(coarse: ImageTensor, hole: Uint8Array, out: ImageTensor): void {
  const rows = nearestTwo(out.height, coarse.height);
  const columns = nearestTwo(out.width, coarse.width);
  const plane = out.height * out.width;
  const coarsePlane = coarse.height * coarse.width;
  for (let y = 0; y < out.height; y++) {
    const near = rows.near[y]! * coarse.width;
    const far = rows.far[y]! * coarse.width;
    for (let x = 0; x < out.width; x++) {
      const index = y * out.width + x;
      if (hole[index] === 0) continue;
      const left = columns.near[x]!;
      const right = columns.far[x]!;
      for (let channel = 0; channel < out.channels; channel++) {
        const base = channel * coarsePlane;
        const nearValue = mix(coarse.data[base + near + left]!, coarse.data[base + near + right]!);
        const farValue = mix(coarse.data[base + far + left]!, coarse.data[base + far + right]!);
        out.data[channel * plane + index] = mix(nearValue, farValue);
      }
    }
  }
}

/** A fine pixel's centre lies a quarter of a coarse pixel from the nearer coarse centre. */
function mix(near: number, far: number): number {
  return 0.75 * near + 0.25 * far;
}

function nearestTwo(length: number, coarseLength: number): { near: Int32Array; far: Int32Array } {
  const near = Int32Array.from({ length }, (_, position) => position >> 1);
  const far = near.map((index, position) =>
    Math.max(0, Math.min(coarseLength - 1, index + (position % 2 === 0 ? -1 : 1))),
  );
  return { near, far };
}
