import { createImageTensor, type ImageTensor } from '../tensor/image-tensor';
import type { Region } from '../tensor/region';
import type { DamageField } from './damage-field';

/** An image with its hole (height x width, 0 = observed) at one level of a pyramid. */
export interface PyramidLevel {
  readonly image: ImageTensor;
  readonly hole: Uint8Array;
}

/** How much of a 2 x 2 block must be observed for the coarse pixel to be: half of it, or any of its pixels. */
export type BlockRule = 'half' | 'any';

/**
 * Halves both sides (rounded up). A coarse pixel is the mean of the observed pixels of its 2 x 2 block; it is a hole, and 0,
 * only where less of the block is observed than the rule asks for. `hole`: height x width, 0 = observed.
 */
export function halveObserved(
  image: ImageTensor,
  hole: Uint8Array,
  rule: BlockRule = 'half',
): PyramidLevel {
  const { channels, height, width } = image;
  const whole = { x: 0, y: 0, width, height };
  const { data: coarseHole, ...sides } = halveHole({ width, height, data: hole }, whole, rule);
  const coarse = createImageTensor({ channels, ...sides });
  const plane = height * width;
  const coarsePlane = coarseHole.length;
  const observed: number[] = [];
  for (let row = 0; row < coarse.height; row++) {
    for (let column = 0; column < coarse.width; column++) {
      const index = row * coarse.width + column;
      if (coarseHole[index] !== 0) continue;
      const bottom = Math.min(2 * row + 2, height);
      const right = Math.min(2 * column + 2, width);
      observed.length = 0;
      for (let y = 2 * row; y < bottom; y++) {
        for (let x = 2 * column; x < right; x++) {
          if (hole[y * width + x] === 0) observed.push(y * width + x);
        }
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

/** The hole of a part of a picture at half its size, 1 = hole; `bounds` lies inside. */
export function halveHole(field: DamageField, bounds: Region, rule: BlockRule): DamageField {
  const least = rule === 'half' ? 2 : 1;
  const { data } = field;
  const isObserved = (index: number) => (data[index] === 0 ? 1 : 0);
  return halveBytes(
    field,
    bounds,
    (a, b, c, d) => isObserved(a) + isObserved(b) + isObserved(c) + isObserved(d) < least,
  );
}

/** The hole pixels of a halved picture in whose block something is damaged: the others are holes that nobody sees. */
export function halveDamage(
  damage: DamageField,
  bounds: Region,
  coarseHole: DamageField,
): DamageField {
  const isDamaged = (index: number) => damage.data[index] !== 0;
  return halveBytes(
    damage,
    bounds,
    (a, b, c, d, index) =>
      coarseHole.data[index] !== 0 &&
      (isDamaged(a) || isDamaged(b) || isDamaged(c) || isDamaged(d)),
  );
}

/** Marks the blocks for which `isMarked` answers true, given the places of their four pixels and their own. */
function halveBytes(
  { width }: DamageField,
  bounds: Region,
  isMarked: (a: number, b: number, c: number, d: number, index: number) => boolean,
): DamageField {
  const half = { width: Math.ceil(bounds.width / 2), height: Math.ceil(bounds.height / 2) };
  const data = new Uint8Array(half.width * half.height);
  let index = 0;
  for (let row = 0; row < half.height; row++) {
    const start = (bounds.y + 2 * row) * width + bounds.x;
    // In a block that the edge cuts, pixels count twice, so that four are counted in all: the share is the same.
    const below = 2 * row + 1 < bounds.height ? width : 0;
    for (let column = 0; column < half.width; column++, index++) {
      const first = start + 2 * column;
      const right = 2 * column + 1 < bounds.width ? 1 : 0;
      const third = first + below;
      if (isMarked(first, first + right, third, third + right, index)) data[index] = 1;
    }
  }
  return { ...half, data };
}
