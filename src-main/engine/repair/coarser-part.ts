import { growRegion, intersectRegions, regionArea, type Region } from '../tensor/region';
import type { DamageCanvas } from './damage-canvas';
import { createTensorSource, type RepairSource, type TensorSource } from './repair-source';
import { readRepairedPart } from './repaired-part';

/**
 * What a coarser level knows of a window of the next finer one, its solution painted in; only that part is copied, since a
 * level of a large photo takes more memory than the photo itself.
 * @param region the window in pixels of the finer source, whose level origin is `fineOrigin`
 * @returns undefined where the coarser level does not reach
 */
export function readCoarserPart(
  coarse: RepairSource,
  canvas: DamageCanvas,
  fineOrigin: RepairSource['origin'],
  region: Region,
): TensorSource | undefined {
  const { origin, damage } = coarse;
  const half = {
    x: Math.floor((fineOrigin.x + region.x) / 2) - origin.x,
    y: Math.floor((fineOrigin.y + region.y) / 2) - origin.y,
    width: Math.ceil(region.width / 2),
    height: Math.ceil(region.height / 2),
  };
  const whole = { x: 0, y: 0, width: damage.width, height: damage.height };
  // Bilinear doubling looks one pixel beyond; odd places shift the half by one more.
  const bounds = intersectRegions(growRegion(half, 2), whole);
  if (!bounds) return undefined;
  const image = readRepairedPart(coarse, canvas, bounds);
  const place = { x: origin.x + bounds.x, y: origin.y + bounds.y };
  return createTensorSource(image, new Uint8Array(regionArea(bounds)), place);
}
