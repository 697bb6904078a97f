import { findDamageRuns } from '../../engine/repair/component-labels';
import {
  countIndexed,
  forEachRun,
  indexRuns,
  type PixelIndex,
} from '../../engine/repair/pixel-index';
import type { DamageMask } from '../../../src-shared/model/photo';

/** The damaged pixels of a mask, for work that follows the damage and not the photo. */
export interface DamagedPixels extends PixelIndex {
  readonly width: number;
  readonly height: number;
  /** The mask's value of each slot, 1..255. */
  readonly shares: Uint8Array;
}

/** Collects them in one pass over the mask. Their slots are those of a DamageCanvas over the same mask. */
export function collectDamagedPixels(damageMask: DamageMask): DamagedPixels {
  const { width, height } = damageMask;
  return {
    ...withShares(indexRuns(findDamageRuns(damageMask), height), damageMask),
    width,
    height,
  };
}

/** An index with the mask's value of each of its pixels. */
export function withShares(
  index: PixelIndex,
  { width, height, data }: DamageMask,
): PixelIndex & { readonly shares: Uint8Array } {
  const shares = new Uint8Array(countIndexed(index));
  forEachRun(index, { x: 0, y: 0, width, height }, (slot, x, y, count) => {
    const start = y * width + x;
    shares.set(data.subarray(start, start + count), slot);
  });
  return { ...index, shares };
}
