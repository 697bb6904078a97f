import { philox } from '../../../engine/random/philox';
import type { DamageMask } from '../../../../src-shared/model/photo';
import { drawMark, type DamageMark } from './draw-mark';

/** Share of the damage that is scratches; the rest is dust. */
const scratchesFraction = 0.8;
/** Longest scratch as a share of the picture's height. */
const longestScratchFraction = 0.4;

/**
 * Covers the given share of a mask with what scans of old film have: scratches, most of them along the way that the film was
 * pulled, and dust all over. Always the same for the same size.
 * @returns the number of damaged pixels
 */
export function scatterDamage(damageMask: DamageMask, damageFraction: number): number {
  const wanted = damageFraction * damageMask.width * damageMask.height;
  const random = createRandom(damageMask.width);
  let covered = 0;
  while (covered < scratchesFraction * wanted) {
    covered += drawMark(damageMask, makeScratch(damageMask, random));
  }
  while (covered < wanted) covered += drawMark(damageMask, makeSpeck(damageMask, random));
  return covered;
}

type Random = () => number;

function makeScratch({ width, height }: DamageMask, random: Random): DamageMark {
  const from = [random() * width, random() * height] as const;
  const length = longestScratchFraction * height * random() ** 2;
  const lean = (random() - 0.5) * 0.2;
  const isAcross = random() < 0.15;
  const [along, aside] = [length, length * lean];
  const to = [from[0] + (isAcross ? along : aside), from[1] + (isAcross ? aside : along)] as const;
  return { from, to, radiusPx: 1 + 3 * random() };
}

function makeSpeck({ width, height }: DamageMask, random: Random): DamageMark {
  const centre = [random() * width, random() * height] as const;
  // Small specks are many, large ones few.
  return { from: centre, to: centre, radiusPx: 2 + 10 * random() ** 3 };
}

/** Numbers in [0, 1): word after word of Philox. */
function createRandom(seed: number): Random {
  const words = new Int32Array(4);
  let count = 0;
  return () => {
    philox(count++, 0, 0, 0, seed, 0, words);
    return (words[0]! >>> 0) / 2 ** 32;
  };
}
