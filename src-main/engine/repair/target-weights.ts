import { growRegion, intersectRegions, type Region } from '../tensor/region';
import type { RepairWindow } from './windows';

/**
 * How much of each pixel's repair comes from this window: 1 x height x width of its region, in [0, 1].
 * At a damaged pixel the weights of all windows sum to 1; across a cut they pass smoothly from one window to the other,
 * over blendPx to each side. Weights above 0 are given only inside the window's region.
 */
export function targetWeights(window: RepairWindow): Float32Array {
  const { region, targets, neighbourTargets, blendPx } = window;
  const weights = claim(region, targets, blendPx);
  if (neighbourTargets.length === 0) return weights;
  const total = weights.slice();
  for (const others of neighbourTargets) {
    const claimed = claim(region, others, blendPx);
    for (let index = 0; index < total.length; index++) total[index]! += claimed[index]!;
  }
  for (let index = 0; index < weights.length; index++) {
    if (weights[index]! > 0) weights[index]! /= total[index]!;
  }
  return weights;
}

/** 1 inside the targets, falling to 0 at blendPx from them. */
function claim(region: Region, targets: readonly Region[], blendPx: number): Float32Array {
  const claimed = new Float32Array(region.width * region.height);
  for (const target of targets) {
    const reach = intersectRegions(growRegion(target, blendPx), region);
    if (!reach) continue;
    const across = flanks(reach.x, reach.width, target.x, target.width, blendPx);
    const down = flanks(reach.y, reach.height, target.y, target.height, blendPx);
    for (let row = 0; row < reach.height; row++) {
      const start = (reach.y - region.y + row) * region.width + reach.x - region.x;
      for (let column = 0; column < reach.width; column++) {
        const value = down[row]! * across[column]!;
        if (value > claimed[start + column]!) claimed[start + column] = value;
      }
    }
  }
  return claimed;
}

/** The claim along one axis for `length` pixels from `from` on: 1 in the target, a smooth flank to each side. */
function flanks(
  from: number,
  length: number,
  targetStart: number,
  targetLength: number,
  blendPx: number,
): Float32Array {
  const last = targetStart + targetLength - 1;
  return Float32Array.from({ length }, (_, index) => {
    const outside = Math.max(targetStart - (from + index), from + index - last, 0);
    if (outside === 0) return 1;
    // A cut lies between two pixels: the first one outside is half a pixel beyond it.
    const left = 1 - (outside - 0.5) / blendPx;
    return left * left * (3 - 2 * left);
  });
}
