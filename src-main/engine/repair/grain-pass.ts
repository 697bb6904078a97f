import { createGaussianField } from '../random/gaussian-field';
import { addToCanvas, createDamageCanvas, type DamageCanvas } from './damage-canvas';
import { cutHole } from './damage-field';
import { measureGrain, synthesiseGrain, type Grain } from './grain';
import type { RepairLevel } from './repair-plan';
import { readRepairedPart } from './repaired-part';
import { targetWeights } from './target-weights';
import { fromLuma, lumaPlaneOf, singleTintOf, type SingleTint, type TintAxis } from './tint-axis';
import type { RepairWindow } from './windows';

/** Windows in which the photo's grain is measured; more of them tell nothing new. */
const measuredWindows = 12;
/** Keeps grain's noise apart from that of the iterations, which lies at the seed itself. */
const grainSeedOffset = 2 ** 40;

/** Which part of the missing grain is added, and from which noise. */
export interface GrainOptions {
  readonly axis: TintAxis;
  /** Share of the missing grain that is added, [0, 1]. */
  readonly share: number;
  readonly seed: number;
}

/**
 * A copy of the canvas to which the grain of the photo's observed pixels was added where the repair lacks it, window by
 * window. In a grey or single-tint photo grain is a matter of luma alone, so that grey stays grey.
 */
export function addMissingGrain(
  { source, windows }: RepairLevel,
  canvas: DamageCanvas,
  { axis, share, seed }: GrainOptions,
): DamageCanvas {
  const grained = createDamageCanvas(source.damage);
  const read = (window: RepairWindow) => {
    const image = readRepairedPart(source, canvas, window.region);
    const hole = cutHole(source.unobserved, window.region);
    return { image, hole, single: singleTintOf(axis, image, hole) };
  };
  const isLumaOnly = axis.kind !== 'colour';
  const grain = measure(windows, read, isLumaOnly);
  const noise = createGaussianField(seed + grainSeedOffset);
  for (const window of windows) {
    const { image, hole, single } = read(window);
    const plane = single ? lumaPlaneOf(image, single) : image;
    // Grain measured in luma says nothing about a window in colours of its own.
    if (isLumaOnly === (single !== undefined)) {
      synthesiseGrain(plane, hole, grain, noise, window.region, share);
      if (single) fromLuma(plane, single, image);
    }
    addToCanvas(grained, window.region, image, targetWeights(window));
  }
  // Pixels that the repair has not reached yet stay unpainted.
  grained.weights.forEach((_, slot) => {
    if (canvas.weights[slot] === 0) grained.weights[slot] = 0;
  });
  return grained;
}

type WindowReader = (window: RepairWindow) => {
  image: ReturnType<RepairLevel['source']['readWindow']>;
  hole: Uint8Array;
  single: SingleTint | undefined;
};

function measure(windows: readonly RepairWindow[], read: WindowReader, isLumaOnly: boolean): Grain {
  const stride = Math.max(1, Math.floor(windows.length / measuredWindows));
  const areas = windows
    .filter((_, index) => index % stride === 0)
    .slice(0, measuredWindows)
    .map(read)
    .filter(({ single }) => isLumaOnly === (single !== undefined))
    .map(({ image, hole, single }) => ({
      image: single ? lumaPlaneOf(image, single) : image,
      hole,
    }));
  return measureGrain(areas);
}
