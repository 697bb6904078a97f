import type { Region } from '../tensor/region';
import type { DamageField } from './damage-field';

/** How windows are cut; all in pixels. */
export interface WindowOptions {
  /** Sides of a window are multiples of this. */
  readonly sizeMultiple: number;
  /** Least context between a target and the window's edge, except at the photo's border. */
  readonly contextPx: number;
  /** No side of a window is longer. */
  readonly maxSidePx: number;
  /** How far a window's weight reaches beyond its targets into a neighbour's; at most contextPx. */
  readonly blendPx: number;
}

/** A rectangle of the photo to be solved as one image. */
export interface RepairWindow {
  /**
   * What is solved, in photo pixels. It reaches outside only where the photo is smaller than the multiple;
   * there the photo is mirrored (reflectCoordinate). Every damaged pixel inside is part of its hole (cutHole).
   */
  readonly region: Region;
  /**
   * What it is responsible for, in photo pixels: the damaged pixels inside these rectangles.
   * Over all windows they are disjoint and hold every damaged pixel once.
   */
  readonly targets: readonly Region[];
  /** The targets of each window whose blending band meets this one's; see targetWeights. */
  readonly neighbourTargets: readonly (readonly Region[])[];
  readonly blendPx: number;
  /** Damaged pixels inside `region` and the photo. */
  readonly holePixelCount: number;
  /** Damaged pixels inside `targets`. */
  readonly targetPixelCount: number;
  /** Largest distance of a target pixel to an observed pixel of the window; Infinity where it holds none. */
  readonly widestRadiusPx: number;
}

/** 16-px multiples, 48 px of context, 384 px at most, blended over 16 px to each side of a cut. */
export const defaultWindowOptions: WindowOptions = {
  sizeMultiple: 16,
  contextPx: 48,
  maxSidePx: 384,
  blendPx: 16,
};

/**
 * Cuts the damage of a photo into windows so that their total area, the cost of a repair, is small.
 * The order is from top to bottom, then left to right; no damage gives no windows.
 * @throws EngineError 'settings' for options that leave no room for a target, 'shape' for a damage field of the wrong length.
 */
export function planWindows(
  _damage: DamageField,
  _options: Partial<WindowOptions> = {},
): readonly RepairWindow[] {
  throw new Error('not written yet');
}
