import { growRegion, intersectRegions, type Region } from '../tensor/region';
import { forEachDamagedPixel, type DamageCanvas } from './damage-canvas';
import type { RepairLevel } from './repair-plan';
import { findUnknown, readRepairedPart } from './repaired-part';
import type { RepairWindow } from './windows';

/**
 * Paints what a coarser level has solved so far, enlarged bilinearly, into the damaged pixels of full-size windows: a picture
 * to look at while the full size is still to come. Pixels of which the level knows nothing stay as they are.
 * @param solved the level's canvas
 * @param full canvas over the damage at full size; it is changed
 */
export function paintCoarseSolution(
  { level, source }: RepairLevel,
  solved: DamageCanvas,
  windows: readonly RepairWindow[],
  full: DamageCanvas,
): void {
  const factor = 2 ** level;
  const { origin, damage } = source;
  const whole = { x: 0, y: 0, width: damage.width, height: damage.height };
  for (const { region } of windows) {
    const left = Math.floor(region.x / factor);
    const top = Math.floor(region.y / factor);
    const covered = {
      x: left - origin.x,
      y: top - origin.y,
      width: Math.ceil((region.x + region.width) / factor) - left,
      height: Math.ceil((region.y + region.height) / factor) - top,
    };
    const bounds = intersectRegions(growRegion(covered, 1), whole);
    if (!bounds) continue;
    const part = readSolved(source, solved, bounds);
    if (!part) continue;
    const { image, unknown } = part;
    const across = { scale: factor, start: origin.x + bounds.x, count: bounds.width };
    const down = { scale: factor, start: origin.y + bounds.y, count: bounds.height };
    const plane = bounds.width * bounds.height;
    forEachDamagedPixel(full, region, (slot, index) => {
      const column = placeOn(across, region.x + (index % region.width));
      const row = placeOn(down, region.y + Math.floor(index / region.width));
      const nearest = Math.round(row) * bounds.width + Math.round(column);
      if (unknown[nearest] !== 0) return;
      full.weights[slot] = 1;
      full.values.forEach((values, channel) => {
        values[slot] = sampleAt(image.data, channel * plane, bounds, column, row);
      });
    });
  }
}

/** A part of the level with its solution, and the pixels of which nothing is known; undefined where nothing is solved. */
function readSolved(source: RepairLevel['source'], solved: DamageCanvas, bounds: Region) {
  let solvedCount = 0;
  forEachDamagedPixel(solved, bounds, (slot) => {
    if (solved.weights[slot] !== 0) solvedCount++;
  });
  if (solvedCount === 0) return undefined;
  const unknown = findUnknown(source, solved, bounds);
  return { image: readRepairedPart(source, solved, bounds), unknown };
}

/** Place of a full-size pixel's centre on an axis of the coarse image, inside it. */
function placeOn(
  { scale, start, count }: { scale: number; start: number; count: number },
  pixel: number,
): number {
  return Math.max(0, Math.min(count - 1, (pixel + 0.5) / scale - 0.5 - start));
}

function sampleAt(
  data: Float32Array,
  start: number,
  { width, height }: Region,
  column: number,
  row: number,
): number {
  const left = Math.floor(column);
  const top = Math.floor(row);
  const right = Math.min(left + 1, width - 1);
  const bottom = Math.min(top + 1, height - 1);
  const at = (x: number, y: number) => data[start + y * width + x]!;
  const upper = at(left, top) + (column - left) * (at(right, top) - at(left, top));
  const lower = at(left, bottom) + (column - left) * (at(right, bottom) - at(left, bottom));
  return upper + (row - top) * (lower - upper);
}
