import { growRegion, intersectRegions, type Region } from '../tensor/region';
import { findDamageRuns } from './component-labels';
import { collectCells } from './damage-cells';
import { cutHole, type DamageField } from './damage-field';
import { distanceToObserved } from './distance-transform';
import {
  defaultWindowOptions,
  expectWindowOptions,
  windowAround,
  type WindowOptions,
} from './window-geometry';
import { mergePieces } from './window-merge';
import { partitionDamage } from './window-partition';

/** A rectangle of the photo to be solved as one image. */
export interface RepairWindow {
  /**
   * What is solved, in photo pixels. It reaches outside only where the photo is smaller than the multiple;
   * there the photo is mirrored (reflectCoordinate). Every unobserved pixel inside is part of its hole (cutHole).
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
  /** Unobserved pixels inside `region`, mirrored ones included. */
  readonly holePixelCount: number;
  /** Damaged pixels inside `targets`. */
  readonly targetPixelCount: number;
  /** Largest distance of a target pixel to an observed pixel of the window; Infinity where it holds none. */
  readonly widestRadiusPx: number;
}

/**
 * Cuts the damage of a photo into windows so that their total area, the cost of a repair, is small.
 * The order is from top to bottom, then left to right; no damage gives no windows.
 * @param unobserved the damage and what is a hole without being repaired; see RepairSource
 * @throws EngineError 'settings' for options that leave no room for a target, 'shape' for a damage field of the wrong length.
 */
export function planWindows(
  damage: DamageField,
  options: Partial<WindowOptions> = {},
  unobserved: DamageField = damage,
): readonly RepairWindow[] {
  const complete = { ...defaultWindowOptions, ...options };
  expectWindowOptions(complete);
  const photo = { x: 0, y: 0, width: damage.width, height: damage.height };
  const cells = collectCells(findDamageRuns(damage), damage.width);
  const loads = mergePieces(partitionDamage(cells, complete), photo, complete);
  const windows = loads
    .map((load) => ({ ...load, region: windowAround(load.bounds, photo, complete) }))
    .sort(
      (a, b) =>
        a.region.y - b.region.y ||
        a.region.x - b.region.x ||
        a.bounds.y - b.bounds.y ||
        a.bounds.x - b.bounds.x,
    );
  return windows.map(({ region, targets, pixelCount }) => ({
    region,
    targets,
    neighbourTargets: windows
      .map((other) => other.targets)
      .filter((others) => others !== targets && bandsMeet(targets, others, complete.blendPx)),
    blendPx: complete.blendPx,
    targetPixelCount: pixelCount,
    ...measureHole(unobserved, region, targets),
  }));
}

function bandsMeet(targets: readonly Region[], others: readonly Region[], blendPx: number) {
  return targets.some((target) =>
    others.some((other) => intersectRegions(growRegion(target, 2 * blendPx), other)),
  );
}

function measureHole(unobserved: DamageField, region: Region, targets: readonly Region[]) {
  const hole = cutHole(unobserved, region);
  const distance = distanceToObserved(hole, region.width, region.height);
  let holePixelCount = 0;
  for (let index = 0; index < hole.length; index++) holePixelCount += hole[index]!;
  let widestRadiusPx = 0;
  for (const { x, y, width, height } of targets) {
    for (let row = y - region.y; row < y - region.y + height; row++) {
      const start = row * region.width + x - region.x;
      for (let index = start; index < start + width; index++) {
        if (distance[index]! > widestRadiusPx) widestRadiusPx = distance[index]!;
      }
    }
  }
  return { holePixelCount, widestRadiusPx };
}
